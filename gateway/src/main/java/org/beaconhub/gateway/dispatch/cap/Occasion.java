package org.beaconhub.gateway.dispatch.cap;

import org.beaconhub.gateway.cap.CapAlert.Status;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.NoticeOrdered;

/**
 * What a message is made for. Its status follows from this alone and can be set nowhere else.
 */
sealed interface Occasion {
    /** The status of its message. */
    default Status status() {
        return switch (this) {
            case Real _ -> Status.ACTUAL;
            case Trial _ -> Status.TEST;
            case Drill _ -> Status.EXERCISE;
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

    /**
     * Something is practised: only a drill's decision orders such a notice.
     *
     * @param ordered the notice
     */
    record Drill(DrillNoticeOrdered ordered) implements Occasion {}
}
