package org.beaconhub.rules.rehearse;

import java.util.List;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.source.Position;

/** Something that happens in a story, or that is looked at. */
sealed interface Event {
    /** When, in milliseconds from the story's beginning. */
    long afterMs();

    /** Where it is written. */
    Position at();

    /**
     * A device speaks.
     *
     * @param delayedMs how long before it was measured, in milliseconds; 0 for now
     */
    record Says(long afterMs, Position at, String device, List<Reading> readings, long delayedMs) implements Event {
        /** Copies the list. */
        public Says {
            readings = List.copyOf(readings);
        }
    }

    /**
     * A person acts.
     *
     * @param refusal part of the sentence that refuses it; empty where it must be done
     */
    record Acts(long afterMs, Position at, String by, Deed deed, String refusal) implements Event {}

    /** An alarm, or none, is expected. */
    record Expects(long afterMs, Position at, Expectation expectation) implements Event {}

    /**
     * These alarms of the story's devices are raised, and no others.
     *
     * @param alarms each as {@code rule at device}
     */
    record ExpectsAll(long afterMs, Position at, List<String> alarms) implements Event {
        /** Copies the list. */
        public ExpectsAll {
            alarms = List.copyOf(alarms);
        }
    }

    /** What a person does. */
    sealed interface Deed {
        /** What it needs to be done, as people read it. */
        String needs();
    }

    /** On the alarm of a rule at a device. */
    record OnAlarm(String rule, String device, OfAlarm act) implements Deed {
        @Override
        public String needs() {
            return "an alarm of " + rule + " at " + device;
        }
    }

    /** On anything else. */
    record Outright(Command.Act act) implements Deed {
        @Override
        public String needs() {
            return "nothing";
        }
    }

    /** Ends the maintenance of an area. */
    record EndsMaintenance(String area) implements Deed {
        @Override
        public String needs() {
            return "a maintenance of " + area;
        }
    }

    /** The act once the alarm's id is known. */
    interface OfAlarm {
        Command.Act of(String alarm);
    }
}
