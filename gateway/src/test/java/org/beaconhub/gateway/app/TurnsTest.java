package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.clock.TurnClock;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.alarm.Alarm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hub whose clock is turned on in step with what its devices say. */
@Timeout(60)
class TurnsTest {
    @TempDir
    Path root;

    @Test
    void aTimerFiresAtItsMomentAlthoughTheClockIsTurnedOnByAnHour() throws Exception {
        try (Brigade brigade = new Brigade()) {
            Trial trial = new Trial(root, brigade.url(), 1);
            TurnClock clock = new TurnClock(new SystemClock(), Stories.START_MS);
            try (Hub hub = trial.start(Optional.empty(), clock)) {
                Awaitility.await().until(hub::connected);
                Turns turns = new Turns(clock);
                trial.publish(hub, "beacon/v1/fn-0/telemetry", "{\"readings\":{\"smoke\":9}}");
                turns.take(hub, Stories.START_MS + 3_600_000, 1);
                turns.take(hub, Stories.START_MS + 3_601_000, 1);
                Awaitility.await()
                        .until(() -> !hub.loop().views().view().alarms().isEmpty());
                Alarm alarm = hub.loop().views().view().alarms().getFirst();
                assertThat(alarm.rule()).isEqualTo("smoke");
                assertThat(alarm.raisedAtMs()).isBetween(Stories.START_MS + 20_000, Stories.START_MS + 60_000);
                assertThat(clock.nowMs()).isGreaterThanOrEqualTo(Stories.START_MS + 3_601_000);
            }
        }
    }
}
