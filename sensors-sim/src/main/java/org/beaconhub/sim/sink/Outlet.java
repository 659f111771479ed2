package org.beaconhub.sim.sink;

import java.util.concurrent.CompletableFuture;
import org.beaconhub.sim.wire.Telegram;

/** Where a device's messages go: a broker, or a list in a test. */
@FunctionalInterface
public interface Outlet {
    /** Sends a message at least once; completes when it is acknowledged, exceptionally where that is not known. */
    CompletableFuture<Void> send(Telegram telegram);
}
