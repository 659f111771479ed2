package org.beaconhub.rules.live;

import java.util.Optional;
import org.beaconhub.rules.alarm.AlarmEvent;
import org.beaconhub.rules.alarm.AlarmState;

/** What happens to an alarm where what hushes it may have begun or be over. */
final class Settling {
    private Settling() {}

    /**
     * The event; empty where the alarm stays as it is.
     *
     * @param mute what hushes an alarm like this now
     * @param latches whether its rule wants a person to reset it
     */
    static Optional<AlarmEvent> event(AlarmState state, Optional<AlarmEvent> mute, boolean latches) {
        Optional<AlarmEvent> out = mute.filter(AlarmEvent.TakenOut.class::isInstance);
        return switch (state) {
            case AlarmState.Shelved shelved -> shelved.holds() ? out : Optional.empty();
            case AlarmState.OutOfUse gone -> out.isPresent() ? Optional.empty() : orLifted(mute, latches);
            case AlarmState.SuppressedByDesign hushed -> orLifted(mute, latches);
            case AlarmState.Unacknowledged calling -> mute;
            case AlarmState.Acknowledged seen -> mute;
            case AlarmState.Normal none -> Optional.empty();
            case AlarmState.ReturnedUnacknowledged over -> Optional.empty();
            case AlarmState.Returned over -> Optional.empty();
            case AlarmState.LatchedUnacknowledged over -> Optional.empty();
            case AlarmState.LatchedAcknowledged over -> Optional.empty();
            case AlarmState.Closed over -> Optional.empty();
        };
    }

    private static Optional<AlarmEvent> orLifted(Optional<AlarmEvent> mute, boolean latches) {
        return Optional.of(mute.orElse(new AlarmEvent.Lifted(latches)));
    }
}
