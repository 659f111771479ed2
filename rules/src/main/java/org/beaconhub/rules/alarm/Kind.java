package org.beaconhub.rules.alarm;

/** The three signals that fire practice keeps apart; they never share a queue or a sound. */
public enum Kind {
    /** Act now. */
    ALARM("temporal-three"),
    /** Protection is impaired. */
    SUPERVISORY("double-chirp"),
    /** A device, or the hub itself, has a fault. */
    TROUBLE("single-chirp");

    private final String sound;

    Kind(String sound) {
        this.sound = sound;
    }

    /** Its class of sound, never that of another kind; the alarm's is the three pulses of ISO 8201. */
    public String sound() {
        return sound;
    }
}
