package org.beaconhub.rules.fact;

/** How long the texts of people may be. */
final class Limits {
    private Limits() {}

    static void needed(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        atMost(name, text);
    }

    static void atMost(String name, String text) {
        if (text.length() > IncidentAct.NOTE_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    name + " must have at most " + IncidentAct.NOTE_LENGTH_MAX + " characters, got " + text.length());
        }
    }
}
