package org.beaconhub.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.beaconhub.gateway.clock.Clock;
import org.junit.jupiter.api.Test;

class HubTimeTest {
    private static final long STOP_MS = 2000;

    /** A clock that stands, but for a machine that stops the thread for two seconds after the next look at it. */
    private static final class StopsAfterTheNextLook implements Clock {
        private long passedMs;
        private boolean stops;

        private long look() {
            long now = passedMs;
            passedMs += stops ? STOP_MS : 0;
            stops = false;
            return now;
        }

        @Override
        public long nowMs() {
            return Stories.START_MS + look();
        }

        @Override
        public long steadyNanos() {
            return look() * 1_000_000;
        }

        @Override
        public long waitMs(long ms) {
            return ms;
        }
    }

    @Test
    void itIsNeverAheadOfTheTimeOfDayThoughTheMachineStopsTheThreadWhileItIsRead() {
        StopsAfterTheNextLook clock = new StopsAfterTheNextLook();
        HubTime time = new HubTime(clock, Stories.START_MS);
        clock.stops = true;
        assertThat(time.nowMs()).isBetween(Stories.START_MS, Stories.START_MS + STOP_MS);
        assertThat(time.nowMs()).isEqualTo(Stories.START_MS + STOP_MS);
    }
}
