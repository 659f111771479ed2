package org.beaconhub.rules.decision;

/**
 * What people or actuators outside the hub are told about the real world. It can be built only from a live decision,
 * so nothing else can cause one.
 */
public final class IncidentNotice {
    private final String id;
    private final About about;

    /** What a notice can tell of. */
    public sealed interface About permits AlarmMoved, IncidentCalled, Actuation {
        /** What caused it. */
        Cause cause();
    }

    private IncidentNotice(String id, About about) {
        this.id = id;
        this.about = about;
    }

    /**
     * The notice of a live decision for one recipient over one channel; the same three always give the same id.
     *
     * @param recipient id of a contact; empty where the channel has receivers of its own
     */
    public static IncidentNotice of(About about, String channel, String recipient) {
        String to = recipient.isEmpty() ? channel : channel + "." + recipient;
        return new IncidentNotice(
                "N" + about.cause().seq() + "-" + about.cause().ordinal() + "-" + to, about);
    }

    /** Receivers tell repeats by this id: it never changes between attempts, restarts and replays. */
    public String id() {
        return id;
    }

    /** What it tells of. */
    public About about() {
        return about;
    }

    /**
     * Notices of the same subject reach a receiver in the order in which they were ordered: an alarm's id, an incident's, or the
     * channel of an actuator.
     */
    public String subject() {
        return switch (about) {
            case AlarmMoved moved -> moved.alarm().id();
            case IncidentCalled called -> called.incident().id();
            case Actuation actuation -> actuation.channel();
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IncidentNotice that && id.equals(that.id) && about.equals(that.about);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "IncidentNotice[" + id + ", " + about + "]";
    }
}
