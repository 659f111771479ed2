package org.beaconhub.rules.alarm;

import org.beaconhub.rules.fact.Command.Disposition;

/** Where an alarm stands (ISA-18.2-2016, figure "alarm state transition"); each state holds only what it needs. */
public sealed interface AlarmState {
    /** When this state was entered, hub time in milliseconds since 1970 UTC. */
    long sinceMs();

    /** Whether the condition holds, as far as the alarm knows. */
    boolean holds();

    /** The state's word: the same in the API, in notices and in the records. */
    default String word() {
        return switch (this) {
            case Normal s -> "normal";
            case Unacknowledged s -> "unacknowledged";
            case Acknowledged s -> "acknowledged";
            case ReturnedUnacknowledged s -> "returned_unacknowledged";
            case Returned s -> "returned";
            case LatchedUnacknowledged s -> "latched_unacknowledged";
            case LatchedAcknowledged s -> "latched";
            case Shelved s -> "shelved";
            case SuppressedByDesign s -> "suppressed";
            case OutOfUse s -> "out_of_service";
            case Closed s -> "closed";
        };
    }

    /** Nothing calls for attention although the condition may hold: on the shelf, suppressed, out of service. */
    sealed interface Hushed extends AlarmState {
        /** Whether people had been told of the alarm before it was hushed. */
        boolean told();
    }

    /** No alarm yet. */
    record Normal() implements AlarmState {
        @Override
        public long sinceMs() {
            return 0;
        }

        @Override
        public boolean holds() {
            return false;
        }
    }

    /**
     * The condition holds and nobody has seen it.
     *
     * @param sinceMs when this state was entered
     */
    record Unacknowledged(long sinceMs) implements AlarmState {
        @Override
        public boolean holds() {
            return true;
        }
    }

    /**
     * The condition holds and somebody has seen it.
     *
     * @param sinceMs when this state was entered
     * @param by who acknowledged
     */
    record Acknowledged(long sinceMs, String by) implements AlarmState {
        @Override
        public boolean holds() {
            return true;
        }
    }

    /**
     * The condition is gone and nobody had seen it.
     *
     * @param sinceMs when this state was entered
     */
    record ReturnedUnacknowledged(long sinceMs) implements AlarmState {
        @Override
        public boolean holds() {
            return false;
        }
    }

    /**
     * The condition is gone and somebody has seen it; it waits to be closed.
     *
     * @param sinceMs when this state was entered
     * @param by who acknowledged
     */
    record Returned(long sinceMs, String by) implements AlarmState {
        @Override
        public boolean holds() {
            return false;
        }
    }

    /**
     * The condition is gone, nobody has seen it, and it stays until it is reset.
     *
     * @param sinceMs when this state was entered
     */
    record LatchedUnacknowledged(long sinceMs) implements AlarmState {
        @Override
        public boolean holds() {
            return false;
        }
    }

    /**
     * The condition is gone, somebody has seen it, and it stays until it is reset.
     *
     * @param sinceMs when this state was entered
     * @param by who acknowledged
     */
    record LatchedAcknowledged(long sinceMs, String by) implements AlarmState {
        @Override
        public boolean holds() {
            return false;
        }
    }

    /**
     * A person put it aside for a time.
     *
     * @param sinceMs when it was put aside
     * @param by who did
     * @param reason why
     * @param untilMs hub time at which it comes back
     * @param holds whether the condition holds
     */
    record Shelved(long sinceMs, String by, String reason, long untilMs, boolean holds) implements Hushed {
        @Override
        public boolean told() {
            return true;
        }
    }

    /**
     * It follows from something that people know already.
     *
     * @param sinceMs when it was suppressed
     * @param cause id of the alarm, or of the maintenance, that it follows from
     * @param holds whether the condition holds
     * @param told whether people had been told of it before
     */
    record SuppressedByDesign(long sinceMs, String cause, boolean holds, boolean told) implements Hushed {}

    /**
     * Its device is out of service.
     *
     * @param sinceMs since when the alarm is
     * @param by who took the device out
     * @param reason why
     * @param holds whether the condition holds
     * @param told whether people had been told of it before
     */
    record OutOfUse(long sinceMs, String by, String reason, boolean holds, boolean told) implements Hushed {}

    /**
     * Over.
     *
     * @param sinceMs when this state was entered
     * @param by who closed it
     * @param disposition what it turned out to be
     * @param note a remark, or empty
     */
    record Closed(long sinceMs, String by, Disposition disposition, String note) implements AlarmState {
        @Override
        public boolean holds() {
            return false;
        }
    }
}
