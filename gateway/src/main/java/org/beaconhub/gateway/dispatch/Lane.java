package org.beaconhub.gateway.dispatch;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
import org.beaconhub.rules.fact.DeliveryReport.Failed;
import org.beaconhub.rules.fact.DeliveryReport.Retrying;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices of one channel that must keep their order: the next is tried when the one before is delivered or given up. */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Carrier<Way> carrier;
    private final Views views;
    private final Inbox inbox;
    private final Clock clock;
    private final DispatchOptions options;
    private final Permits atOnce;
    private final LongAdder faults;
    private final ArrayDeque<Parcel> waiting = new ArrayDeque<>();
    private boolean running;

    /**
     * An empty lane.
     *
     * @param atOnce one permit for each delivery that the channel may have on its way
     * @param faults counts what nobody foresaw
     */
    Lane(
            Carrier<Way> carrier,
            Views views,
            Inbox inbox,
            Clock clock,
            DispatchOptions options,
            Permits atOnce,
            LongAdder faults) {
        this.carrier = carrier;
        this.views = views;
        this.inbox = inbox;
        this.clock = clock;
        this.options = options;
        this.atOnce = atOnce;
        this.faults = faults;
    }

    /** Adds a parcel; whether somebody must now {@link #run} the lane. */
    synchronized boolean add(Parcel parcel) {
        waiting.add(parcel);
        boolean idle = !running;
        running = true;
        return idle;
    }

    private synchronized @Nullable Parcel next() {
        Parcel next = waiting.poll();
        running = next != null;
        return next;
    }

    synchronized boolean isIdle() {
        return !running;
    }

    /** Delivers until nothing waits, or the thread is interrupted. */
    void run() {
        try {
            for (@Nullable Parcel parcel = next(); parcel != null; parcel = next()) {
                deliver(parcel);
            }
        } catch (InterruptedException e) {
            LOG.debug("deliveries end; what is pending is sent again at the next start");
        }
    }

    private void deliver(Parcel parcel) throws InterruptedException {
        for (int attempt = 1; !parcel.isSettled(); attempt++) {
            Step step = attempt(parcel, attempt);
            step.report().ifPresent(result -> logged(parcel, result));
            if (step.report().isPresent()) {
                tell(parcel, attempt, step.report().get());
            }
            if (step.isLast()) {
                return;
            }
            parcel.pause(clock, step.pauseMs());
            if (step.unconfirmed() && !parcel.isSettled()) {
                Text why = new Text(step.pauseMs() + " 毫秒内没有确认", "no confirmation within " + step.pauseMs() + " ms");
                boolean over = parcel.ageMs(clock) >= options.giveUpAfterMs();
                tell(parcel, attempt, over ? new Failed(why) : new Retrying(why));
                if (over) {
                    return;
                }
            }
        }
    }

    /**
     * What an attempt led to.
     *
     * @param report what to tell the engine now
     * @param pauseMs wait before the next attempt, or for the confirmation
     */
    private record Step(Optional<DeliveryReport.Result> report, long pauseMs) {
        boolean unconfirmed() {
            return report.isEmpty();
        }

        boolean isLast() {
            return report.isPresent() && !(report.get() instanceof Retrying);
        }
    }

    private Step attempt(Parcel parcel, int attempt) throws InterruptedException {
        long backoffMs = options.backoffMs(attempt);
        try {
            return switch (hand(parcel)) {
                case Carrier.Received received -> new Step(Optional.of(new Delivered(received.receipt())), 0);
                case Carrier.AwaitsConfirmation awaits ->
                    new Step(Optional.empty(), Math.max(awaits.withinMs(), backoffMs));
            };
        } catch (DispatchFault fault) {
            boolean over = parcel.ageMs(clock) + backoffMs > options.giveUpAfterMs();
            return switch (fault.sort()) {
                case LASTING -> new Step(Optional.of(new Failed(fault.why())), 0);
                case PASSING ->
                    new Step(Optional.of(over ? new Failed(fault.why()) : new Retrying(fault.why())), backoffMs);
            };
        }
    }

    private Carrier.Handed hand(Parcel parcel) throws DispatchFault, InterruptedException {
        Errand errand = parcel.errand();
        atOnce.acquire(errand.severity());
        try {
            if (parcel.isSettled()) {
                return new Carrier.AwaitsConfirmation(0);
            }
            Site site = views.view().site();
            Channel channel = site.channel(errand.channel())
                    .orElseThrow(() -> new DispatchFault(
                            DispatchFault.Sort.LASTING,
                            new Text(
                                    "站点中已没有渠道“" + errand.channel() + "”",
                                    "channel '" + errand.channel() + "' is no longer in the site")));
            return delivered(errand, channel, site);
        } finally {
            atOnce.release();
        }
    }

    /** What nobody foresaw must not end the lane, and with it all that waits in it: it is tried again. */
    private Carrier.Handed delivered(Errand errand, Channel channel, Site site) throws DispatchFault {
        try {
            return errand.deliver(carrier, channel, site);
        } catch (RuntimeException e) {
            faults.increment();
            LOG.error("the delivery of notice {} failed, and is tried again", errand.id(), e);
            throw new DispatchFault(DispatchFault.Sort.PASSING, new Text("烽台自身出错：" + e, "a fault of the hub: " + e));
        }
    }

    private static void logged(Parcel parcel, DeliveryReport.Result result) {
        if (result instanceof Failed failed) {
            LOG.warn(
                    "notice {} is given up: {}",
                    parcel.errand().id(),
                    failed.why().en());
        }
    }

    /** An interrupt here leaves the notice pending, so that it is sent again; a receiver knows it by its id. */
    private void tell(Parcel parcel, int attempt, DeliveryReport.Result result) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        inbox.putFirst(List.of(parcel.errand().report(attempt, result)), Receipt.NONE);
    }
}
