package org.beaconhub.gateway.dispatch.cap;

import org.beaconhub.gateway.cap.CapAlert.Status;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.rules.decision.NoticeOrdered;

/**
 * What a message is made for. Its status follows from this alone and can be set nowhere else. There are no drills yet; a drill
 * is another case here, whose status is {@link Status#EXERCISE}.
 */
sealed interface Occasion {
    /** The status of its message. */
    default Status status() {
        return switch (this) {
            case Real _ -> Status.ACTUAL;
            case Trial _ -> Status.TEST;
        };
    }

    /**
     * Something happened: only a live decision orders a notice.
     *
     * @param ordered the notice
     */
    record Real(NoticeOrdered ordered) implements Occasion {}

    /**
     * A channel is tested.
     *
     * @param test the test
     */
    record Trial(ChannelTest test) implements Occasion {}
}
