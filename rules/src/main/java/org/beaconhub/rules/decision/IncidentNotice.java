package org.beaconhub.rules.decision;

import org.beaconhub.rules.alarm.Alarm;

/**
 * What people or actuators outside the hub are told about a live alarm. It can be built only from an
 * {@link AlarmMoved}, so nothing but a live decision can cause one.
 */
public final class IncidentNotice {
    private final String id;
    private final AlarmMoved moved;

    private IncidentNotice(String id, AlarmMoved moved) {
        this.id = id;
        this.moved = moved;
    }

    /** The notice of a live decision for one channel; the same decision and channel always give the same id. */
    public static IncidentNotice of(AlarmMoved moved, String channel) {
        return new IncidentNotice(
                "N" + moved.cause().seq() + "-" + moved.cause().ordinal() + "-" + channel, moved);
    }

    /** Receivers tell repeats by this id: it never changes between attempts, restarts and replays. */
    public String id() {
        return id;
    }

    /** The decision that it tells of. */
    public AlarmMoved moved() {
        return moved;
    }

    /** The alarm as it stood when the notice was ordered. */
    public Alarm alarm() {
        return moved.alarm();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IncidentNotice that && id.equals(that.id) && moved.equals(that.moved);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "IncidentNotice[" + id + ", " + moved + "]";
    }
}
