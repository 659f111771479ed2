package org.beaconhub.gateway.dispatch.cap;

import java.util.List;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.NoticeOrdered;

/** What was ordered, and when: the same whenever it is asked. */
public interface Ledger {
    /** So many earlier notices are told, the newest. */
    int EARLIER_MAX = 100;

    /**
     * When a notice was ordered, and what was ordered before it over the same channel about the same alarm or incident.
     *
     * @throws DispatchFault where that cannot be read now
     */
    Told told(NoticeOrdered ordered) throws DispatchFault;

    /**
     * When a drill's notice was ordered, and what was ordered before it over the same channel about the same alarm or incident of that
     * drill; before the notice that the drill is over, all of it.
     *
     * @throws DispatchFault where that cannot be read now
     */
    Told told(DrillNoticeOrdered ordered) throws DispatchFault;

    /**
     * When a notice was ordered, and those before it.
     *
     * @param atMs hub time in milliseconds since 1970 UTC
     * @param earlier oldest first
     */
    record Told(long atMs, List<Earlier> earlier) {
        /** Copies the list. */
        public Told {
            earlier = List.copyOf(earlier);
        }
    }

    /**
     * An earlier notice.
     *
     * @param id its id
     * @param atMs when it was ordered, hub time in milliseconds since 1970 UTC
     */
    record Earlier(String id, long atMs) {}
}
