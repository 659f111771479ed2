package org.beaconhub.gateway.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.beaconhub.rules.fact.Quantity;

/** A console with simulated devices, to look at while working on the page: prints its address and goes on until stopped. */
final class DevServer {
    private static final int NODES = 220;

    private DevServer() {}

    /** Starts; the first node gets hot after 20 seconds. */
    public static void main(String[] arguments) throws InterruptedException {
        TrialHub hub = new TrialHub(new TrialSite(NODES, 100).prepared());
        try (Console console = hub.console()) {
            System.out.println(console.url());
            CountDownLatch forever = new CountDownLatch(1);
            for (int i = 0; !forever.await(40, TimeUnit.MILLISECONDS); i++) {
                int node = i % NODES;
                if (node % 40 != 7) {
                    double fire = node == 1 && i > 500 ? 50 : 0;
                    hub.observe(
                            "fn-" + node,
                            0,
                            TrialHub.reading(Quantity.TEMPERATURE, 20 + i % 5 + fire),
                            TrialHub.reading(Quantity.SMOKE, fire / 8));
                }
            }
        }
    }
}
