package org.beaconhub.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.beaconhub.rules.engine.Engine;
import org.junit.jupiter.api.Test;

class TimerGuardTest {
    private final TimerGuard guard = new TimerGuard();

    private void idle(int turns) {
        for (int i = 0; i < turns; i++) {
            guard.passed(1000, 900);
        }
    }

    @Test
    void timersThatAdvanceAreWantedWhenTheEngineWantsThem() {
        for (long ms = 1000; ms < 5000; ms++) {
            guard.passed(ms, ms + 1);
            assertThat(guard.nextMs(ms + 1)).isEqualTo(ms + 1);
        }
        assertThat(guard.stuck()).isFalse();
    }

    @Test
    void oneThatDoesNotAdvanceIsAskedAgainEverySecondAndSaysSo() {
        idle(Engine.IDLE_TURNS_MAX - 1);
        assertThat(guard.stuck()).isFalse();
        assertThat(guard.nextMs(900)).isEqualTo(900);
        idle(1);
        assertThat(guard.stuck()).isTrue();
        assertThat(guard.nextMs(900)).isEqualTo(2000);
        assertThat(guard.nextMs(3000)).isEqualTo(3000);
        guard.passed(2000, 900);
        assertThat(guard.nextMs(900)).isEqualTo(3000);
    }

    @Test
    void onceItAdvancesAllIsWell() {
        idle(Engine.IDLE_TURNS_MAX);
        guard.passed(2000, 2500);
        assertThat(guard.stuck()).isFalse();
        assertThat(guard.nextMs(2500)).isEqualTo(2500);
    }
}
