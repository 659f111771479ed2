package org.beaconhub.gateway.app;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.LiveFact;

/** The devices' way into the inbox: what became durable is counted. */
record CountedIntake(Inbox inbox, LongAdder taken) implements Inbox {
    @Override
    public void put(List<? extends LiveFact> facts, Receipt receipt) throws InterruptedException {
        inbox.put(facts, seq -> {
            taken.increment();
            receipt.committed(seq);
        });
    }

    @Override
    public void putFirst(List<? extends LiveFact> facts, Receipt receipt) throws InterruptedException {
        inbox.putFirst(facts, receipt);
    }
}
