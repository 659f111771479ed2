package org.beaconhub.gateway.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.beaconhub.gateway.series.Facts.T0;
import static org.beaconhub.gateway.series.Facts.said;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.journal.Cursor;
import org.beaconhub.gateway.journal.MemoryJournal;
import org.beaconhub.gateway.series.embedded.H2Store;
import org.beaconhub.gateway.series.influx.InfluxStore;
import org.beaconhub.gateway.series.influx.InfluxTarget;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.testkit.InfluxServer;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** How many readings a second each store takes, and at what cost; run by name with {@code -Dseries.bench=true}. */
@EnabledIfSystemProperty(named = "series.bench", matches = "true")
@NeedsServer(Server.INFLUXDB)
class SeriesThroughput {
    private static final int MESSAGES = Integer.getInteger("series.messages", 500_000);
    private static final int DEVICES = 10_000;
    private static final int READINGS = 4;

    @TempDir
    private Path folder;

    private final Clock clock = new SystemClock();

    @Test
    void theEmbeddedStore() throws InterruptedException {
        try (H2Store store = new H2Store(folder.resolve("history"), 36_500, clock)) {
            measure("h2", store);
        }
    }

    @Test
    void influx() throws Exception {
        try (InfluxServer server = InfluxServer.open(Files.createDirectory(folder.resolve("influx")))) {
            server.ask("CREATE DATABASE beacon");
            try (InfluxStore store =
                    new InfluxStore(new InfluxTarget.V1(server.url(), "beacon", "autogen", Optional.empty()), 30_000)) {
                measure("influx", store);
                assertThat(server.count("temperature")).isEqualTo(MESSAGES);
            }
        }
    }

    private void measure(String name, SeriesStore store) throws InterruptedException {
        MemoryJournal journal = new MemoryJournal();
        for (int i = 0; i < MESSAGES; i++) {
            long atMs = T0 + i / 10;
            journal.append(
                    atMs,
                    said(
                            "node-" + i % DEVICES,
                            atMs,
                            new Measurement(Quantity.TEMPERATURE, 20 + i % 100 * 0.1),
                            new Measurement(Quantity.HUMIDITY, 40 + i % 70 * 0.1),
                            new Measurement(Quantity.SMOKE, i % 13 * 0.01),
                            new Measurement(Quantity.CO, i % 17)));
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpuNanos = system.getProcessCpuTime();
        long nanos = clock.steadyNanos();
        Series series = Series.start(journal, store, new Cursor(folder.resolve("series.cursor")), SeriesOptions.USUAL);
        await().atMost(Duration.ofMinutes(5)).until(() -> series.cursorSeq() == MESSAGES);
        double seconds = (clock.steadyNanos() - nanos) / 1e9;
        double cpu = (system.getProcessCpuTime() - cpuNanos) / 1e9;
        assertThat(series.stop()).isTrue();
        double readings = (double) MESSAGES * READINGS;
        System.out.printf(
                "{\"name\":\"series-%s\",\"figures\":{\"readings_per_s\":%.0f,\"cpu_us_per_reading\":%.2f,"
                        + "\"cores_at_40000_per_s\":%.2f}}%n",
                name, readings / seconds, cpu / readings * 1e6, cpu / readings * 40_000);
        assertThat(readings / seconds).isGreaterThan(60_000);
    }
}
