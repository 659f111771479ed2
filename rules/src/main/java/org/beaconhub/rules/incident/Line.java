package org.beaconhub.rules.incident;

/**
 * One line of an incident's time line.
 *
 * @param atMs when, hub time in milliseconds since 1970 UTC
 * @param what what happened
 * @param by who did it, or who reported what came; empty where nobody did
 * @param ref what it is about: id of an alarm, a report, a unit or another incident, the number of a task, the name of
 *     a check or a picture; or empty
 * @param note what was said to it, or empty
 */
public record Line(long atMs, What what, String by, String ref, String note) {
    /** Whether it tells of a sign that came: then {@code by} has done nothing but report it. */
    public boolean tellsOfSign() {
        return what == What.OPENED || what == What.JOINED;
    }

    /** What can happen. Constants are numbered by their place in the journal: new ones come last. */
    public enum What {
        /** It began, with its first sign. */
        OPENED,
        /** An alarm or a report joined. */
        JOINED,
        /** Something happened to an alarm of it. */
        ALARM_MOVED,
        /** Somebody has looked, and it is true. */
        VERIFIED,
        /** Forces are on their way. */
        RESPONDING,
        /** It spreads no more. */
        CONTAINED,
        /** Something is gone. */
        AGREED,
        /** All that must be gone is gone. */
        ACCEPTED,
        /** A new sign came after it was contained. */
        FLARED_UP,
        /** It was ended. */
        CLOSED,
        /** A new sign came while it was watched for one. */
        REKINDLED,
        /** No new sign came. */
        WATCH_OVER,
        /** It is time to look back. */
        LOOK_BACK_DUE,
        /** It was looked back upon. */
        LOOKED_BACK,
        /** A unit has it. */
        ASSIGNED,
        /** A task is done. */
        TICKED,
        /** Somebody wrote something down. */
        NOTED,
        /** It became a part of another. */
        MERGED,
        /** Another became a part of it. */
        TOOK_IN,
        /** Some of its signs became an incident of their own. */
        SPLIT_OFF,
        /** A picture was put beside it. */
        PICTURED,
        /** Somebody who was called takes care of it. */
        ACKNOWLEDGED,
        /** Somebody made public what everybody may read about it, or changed that. */
        PUBLISHED,
        /** That is public no more. */
        WITHDRAWN
    }
}
