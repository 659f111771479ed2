package org.beaconhub.gateway.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what the engine holds as pending, at least once. The engine's state is the outbox: after a crash the same
 * notices are pending under the same ids, and are sent again. Channels do not wait for one another; within a channel
 * the gravest goes first, and the notices of one alarm or incident keep their order.
 */
public final class Dispatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final long LOOK_MS = 1000;
    private static final long STOP_MS = 5000;

    private final Views views;
    private final Inbox inbox;
    private final Clock clock;
    private final DispatchOptions options;
    private final Carrier<Way> carrier;
    private final Map<String, Parcel> parcels = new LinkedHashMap<>();
    private final Map<LaneKey, Lane> lanes = new HashMap<>();
    private final Map<String, Permits> atOnce = new HashMap<>();
    private final ExecutorService deliveries = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("delivery-", 0).factory());
    private final Thread follower;
    private final LongAdder faults;

    private record LaneKey(String channel, String order) {}

    private Dispatch(
            Views views, Inbox inbox, Clock clock, DispatchOptions options, Carrier<Way> carrier, LongAdder faults) {
        this.views = views;
        this.inbox = inbox;
        this.clock = clock;
        this.options = options;
        this.faults = faults;
        this.carrier = carrier;
        this.follower = new Thread(this::follow, "dispatch");
    }

    /**
     * Begins to deliver what is pending, and goes on until it is closed.
     *
     * @param carrier takes the notices of every type of channel
     * @param faults counts what nobody foresaw; after each the delivery is begun again
     */
    public static Dispatch start(
            Views views, Inbox inbox, Clock clock, DispatchOptions options, Carrier<Way> carrier, LongAdder faults) {
        Dispatch dispatch = new Dispatch(views, inbox, clock, options, carrier, faults);
        dispatch.follower.start();
        return dispatch;
    }

    /** Follows the view for good: what nobody foresaw is counted and told, and it begins again after a pause. */
    private void follow() {
        int inARow = 0;
        while (!Thread.currentThread().isInterrupted()) {
            long begunNanos = clock.steadyNanos();
            try {
                followOnce();
            } catch (InterruptedException e) {
                LOG.debug("dispatch ends");
                return;
            } catch (RuntimeException | Error e) {
                boolean anew = TimeUnit.NANOSECONDS.toMillis(clock.steadyNanos() - begunNanos) > options.retryLastMs();
                inARow = anew ? 1 : inARow + 1;
                faults.increment();
                LOG.error("the delivery of notices failed, and begins again", e);
            }
            pause(options.backoffMs(inARow));
        }
    }

    private void pause(long ms) {
        try {
            Thread.sleep(clock.waitMs(ms));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void followOnce() throws InterruptedException {
        View view = views.view();
        while (true) {
            take(view);
            long seq = view.seq();
            do {
                view = views.awaitBeyond(seq, LOOK_MS);
            } while (view.seq() <= seq);
        }
    }

    /** Settles the parcels that the engine no longer waits for, and hands on those that are new. */
    private void take(View view) {
        Set<String> pending = new HashSet<>();
        List<Errand> errands = errands(view);
        for (Errand errand : errands) {
            pending.add(errand.id());
        }
        parcels.entrySet().removeIf(each -> {
            boolean gone = !pending.contains(each.getKey());
            if (gone) {
                each.getValue().settle();
            }
            return gone;
        });
        if (parcels.isEmpty()) {
            lanes.values().removeIf(Lane::isIdle);
        }
        handOn(errands, view.site());
    }

    /** What is real first, then what a drill has. */
    private List<Errand> errands(View view) {
        List<Errand> errands = new ArrayList<>();
        view.pendingNotices().forEach(each -> errands.add(new Errand.Real(each)));
        views.drills().pendingNotices().forEach(each -> errands.add(new Errand.Drill(each)));
        return errands;
    }

    /** A notice that cannot be handed on does not keep back the others; its fault comes after them. */
    private void handOn(List<Errand> errands, Site site) {
        @Nullable RuntimeException fault = null;
        for (Errand errand : errands) {
            if (!parcels.containsKey(errand.id())) {
                try {
                    hand(errand, site);
                } catch (RuntimeException e) {
                    fault = e;
                }
            }
        }
        if (fault != null) {
            throw fault;
        }
    }

    /** A notice of a channel that left the site has no order; its lane then says that the channel is gone. */
    private void hand(Errand errand, Site site) {
        String order = site.channel(errand.channel())
                .map(channel -> errand.order(carrier, channel.way()))
                .orElse("");
        Permits permits = atOnce.computeIfAbsent(errand.channel(), _ -> new Permits(options.parallelPerChannel()));
        Lane lane = lanes.computeIfAbsent(
                new LaneKey(errand.channel(), order),
                _ -> new Lane(carrier, views, inbox, clock, options, permits, faults));
        Parcel parcel = new Parcel(errand, clock.steadyNanos());
        parcels.put(errand.id(), parcel);
        if (lane.add(parcel)) {
            deliveries.execute(lane::run);
        }
    }

    /** Stops at once; what is on its way stays pending and is sent again at the next start. */
    @Override
    public void close() {
        follower.interrupt();
        deliveries.shutdownNow();
        try {
            follower.join(STOP_MS);
            if (!deliveries.awaitTermination(STOP_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("a delivery does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
