package org.beaconhub.rules.fact;

/**
 * What a person decided.
 *
 * @param by who, an account name
 * @param act what
 */
public record Command(String by, Act act) implements LiveFact {
    /** The acts that the engine knows. */
    public sealed interface Act
            permits Acknowledge,
                    Close,
                    Reset,
                    Shelve,
                    Unshelve,
                    TakeOut,
                    PutBack,
                    BeginMaintenance,
                    EndMaintenance,
                    Actuate,
                    WatchAct,
                    IncidentAct {}

    /**
     * "I have seen it": stops what was calling for attention.
     *
     * @param alarm id of the alarm
     */
    public record Acknowledge(String alarm) implements Act {}

    /**
     * Ends an alarm whose condition has returned.
     *
     * @param alarm id of the alarm
     * @param disposition what it turned out to be
     * @param note a remark, or empty; up to 500 characters
     */
    public record Close(String alarm, Disposition disposition, String note) implements Act {
        /** Rejects a longer note. */
        public Close {
            Limits.atMost("note", note);
        }
    }

    /**
     * Lets an alarm go that has latched.
     *
     * @param alarm id of the alarm
     * @param note a remark, or empty; up to 500 characters
     */
    public record Reset(String alarm, String note) implements Act {
        /** Rejects a longer note. */
        public Reset {
            Limits.atMost("note", note);
        }
    }

    /**
     * Puts an alarm aside for a time.
     *
     * @param alarm id of the alarm
     * @param forMs for how long, in milliseconds: {@link #FOR_MS_MIN} to {@link #FOR_MS_MAX}
     * @param reason why; 1 to 500 characters
     */
    public record Shelve(String alarm, long forMs, String reason) implements Act {
        /** One minute. */
        public static final long FOR_MS_MIN = 60_000;
        /** One shift of twelve hours: who comes next decides anew. */
        public static final long FOR_MS_MAX = 12 * 3_600_000L;

        /** Rejects a missing reason and another time. */
        public Shelve {
            Limits.needed("reason", reason);
            within("forMs", forMs, FOR_MS_MIN, FOR_MS_MAX);
        }
    }

    /**
     * Takes an alarm back from the shelf before its time is over.
     *
     * @param alarm id of the alarm
     * @param note a remark, or empty; up to 500 characters
     */
    public record Unshelve(String alarm, String note) implements Act {
        /** Rejects a longer note. */
        public Unshelve {
            Limits.atMost("note", note);
        }
    }

    /**
     * Takes a device out of service: none of its alarms is told until it is put back.
     *
     * @param device id of the device
     * @param reason why; 1 to 500 characters
     */
    public record TakeOut(String device, String reason) implements Act {
        /** Rejects a missing reason. */
        public TakeOut {
            Limits.needed("reason", reason);
        }
    }

    /**
     * Puts a device back into service.
     *
     * @param device id of the device
     * @param note a remark, or empty; up to 500 characters
     */
    public record PutBack(String device, String note) implements Act {
        /** Rejects a longer note. */
        public PutBack {
            Limits.atMost("note", note);
        }
    }

    /**
     * Work goes on in an area: what is no matter of life is suppressed there.
     *
     * @param area path of the area, areas below it included
     * @param fromMs hub time at which it begins, milliseconds since 1970 UTC; at once where that is past
     * @param forMs for how long, in milliseconds: a minute to {@link #FOR_MS_MAX}
     * @param reason why; 1 to 500 characters
     */
    public record BeginMaintenance(String area, long fromMs, long forMs, String reason) implements Act {
        /** Seven days. */
        public static final long FOR_MS_MAX = 7 * 24 * 3_600_000L;

        /** Rejects a missing reason and another time. */
        public BeginMaintenance {
            Limits.needed("reason", reason);
            within("forMs", forMs, 60_000, FOR_MS_MAX);
        }
    }

    /**
     * Ends or cancels a maintenance.
     *
     * @param id its id
     * @param note a remark, or empty; up to 500 characters
     */
    public record EndMaintenance(String id, String note) implements Act {
        /** Rejects a longer note. */
        public EndMaintenance {
            Limits.atMost("note", note);
        }
    }

    /**
     * Has an actuator act, or go back to rest.
     *
     * @param channel the channel that it stands behind
     * @param active whether it is to act
     * @param reason why; 1 to 500 characters
     */
    public record Actuate(String channel, boolean active, String reason) implements Act {
        /** Rejects a missing reason. */
        public Actuate {
            Limits.needed("reason", reason);
        }
    }

    private static void within(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", got " + value);
        }
    }

    /** What an alarm turned out to be. */
    public enum Disposition {
        /** It was what it said. */
        REAL,
        /** Nothing was there. */
        FALSE,
        /** Somebody tested. */
        TEST,
        /** A device was faulty. */
        FAULT,
        /** It followed from something else: another alarm, or work that went on. */
        CONSEQUENCE,
        /** It was true, and not worth an alarm: the rule should change. */
        NUISANCE
    }
}
