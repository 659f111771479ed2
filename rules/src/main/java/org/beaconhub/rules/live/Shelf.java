package org.beaconhub.rules.live;

import java.util.List;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;

/** When what is shelved is due; goes over the open alarms only where one that is shelved has changed. */
final class Shelf {
    private final OpenAlarms open;
    private long nextMs;
    private boolean known;

    Shelf(OpenAlarms open) {
        this.open = open;
    }

    /** An alarm went from one state into another. */
    void moved(AlarmState before, AlarmState after) {
        known &= !(before instanceof AlarmState.Shelved) && !(after instanceof AlarmState.Shelved);
    }

    /** Hub time at which the next alarm leaves the shelf, or {@link Long#MAX_VALUE}. */
    long nextMs() {
        if (!known) {
            nextMs = Long.MAX_VALUE;
            open.all().forEach(alarm -> nextMs = Math.min(nextMs, untilMs(alarm)));
            known = true;
        }
        return nextMs;
    }

    /** The alarms whose time on the shelf is over, in the order in which they were opened. */
    List<Alarm> due(long nowMs) {
        return nextMs() > nowMs
                ? List.of()
                : open.all().stream().filter(alarm -> untilMs(alarm) <= nowMs).toList();
    }

    private static long untilMs(Alarm alarm) {
        return alarm.state() instanceof AlarmState.Shelved shelved ? shelved.untilMs() : Long.MAX_VALUE;
    }
}
