package org.beaconhub.rules.decision;

/** A decision within a drill. Only the {@code drill} room makes one. */
public sealed interface DrillDecision extends Decision
        permits DrillBegan,
                DrillEnded,
                DrillAlarmMoved,
                DrillIncidentMoved,
                DrillCalled,
                DrillNoticeOrdered,
                DrillNoticeSpared,
                DrillNoticeWithdrawn,
                DrillRefused {
    /** Id of the drill; empty where something is refused that belongs to none. */
    String drill();
}
