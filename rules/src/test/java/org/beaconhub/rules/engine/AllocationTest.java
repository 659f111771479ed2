package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.HUMIDITY;
import static org.beaconhub.rules.fact.Quantity.SMOKE;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided at every reading, for every device, leaves nothing for the garbage collector. */
class AllocationTest {
    private static final int ENTRIES = 20_000;
    private static final int ROUNDS = 5;
    private static final String[] DEVICES = {"fn-1", "fn-2", "fn-3"};

    private static Entry[] entries(long firstSeq) {
        Entry[] entries = new Entry[ENTRIES];
        for (int i = 0; i < ENTRIES; i++) {
            long ms = Story.START_MS + (firstSeq + i) * 1_000;
            boolean smoky = (firstSeq + i) / DEVICES.length % 3 == 0;
            entries[i] = new Entry(
                    firstSeq + i,
                    ms,
                    new Observation(
                            DEVICES[(int) ((firstSeq + i) % DEVICES.length)],
                            ms,
                            Observation.TimeSource.DEVICE,
                            firstSeq + i,
                            List.of(
                                    new Measurement(TEMPERATURE, 20 + i % 5),
                                    new Measurement(SMOKE, smoky ? 5 : 1),
                                    new Measurement(HUMIDITY, 50))));
        }
        return entries;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smoke > 40 %/m or temperature > 57 °C",
                "smoke > 4 %/m for 20 s",
                "rise(temperature, 3 min) > 8.3 °C/min",
                "smoke > 4 %/m for 20 s and rise(temperature, 3 min) > 8.3 °C/min and not broken(temperature)",
                "avg(smoke, 1 min) > 4 %/m and max(temperature, 1 min) - min(temperature, 1 min) > 20 °C",
                "stuck(temperature, 1 h) or changed(smoke, 1 min) and smoke > 40 %/m",
                "temperature > 40 °C then smoke > 4 %/m within 1 min",
            })
    void theSteadyStateAllocatesNothing(String raise) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Story story = Story.begin(Trials.rule("forest-node", raise) + "  late: true\n");
        Engine engine = story.engine;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            Entry[] entries = entries(engine.seq() + 1);
            long before = threads.getCurrentThreadAllocatedBytes();
            for (Entry entry : entries) {
                engine.apply(entry);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(engine.view().alarms()).isEmpty();
        // The runtime itself allocates a little now and then; a rule that allocated would do so 20,000 times.
        assertThat(least).isLessThan(ENTRIES);
    }
}
