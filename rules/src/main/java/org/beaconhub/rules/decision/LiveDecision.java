package org.beaconhub.rules.decision;

/** A decision about the real world. Only the {@code live} room makes one. */
public sealed interface LiveDecision extends Decision
        permits AlarmMoved,
                NoticeOrdered,
                Refused,
                FloodChanged,
                IncidentMoved,
                IncidentsRecur,
                IncidentCalled,
                Actuation,
                NoticeWithdrawn {}
