package org.beaconhub.gateway.app;

import java.util.List;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.gateway.vitals.Meters;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Fact;

/**
 * The way into the inbox: what became of deliveries is counted on it. Dispatch tells of what it sent; an actuator that acted
 * confirms by itself, and counts where something waits for its word.
 */
record CountedReports(Inbox inbox, Views views, Meters meters, Clock clock) implements Inbox {
    @Override
    public void put(List<? extends Fact> facts, Receipt receipt) throws InterruptedException {
        for (Fact fact : facts) {
            if (fact instanceof DeliveryReport report && isAwaited(report)) {
                count(report);
            }
        }
        inbox.put(facts, receipt);
    }

    @Override
    public void putFirst(List<? extends Fact> facts, Receipt receipt) throws InterruptedException {
        for (Fact fact : facts) {
            if (fact instanceof DeliveryReport report) {
                count(report);
            }
        }
        inbox.putFirst(facts, receipt);
    }

    private boolean isAwaited(DeliveryReport report) {
        return views.view().pendingNotices().stream()
                .anyMatch(each -> each.notice().id().equals(report.notice())
                        && each.channel().equals(report.channel()));
    }

    private void count(DeliveryReport report) {
        meters.delivery(report.channel(), report.result(), clock.nowMs());
    }
}
