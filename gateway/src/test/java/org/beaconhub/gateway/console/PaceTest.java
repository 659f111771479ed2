package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people act on is told at once, readings alone once a second, and to all clients the same. */
@Timeout(60)
class PaceTest {
    private static final long LONG_MS = 20_000;

    private final TrialHub hub = new TrialHub(new TrialSite(4, 4));
    private final Pace pace = new Pace(hub, hub.clock);

    @BeforeEach
    void begin() {
        // A device's first word says that it works, which is more than a reading.
        for (int i = 0; i < 4; i++) {
            hub.observe("fn-" + i, 0, TrialHub.reading(Quantity.TEMPERATURE, 20));
        }
        pace.begin();
    }

    @AfterEach
    void end() {
        pace.close();
        hub.vitals.close();
    }

    private long msSince(long fromNanos) {
        return TimeUnit.NANOSECONDS.toMillis(hub.clock.steadyNanos() - fromNanos);
    }

    /** The view just after one was told, from which the pace counts. */
    private View justTold() throws InterruptedException {
        View before = hub.view();
        hub.heat("fn-0");
        return pace.awaitBeyond(before, LONG_MS);
    }

    @Test
    void readingsAloneWaitForTheirSecondAndComeTogether() throws InterruptedException {
        View told = justTold();
        long fromNanos = hub.clock.steadyNanos();
        hub.observe("fn-1", 0, TrialHub.reading(Quantity.TEMPERATURE, 21));
        hub.observe("fn-2", 0, TrialHub.reading(Quantity.TEMPERATURE, 22));
        View next = pace.awaitBeyond(told, LONG_MS);
        assertThat(msSince(fromNanos)).isGreaterThan(Pace.SPACING_MS * 2);
        assertThat(next.seq()).isEqualTo(hub.view().seq());
        assertThat(next.seq()).isEqualTo(told.seq() + 2);
    }

    @Test
    void anAlarmDoesNotWaitForTheReadings() throws InterruptedException {
        View told = justTold();
        hub.observe("fn-1", 0, TrialHub.reading(Quantity.TEMPERATURE, 21));
        assertThat(pace.awaitBeyond(told, Pace.SPACING_MS)).isSameAs(told);
        long fromNanos = hub.clock.steadyNanos();
        hub.heat("fn-2");
        View next = pace.awaitBeyond(told, LONG_MS);
        assertThat(msSince(fromNanos)).isLessThan(Pace.READINGS_MS - 2 * Pace.SPACING_MS);
        assertThat(next.alarms()).hasSize(2);
    }

    @Test
    void thatADrillBeginsDoesNotWaitForTheReadings() throws InterruptedException {
        View told = justTold();
        hub.put(List.of(TrialScenarios.read().scenarios().getFirst().ordered("Zhao")), Receipt.NONE);
        long fromNanos = hub.clock.steadyNanos();
        assertThat(pace.awaitBeyond(told, LONG_MS)).isNotSameAs(told);
        assertThat(msSince(fromNanos)).isLessThan(Pace.READINGS_MS - 2 * Pace.SPACING_MS);
        assertThat(hub.drills().running()).isPresent();
    }

    @Test
    void allClientsAreToldTheSameView() throws InterruptedException {
        View told = justTold();
        hub.heat("fn-1");
        View first = pace.awaitBeyond(told, LONG_MS);
        hub.observe("fn-2", 0, TrialHub.reading(Quantity.TEMPERATURE, 22));
        assertThat(pace.awaitBeyond(told, LONG_MS)).isSameAs(first);
    }

    @Test
    void whoWaitsIsLetGoWhenAllEnds() throws InterruptedException {
        View told = justTold();
        pace.close();
        assertThat(pace.awaitBeyond(told, LONG_MS)).isSameAs(told);
    }
}
