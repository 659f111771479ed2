package org.beaconhub.rules.detect;

import java.util.OptionalDouble;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Value;

/** What a condition asks of more than one device; moments are by the device's own clock. */
public interface Beyond {
    /** There is nothing but the device. */
    Beyond NOTHING = new Beyond() {
        @Override
        public Truth seen(Condition.Several several, long ms) {
            throw new IllegalArgumentException(several.text());
        }

        @Override
        public Truth during(Condition.During during, long ms) {
            throw new IllegalArgumentException(during.text());
        }

        @Override
        public OptionalDouble coverage(Value.Coverage coverage, long ms) {
            throw new IllegalArgumentException(coverage.text());
        }

        @Override
        public OptionalDouble drift(Value.Drift drift, long ms) {
            throw new IllegalArgumentException(drift.text());
        }
    };

    /** Whether enough devices around were seen so. */
    Truth seen(Condition.Several several, long ms);

    /** Whether a calendar says so. */
    Truth during(Condition.During during, long ms);

    /** How much of an area is seen. */
    OptionalDouble coverage(Value.Coverage coverage, long ms);

    /** How far the device is from the others around. */
    OptionalDouble drift(Value.Drift drift, long ms);
}
