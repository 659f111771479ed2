package org.beaconhub.gateway.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.beaconhub.gateway.series.Facts.T0;
import static org.beaconhub.gateway.series.Facts.said;
import static org.beaconhub.gateway.series.Facts.temperature;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.beaconhub.gateway.journal.Cursor;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.gateway.journal.JournalOptions;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.series.influx.InfluxStore;
import org.beaconhub.gateway.series.influx.InfluxTarget;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.testkit.InfluxServer;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** An hour of 300 devices that speak every 10 s, in a journal on the disk, while a real InfluxDB is away. */
@Timeout(180)
@NeedsServer(Server.INFLUXDB)
class OutageTest {
    private static final int DEVICES = 300;
    private static final int MOMENTS = 360;
    private static final int ENTRIES = DEVICES * MOMENTS;
    private static final int BATCH = 5_000;
    private static final long GROWTH_BYTES_MAX = 24L << 20;
    private static final SeriesOptions QUICK = new SeriesOptions(BATCH, 0, 20, 100, 50, 1000);

    @TempDir
    private Path folder;

    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger largest = new AtomicInteger();

    /** Counts what the store is given at once. */
    private record Counting(SeriesStore store, AtomicInteger attempts, AtomicInteger largest) implements SeriesStore {
        @Override
        public Outcome write(List<Sample> samples) {
            attempts.incrementAndGet();
            largest.accumulateAndGet(samples.size(), Math::max);
            return store.write(samples);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void liveAnHour(MvJournal journal) throws JournalFull {
        long seq = journal.lastSeq();
        for (int moment = 0; moment < MOMENTS; moment++) {
            long atMs = T0 + moment * 10_000L;
            for (int device = 0; device < DEVICES; device++) {
                journal.append(new Entry(++seq, atMs, said("node-" + device, atMs, temperature(moment))));
            }
            journal.commit();
        }
    }

    @Test
    void nothingIsLostMemoryDoesNotGrowAndCatchingUpIsTold() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Series.class);
        logger.addAppender(log);
        try (InfluxServer server = InfluxServer.open(Files.createDirectory(folder.resolve("influx")));
                MvJournal journal = MvJournal.open(folder.resolve("journal"), JournalOptions.STANDARD)) {
            server.ask("CREATE DATABASE beacon");
            server.kill();
            InfluxTarget target = new InfluxTarget.V1(server.url(), "beacon", "autogen", Optional.empty());
            Counting store = new Counting(new InfluxStore(target, 5_000), attempts, largest);
            Series series = Series.start(journal, store, new Cursor(folder.resolve("cursor")), QUICK);
            long beforeBytes = heapBytes();
            liveAnHour(journal);
            int then = attempts.get();
            await().until(() -> attempts.get() > then + 3);
            assertThat(heapBytes() - beforeBytes).isLessThan(GROWTH_BYTES_MAX);
            assertThat(series.written()).isZero();
            assertThat(series.lagMs(T0 + 3_600_000)).isEqualTo(3_600_000);
            server.start();
            await().atMost(Duration.ofSeconds(90)).until(() -> series.cursorSeq() == journal.lastSeq());
            assertThat(series.lagMs(T0 + 3_600_000)).isZero();
            assertThat(heapBytes() - beforeBytes).isLessThan(GROWTH_BYTES_MAX);
            assertThat(series.stop()).isTrue();
            assertThat(server.count("temperature")).isEqualTo(ENTRIES);
            assertThat(series.missed() + series.dropped()).isZero();
            assertThat(largest).hasValueLessThanOrEqualTo(BATCH);
            store.close();
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.endsWith("entries 1 to " + ENTRIES + " are missing yet"))
                .contains("series: caught up: all " + ENTRIES + " entries since entry 0 are written");
    }
}
