package org.beaconhub.gateway.run;

import java.util.List;
import org.beaconhub.rules.fact.Fact;

/** The only way into the hub's mind. Facts put together are appended together, in order. */
public interface Inbox {
    /** From devices: waits while the inbox is full, and is held back while the disk has no room. */
    void put(List<? extends Fact> facts, Receipt receipt) throws InterruptedException;

    /**
     * From the hub itself and its people: reports, commands, its own state. Goes on while devices are held back, so
     * that trouble can still be told.
     */
    void putFirst(List<? extends Fact> facts, Receipt receipt) throws InterruptedException;
}
