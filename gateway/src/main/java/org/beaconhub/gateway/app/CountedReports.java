package org.beaconhub.gateway.app;

import java.util.List;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.vitals.Meters;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Fact;

/** Dispatch's way into the inbox: what became of deliveries is counted on the way. */
record CountedReports(Inbox inbox, Meters meters, Clock clock) implements Inbox {
    @Override
    public void put(List<? extends Fact> facts, Receipt receipt) throws InterruptedException {
        inbox.put(facts, receipt);
    }

    @Override
    public void putFirst(List<? extends Fact> facts, Receipt receipt) throws InterruptedException {
        for (Fact fact : facts) {
            if (fact instanceof DeliveryReport report) {
                meters.delivery(report.channel(), report.result(), clock.nowMs());
            }
        }
        inbox.putFirst(facts, receipt);
    }
}
