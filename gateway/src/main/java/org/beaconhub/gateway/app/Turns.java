package org.beaconhub.gateway.app;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.clock.TurnClock;

/**
 * Turns a hub's clock on in step with a recording: not before the hub has taken in all that was said, and past each of
 * its timers on the way, so that no reading is late and no timer fires late, however fast it is played.
 */
final class Turns {
    private static final long WAIT_S = 30;
    private static final long LOOK_NANOS = 100_000;

    private final TurnClock clock;
    private final Clock machine = new SystemClock();

    private interface Held {
        boolean holds();
    }

    Turns(TurnClock clock) {
        this.clock = clock;
    }

    /**
     * Turns on to a time.
     *
     * @param said how many messages the devices sent until now
     * @throws IOException where the hub does not take them in
     */
    void take(Hub hub, long toMs, long said) throws IOException {
        await(() -> hub.taken() >= said, "the hub has taken in " + hub.taken() + " of " + said + " messages only");
        while (true) {
            await(() -> hub.loop().restsUntilMs().isPresent(), "the hub's loop does not come to rest");
            OptionalLong timer = hub.loop().restsUntilMs();
            if (timer.isEmpty()) {
                continue;
            }
            long dueMs = timer.getAsLong();
            if (dueMs >= toMs) {
                clock.turnTo(toMs);
                return;
            }
            clock.turnTo(dueMs);
            await(() -> hub.loop().restsUntilMs().orElse(dueMs) > dueMs, "a timer of the hub does not fire");
        }
    }

    private void await(Held held, String otherwise) throws IOException {
        long untilNanos = machine.steadyNanos() + TimeUnit.SECONDS.toNanos(WAIT_S);
        while (!held.holds()) {
            if (machine.steadyNanos() > untilNanos) {
                throw new IOException(otherwise);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
