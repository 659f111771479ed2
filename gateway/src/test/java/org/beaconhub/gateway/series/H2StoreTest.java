package org.beaconhub.gateway.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.beaconhub.gateway.series.Facts.T0;
import static org.beaconhub.gateway.series.Facts.sample;
import static org.beaconhub.gateway.series.Facts.temperature;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.series.embedded.H2Store;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 3_600_000;
    private static final long DAY = 86_400_000;

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock();

    /** Shows what a story sets. */
    private static final class HandClock implements Clock {
        private long passedMs;

        @Override
        public long nowMs() {
            return T0 + passedMs;
        }

        @Override
        public long steadyNanos() {
            return passedMs * 1_000_000;
        }

        @Override
        public long waitMs(long ms) {
            return ms;
        }
    }

    private H2Store open() {
        return new H2Store(folder.resolve("history"), 30, clock);
    }

    private static List<Sample> everySecond(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> sample("node-1", T0 + i * 1000L, temperature(i)))
                .toList();
    }

    private static void write(H2Store store, List<Sample> samples) {
        assertThat(store.write(samples)).isEqualTo(new Outcome.Written());
    }

    private static List<Charts.Point> chart(H2Store store, long lengthMs, int points) throws Charts.HistoryUnavailable {
        return store.points("node-1", Quantity.TEMPERATURE, T0, T0 + lengthMs, points);
    }

    @Test
    void whatIsWrittenIsReadBackInEqualStretches() throws Exception {
        try (H2Store store = open()) {
            write(store, everySecond(100));
            assertThat(chart(store, 100_000, 10))
                    .hasSize(10)
                    .startsWith(new Charts.Point(T0, 0, 4.5, 9), new Charts.Point(T0 + 10_000, 10, 14.5, 19));
            assertThat(store.points("nobody", Quantity.TEMPERATURE, T0, T0 + 1000, 10))
                    .isEmpty();
            assertThat(store.points("node-1", Quantity.EVENT, T0, T0 + 1000, 10))
                    .isEmpty();
        }
    }

    @Test
    void longChartsOfMinutesAndHoursAreTheSameBeforeAndAfterTheRollUpAndAStart() throws Exception {
        List<Charts.Point> minutes;
        List<Charts.Point> hours;
        try (H2Store store = open()) {
            write(store, everySecond(7200));
            minutes = chart(store, 2 * HOUR, 120);
            hours = chart(store, 4 * HOUR, 4);
            assertThat(minutes).hasSize(120).startsWith(new Charts.Point(T0, 0, 29.5, 59));
            assertThat(hours)
                    .containsExactly(
                            new Charts.Point(T0, 0, 1799.5, 3599), new Charts.Point(T0 + HOUR, 3600, 5399.5, 7199));
            clock.passedMs = 2 * MINUTE;
            write(store, List.of(sample("node-2", T0, temperature(1))));
            assertThat(chart(store, 2 * HOUR, 120)).isEqualTo(minutes);
        }
        try (H2Store store = open()) {
            assertThat(chart(store, 2 * HOUR, 120)).isEqualTo(minutes);
            assertThat(chart(store, 4 * HOUR, 4)).isEqualTo(hours);
        }
    }

    @Test
    void samplesGivenAgainChangeNeitherReadingsNorRollUps() throws Exception {
        try (H2Store store = open()) {
            write(store, everySecond(7200));
            List<Charts.Point> before = chart(store, 4 * HOUR, 4);
            write(store, everySecond(3000));
            clock.passedMs = 2 * MINUTE;
            write(store, everySecond(7200));
            write(store, everySecond(7200));
            assertThat(chart(store, 4 * HOUR, 4)).isEqualTo(before);
            assertThat(chart(store, 100_000, 100)).hasSize(100).startsWith(new Charts.Point(T0, 0, 0, 0));
        }
    }

    @Test
    void readingsOfOneMillisecondStayApart() throws Exception {
        try (H2Store store = open()) {
            write(
                    store,
                    List.of(
                            new Sample("node-1", T0 * 1_000_000, temperature(1)),
                            new Sample("node-1", T0 * 1_000_000 + 10, temperature(3)),
                            new Sample("node-1", T0 * 1_000_000 + 10, new Label(Quantity.EVENT, "smoke"))));
            assertThat(chart(store, 1000, 1)).containsExactly(new Charts.Point(T0, 1, 2, 3));
        }
    }

    @Test
    void aSecondMessageOfTheSameMomentAddsWhatTheFirstHadNot() throws Exception {
        Sample first = sample("node-1", T0, temperature(20));
        Sample smoke = sample("node-1", T0, new Measurement(Quantity.SMOKE, 0.5));
        try (H2Store store = open()) {
            write(store, List.of(first));
            write(store, List.of(sample("node-1", T0, temperature(99)), smoke));
            write(store, List.of(first, smoke));
            clock.passedMs = 2 * MINUTE;
            write(store, List.of(smoke));
            assertThat(chart(store, HOUR, 1)).containsExactly(new Charts.Point(T0, 20, 20, 20));
            assertThat(store.points("node-1", Quantity.SMOKE, T0, T0 + HOUR, 1))
                    .containsExactly(new Charts.Point(T0, 0.5, 0.5, 0.5));
            assertThat(store.points("node-1", Quantity.SMOKE, T0, T0 + 1000, 1000))
                    .containsExactly(new Charts.Point(T0, 0.5, 0.5, 0.5));
        }
    }

    @Test
    void theFolderIsMadeWhereItIsMissing() throws Exception {
        try (H2Store store = new H2Store(folder.resolve("a").resolve("b").resolve("history"), 30, clock)) {
            write(store, everySecond(1));
            assertThat(chart(store, 1000, 1)).hasSize(1);
        }
    }

    @Test
    void everyMeasurementIsShownOnceToWhoeverCounts() throws Exception {
        List<String> shown = new ArrayList<>();
        try (H2Store store = open()) {
            write(store, List.of(sample("node-1", T0, temperature(1)), sample("node-2", T0 + 1, temperature(1))));
            store.moments(Quantity.TEMPERATURE, (device, atNs) -> shown.add(device + " " + atNs));
            store.moments(Quantity.SMOKE, (device, atNs) -> shown.add("smoke"));
        }
        assertThat(shown).containsExactly("node-1 " + T0 * 1_000_000, "node-2 " + (T0 + 1) * 1_000_000);
    }

    @Test
    void aDamagedFileNeedsAPerson() throws Exception {
        Files.writeString(folder.resolve("history"), "not a history ".repeat(1000));
        try (H2Store store = open()) {
            assertThat(store.write(everySecond(1)))
                    .isInstanceOfSatisfying(
                            Outcome.StopAndTell.class,
                            stop -> assertThat(stop.why()).contains("move the file away"));
        }
    }

    @Test
    void manySmallWritesOfManyDevicesDoNotFillTheDisk() throws Exception {
        int devices = 500;
        long writes = 400;
        try (H2Store store = open()) {
            for (int i = 0; i < writes; i++) {
                long atMs = T0 + i * 1000L;
                clock.passedMs = i * 1000L;
                write(
                        store,
                        IntStream.range(0, devices)
                                .mapToObj(device -> sample("node-" + device, atMs, temperature(device)))
                                .toList());
            }
        }
        assertThat(Files.size(folder.resolve("history")) / (devices * writes)).isLessThan(300);
    }

    @Test
    void readingsOlderThanTheRetentionGoPieceByPiece() throws Exception {
        try (H2Store store = open()) {
            write(store, everySecond(25_000));
            clock.passedMs = 31 * DAY;
            List<Sample> now = List.of(sample("node-1", T0 + 31 * DAY, temperature(-1)));
            write(store, now);
            assertThat(chart(store, 25_000_000, 5000)).hasSize(3000);
            write(store, now);
            write(store, now);
            assertThat(chart(store, 40 * DAY, 5000)).containsExactly(new Charts.Point(T0 + 31 * DAY, -1, -1, -1));
            assertThat(chart(store, 25_000_000, 5000)).isEmpty();
        }
    }

    @Test
    void aFileThatAnotherProcessUsesNeedsAPersonAndHeals() throws Exception {
        Process other = writer();
        try (BufferedReader told =
                        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
                H2Store store = open()) {
            assertThat(told.readLine()).isNotNull();
            assertThat(store.write(everySecond(1)))
                    .isInstanceOfSatisfying(
                            Outcome.StopAndTell.class,
                            stop -> assertThat(stop.why()).contains("end the other process"));
            kill(other);
            await().atMost(Duration.ofSeconds(10)).until(() -> store.write(everySecond(1)) instanceof Outcome.Written);
        } finally {
            kill(other);
        }
    }

    @Test
    void aKillLosesNoRowThatWasSaidToBeWritten() throws Exception {
        Process other = writer();
        List<Integer> told = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            while (told.size() < 40) {
                told.add(Integer.valueOf(lines.readLine()));
            }
            kill(other);
            for (String line = lines.readLine(); line != null && !line.isBlank(); line = lines.readLine()) {
                told.add(Integer.valueOf(line));
            }
        } finally {
            kill(other);
        }
        long rows = told.getLast();
        try (H2Store store = open()) {
            List<Charts.Point> minutes = chart(store, rows * 1000, 1);
            assertThat(minutes).hasSize(1);
            assertThat(minutes.getFirst().max()).isGreaterThanOrEqualTo(rows - 1.0);
            long read = 0;
            for (long from = 0; from < rows; from += 2000) {
                read += store.points("node-1", Quantity.TEMPERATURE, T0 + from * 1000, T0 + (from + 2000) * 1000, 2000)
                        .size();
            }
            assertThat(read).isGreaterThanOrEqualTo(rows);
            assertThat(minutes.getFirst().mean()).isEqualTo(minutes.getFirst().max() / 2);
        }
    }

    private static void kill(Process process) {
        process.toHandle().destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private Process writer() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        H2Writer.class.getName(),
                        folder.resolve("history").toString())
                .redirectError(Files.createTempFile(folder, "writer", ".log").toFile())
                .start();
    }
}
