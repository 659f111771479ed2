package org.beaconhub.rules.decision;

/** A decision about the real world. Only the {@code live} room makes one. */
public sealed interface LiveDecision
        permits AlarmMoved,
                NoticeOrdered,
                Refused,
                FloodChanged,
                IncidentMoved,
                IncidentsRecur,
                IncidentCalled,
                Actuation,
                NoticeWithdrawn {
    /** The entry that caused it, and its place among that entry's decisions. */
    Cause cause();
}
