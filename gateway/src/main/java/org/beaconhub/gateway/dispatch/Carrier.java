package org.beaconhub.gateway.dispatch;

import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/**
 * How notices travel over channels of one type.
 *
 * @param <W> what that type says of a channel
 */
public interface Carrier<W extends Way> {
    /**
     * Hands a notice over to its recipient, once. It may wait for the receiver as long as its options say, and no longer.
     *
     * @param channel the channel as it is now, with its way
     * @param site the site as it is now
     * @throws DispatchFault where the receiver does not have it
     */
    Handed deliver(NoticeOrdered ordered, Channel channel, W way, Site site) throws DispatchFault;

    /**
     * Hands a drill's notice over, once, worded as a drill; what is real has a method of its own. Only channels that take drills are
     * asked. Like {@link #deliver} it waits no longer than its options say.
     *
     * @throws DispatchFault where the receiver does not have it
     */
    Handed deliverDrill(DrillNoticeOrdered ordered, Channel channel, W way, Site site) throws DispatchFault;

    /**
     * Sends a test message over the channel, once, by the same client and secrets as notices. Like {@link #deliver} it waits
     * no longer than its options say.
     *
     * @throws DispatchFault where the receiver does not have it, or not everybody who should
     */
    ChannelTest.Proof prove(ChannelTest test, Channel channel, W way, Site site) throws DispatchFault;

    /** Notices of one channel with the same order are delivered one after another: mostly those of one alarm or incident. */
    default String order(W way, IncidentNotice notice) {
        return notice.subject();
    }

    /** What became of a notice that was handed over. */
    sealed interface Handed permits Received, AwaitsConfirmation {}

    /**
     * The receiver has it.
     *
     * @param receipt what it answered, shortened
     */
    record Received(String receipt) implements Handed {}

    /**
     * It is on its way; the receiver's confirmation comes in as a fact of its own.
     *
     * @param withinMs how long to wait for that before it is handed over again, in milliseconds
     */
    record AwaitsConfirmation(long withinMs) implements Handed {}
}
