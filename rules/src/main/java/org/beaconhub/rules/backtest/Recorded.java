package org.beaconhub.rules.backtest;

import java.util.Optional;

/** What the journal's own decisions say of the alarms that people acted on. */
public interface Recorded {
    /** Nothing was acted on. */
    Recorded NOTHING = id -> Optional.empty();

    /** What the recorded alarm of an id was about; empty where it is not recorded any more. */
    Optional<AlarmName> alarm(String id);
}
