package org.beaconhub.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
import org.beaconhub.rules.fact.DeliveryReport.Retrying;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nobody foresaw in the delivery itself. */
@Timeout(30)
class DispatchWatchTest {
    private static final DispatchOptions QUICK = new DispatchOptions(20, 100, 3000, 8, 500, 1000, 200);
    private static final String HORN = "{ name: horn, type: siren, device: horn, kinds: [alarm], min-severity: minor }";

    private final LongAdder faults = new LongAdder();
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    /** A view that breaks a few times before it is seen. */
    private record Broken(Views views, AtomicInteger left) implements Views {
        @Override
        public View view() {
            if (left.getAndDecrement() > 0) {
                throw new IllegalStateException("nobody foresaw this");
            }
            return views.view();
        }

        @Override
        public View awaitBeyond(long seq, long timeoutMs) throws InterruptedException {
            return views.awaitBeyond(seq, timeoutMs);
        }
    }

    private static String subject(IncidentNotice notice) {
        return notice.about() instanceof Actuation actuation && actuation.why() instanceof Actuation.ByAlarm by
                ? by.subject()
                : "";
    }

    /** A carrier that delivers all but what it trips over. */
    private class Carriage implements Carrier<Way> {
        @Override
        public Handed deliver(NoticeOrdered ordered, Channel channel, Way way, Site site) throws DispatchFault {
            delivered.add(subject(ordered.notice()));
            return new Received("taken");
        }

        @Override
        public Handed deliverDrill(DrillNoticeOrdered ordered, Channel channel, Way way, Site site) {
            return new Received("taken");
        }

        @Override
        public ChannelTest.Proof prove(ChannelTest test, Channel channel, Way way, Site site) {
            return new ChannelTest.Unprovable("not here");
        }

        @Override
        public String order(Way way, IncidentNotice notice) {
            return DispatchWatchTest.subject(notice);
        }
    }

    private Dispatch start(Views views, Desk desk, Carrier<Way> carrier) {
        return Dispatch.start(views, desk, new SystemClock(), QUICK, carrier, faults);
    }

    private static void awaitDone(Desk desk) {
        await().atMost(Duration.ofSeconds(10)).until(() -> desk.pending().isEmpty());
    }

    @Test
    void aFollowerThatDiesIsCountedBegunAgainAndSendsWhatIsPending() {
        Desk desk = new Desk(1, HORN);
        desk.heat(1, 70);
        try (Dispatch dispatch = start(new Broken(desk, new AtomicInteger(4)), desk, new Carriage())) {
            awaitDone(desk);
            assertThat(dispatch).isNotNull();
        }
        assertThat(faults.sum()).isEqualTo(4);
        assertThat(delivered).containsExactly("fn-1");
    }

    @Test
    void aNoticeThatCannotBeHandedOnKeepsBackNoOther() {
        Desk desk = new Desk(3, HORN);
        AtomicInteger trips = new AtomicInteger(3);
        Carriage tripping = new Carriage() {
            @Override
            public String order(Way way, IncidentNotice notice) {
                String subject = super.order(way, notice);
                if (subject.equals("fn-1") && trips.getAndDecrement() > 0) {
                    throw new IllegalStateException("nobody foresaw fn-1");
                }
                return subject;
            }
        };
        desk.heat(1, 70);
        desk.heat(2, 70);
        desk.heat(3, 70);
        try (Dispatch dispatch = start(desk, desk, tripping)) {
            awaitDone(desk);
            assertThat(dispatch).isNotNull();
        }
        assertThat(faults.sum()).isEqualTo(3);
        assertThat(delivered).containsExactlyInAnyOrder("fn-1", "fn-2", "fn-3").endsWith("fn-1");
    }

    @Test
    void aCarrierThatFailsUnexpectedlyIsTriedAgainAndTheNextNoticesFollow() {
        Desk desk = new Desk(1, HORN);
        AtomicInteger trips = new AtomicInteger(2);
        Carriage failing = new Carriage() {
            @Override
            public Handed deliver(NoticeOrdered ordered, Channel channel, Way way, Site site) throws DispatchFault {
                if (trips.getAndDecrement() > 0) {
                    throw new IllegalStateException("nobody foresaw this either");
                }
                return super.deliver(ordered, channel, way, site);
            }
        };
        try (Dispatch dispatch = start(desk, desk, failing)) {
            desk.heat(1, 70);
            String notice = desk.pending().getFirst();
            awaitDone(desk);
            assertThat(desk.results(notice)).hasExactlyElementsOfTypes(Retrying.class, Retrying.class, Delivered.class);
            desk.heat(1, 20);
            awaitDone(desk);
            assertThat(dispatch).isNotNull();
        }
        assertThat(faults.sum()).isEqualTo(2);
        assertThat(delivered).containsExactly("fn-1", "fn-1");
    }
}
