package org.beaconhub.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.beaconhub.gateway.run.TestClock;
import org.junit.jupiter.api.Test;

class BrakeTest {
    private final TestClock clock = new TestClock();
    private final Brake brake = new Brake(clock);

    private long failed(String account, String address) {
        return brake.attempt(account, address);
    }

    @Test
    void theSixthFailureWaitsASecondAndEachFurtherOneTwiceAsLongUpToAQuarterOfAnHour() {
        for (int i = 0; i < 5; i++) {
            assertThat(failed("li", "10.0.0.7")).isZero();
        }
        long wanted = 1_000;
        for (int i = 0; i < 14; i++) {
            assertThat(failed("li", "10.0.0.7")).isEqualTo(wanted);
            clock.pass(wanted - 1);
            assertThat(failed("LI", "10.0.0.7")).isEqualTo(1);
            clock.pass(1);
            assertThat(failed("li", "10.0.0.7")).isZero();
            wanted = Math.min(2 * wanted, 900_000);
        }
        assertThat(wanted).isEqualTo(900_000);
        assertThat(failed("li", "10.0.0.8"))
                .as("the person at another desk goes on")
                .isZero();
    }

    @Test
    void anAddressThatTriesManyAccountsIsSlowedDown() {
        for (int i = 0; i < 20; i++) {
            assertThat(failed("person" + i, "10.0.0.7")).isZero();
        }
        assertThat(failed("li", "10.0.0.7")).isEqualTo(1_000);
        assertThat(failed("li", "10.0.0.8")).isZero();
    }

    @Test
    void manyAddressesTogetherHoldAnAccountUpForHalfAMinuteAtTheMost() {
        for (int i = 0; i < 500; i++) {
            clock.pass(30_000);
            assertThat(failed("li", "10.0." + i + ".7")).isZero();
        }
        assertThat(failed("li", "10.9.9.9")).isEqualTo(30_000);
    }

    @Test
    void whoSucceedsBeginsAnewAndAnHourForgets() {
        for (int i = 0; i < 5; i++) {
            failed("li", "10.0.0.7");
        }
        clock.pass(1_000);
        assertThat(failed("li", "10.0.0.7")).isZero();
        brake.succeeded("li", "10.0.0.7");
        for (int i = 0; i < 5; i++) {
            assertThat(failed("li", "10.0.0.7")).isZero();
        }
        assertThat(failed("li", "10.0.0.7")).isEqualTo(1_000);
        clock.pass(Brake.FORGET_MS);
        assertThat(failed("li", "10.0.0.7")).isZero();
    }

    @Test
    void attemptsAtOnceAreNoWayAround() throws Exception {
        AtomicInteger allowed = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            for (int i = 0; i < 32; i++) {
                threads.execute(() -> {
                    if (brake.attempt("li", "10.0.0.7") == 0) {
                        allowed.incrementAndGet();
                    }
                });
            }
        }
        assertThat(allowed).hasValue(5);
    }

    @Test
    void itsMemoryIsBounded() {
        for (int i = 0; i < 3 * Brake.COUNTS_MAX; i++) {
            brake.attempt("person" + i, "10." + i);
        }
        assertThat(brake.size()).isEqualTo(3 * Brake.COUNTS_MAX);
    }

    @Test
    void allAddressesOfANetworkThatAHouseHasAreOne() {
        for (int i = 0; i < 20; i++) {
            assertThat(failed("person" + i, "2001:db8:1:2::" + Integer.toHexString(i + 1)))
                    .isZero();
        }
        assertThat(failed("li", "2001:DB8:1:2:ffff::1")).isEqualTo(1_000);
        assertThat(failed("li", "2001:db8:1:3::1")).as("the neighbour").isZero();
    }

    @Test
    void whoSignedInBeforeFromADeskIsNotKeptOutByGuessersElsewhere() {
        assertThat(failed("li", "10.0.0.7")).isZero();
        brake.succeeded("li", "10.0.0.7");
        for (int i = 0; i < 100; i++) {
            clock.pass(30_000);
            failed("li", "10.1." + i + ".7");
        }
        assertThat(failed("li", "10.9.9.9")).isEqualTo(30_000);
        assertThat(failed("li", "10.0.0.7")).as("the desk").isZero();
    }

    @Test
    void aNameThatNobodyCanHaveIsCountedInShort() {
        for (int i = 0; i < 5; i++) {
            assertThat(failed("x".repeat(100) + i, "10.0.0.7")).isZero();
        }
        assertThat(failed("x".repeat(100) + "y", "10.0.0.7")).isEqualTo(1_000);
    }
}
