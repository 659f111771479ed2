package org.beaconhub.gateway.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.beaconhub.gateway.series.Facts.T0;
import static org.beaconhub.gateway.series.Facts.said;
import static org.beaconhub.gateway.series.Facts.sample;
import static org.beaconhub.gateway.series.Facts.smoke;
import static org.beaconhub.gateway.series.Facts.temperature;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.beaconhub.gateway.journal.Cursor;
import org.beaconhub.gateway.journal.MemoryJournal;
import org.beaconhub.gateway.series.influx.InfluxStore;
import org.beaconhub.gateway.series.influx.InfluxTarget;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.testkit.RealInflux;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the history does against a real InfluxDB of whatever version. */
abstract class InfluxSpecification {
    /** How long the bucket or policy {@code week} keeps readings. */
    static final int WEEK_DAYS = 7;

    private static final SeriesOptions QUICK = new SeriesOptions(500, 0, 20, 100, 50, 100);

    @TempDir
    Path folder;

    private final MemoryJournal journal = new MemoryJournal();
    private RealInflux server;
    private InfluxStore store;
    private final List<Series> started = new ArrayList<>();

    /** Starts the server, with a place {@code beacon} for the readings. */
    abstract RealInflux open(Path empty) throws Exception;

    /** Where the readings go: into {@code beacon}, or into another place of that server. */
    abstract InfluxTarget target(String place) throws Exception;

    /** Deletes a place, or makes it; {@code week} keeps {@link #WEEK_DAYS}, the others for ever. */
    abstract void drop(String place) throws Exception;

    abstract void make(String place) throws Exception;

    /** A question's FROM for a place. */
    abstract String from(String place);

    /** What a person is told to make where the place {@code beacon} is missing. */
    abstract String missing();

    /** Path of the server's own way to write. */
    abstract String writePath();

    @BeforeEach
    void begin() throws Exception {
        server = open(Files.createDirectory(folder.resolve("influx")));
        store = new InfluxStore(target("beacon"), 5_000);
    }

    private void writeTo(String place) throws Exception {
        store.close();
        store = new InfluxStore(target(place), 5_000);
    }

    Series follow(InfluxTarget target) {
        store.close();
        store = new InfluxStore(target, 5_000);
        append(100);
        return follow();
    }

    @AfterEach
    void end() throws Exception {
        for (Series series : started) {
            series.stop();
        }
        store.close();
        server.close();
    }

    private Series follow() {
        Series series = Series.start(journal, store, new Cursor(folder.resolve("series.cursor")), QUICK);
        started.add(series);
        return series;
    }

    private void append(int count) {
        long from = journal.lastSeq();
        for (long i = from; i < from + count; i++) {
            journal.append(T0 + i, said("node-" + i % 20, T0 + i / 100, temperature((double) i), smoke(0.5)));
        }
    }

    private void awaitDone(Series series) {
        await().atMost(Duration.ofSeconds(20)).until(() -> series.cursorSeq() == journal.lastSeq());
    }

    @Test
    void whatIsWrittenIsReadBackInEqualStretches() throws Exception {
        List<Sample> samples = IntStream.range(0, 100)
                .mapToObj(i -> sample("node-1", T0 + i * 1000L, temperature(i)))
                .toList();
        assertThat(store.write(samples)).isEqualTo(new Outcome.Written());
        assertThat(store.points("node-1", Quantity.TEMPERATURE, T0, T0 + 100_000, 10))
                .hasSize(10)
                .startsWith(new Charts.Point(T0, 0, 4.5, 9), new Charts.Point(T0 + 10_000, 10, 14.5, 19));
        assertThat(store.points("node-1", Quantity.TEMPERATURE, T0 + 7, T0 + 30_007, 10))
                .hasSize(10)
                .startsWith(new Charts.Point(T0 + 7, 1, 2, 3));
        assertThat(store.points("no'body", Quantity.TEMPERATURE, T0, T0 + 100_000, 10))
                .isEmpty();
    }

    @Test
    void labelsAreTextFieldsAndSurviveQuotes() throws Exception {
        Label label = new Label(Quantity.EVENT, "smoke \"thick\" \\ 烟, a=b");
        assertThat(store.write(List.of(sample("camera-1", T0, label)))).isEqualTo(new Outcome.Written());
        assertThat(server.ask("SELECT event FROM " + from("beacon")))
                .contains("烟, a=b")
                .contains("thick");
    }

    @Test
    void theSameGivenTwiceIsThereOnceAndTheSameMillisecondKeepsAll() throws Exception {
        append(1000);
        Series series = follow();
        awaitDone(series);
        series.stop();
        new Cursor(folder.resolve("series.cursor")).save(300);
        awaitDone(follow());
        assertThat(server.count("temperature")).isEqualTo(1000);
        assertThat(server.count("smoke")).isEqualTo(1000);
    }

    @Test
    void aStoreThatIsKilledForAWhileMissesNothingAndHoldsNothingTwice() throws Exception {
        append(2000);
        Series series = follow();
        await().until(() -> series.cursorSeq() > 0);
        server.kill();
        append(3000);
        long before = series.cursorSeq();
        await().pollDelay(Duration.ofMillis(500)).until(() -> journal.lastSeq() == 5000);
        assertThat(series.cursorSeq()).isBetween(before, 2000L);
        assertThat(series.lagMs(T0 + 60_000)).isPositive();
        server.start();
        awaitDone(series);
        assertThat(server.count("temperature")).isEqualTo(5000);
        assertThat(series.dropped()).isZero();
        assertThat(series.lagMs(T0 + 60_000)).isZero();
    }

    @Test
    void aMissingDatabaseStopsAndTellsAndHealsWhenItIsMadeAgain() throws Exception {
        append(100);
        Series series = follow();
        awaitDone(series);
        drop("beacon");
        append(100);
        await().untilAsserted(() -> assertThat(series.stoppedWhy())
                .get(InstanceOfAssertFactories.STRING)
                .contains("404")
                .contains(missing()));
        make("beacon");
        awaitDone(series);
        assertThat(series.stoppedWhy()).isEmpty();
        assertThat(server.count("temperature")).isEqualTo(100);
    }

    @Test
    void oneBadReadingAmongFiveThousandIsDroppedWithItsReasonAndNoOther() throws Exception {
        assertThat(store.write(List.of(sample("node-0", T0, temperature(1))))).isEqualTo(new Outcome.Written());
        conflict("humidity=\"wet\"");
        List<Sample> samples = new ArrayList<>();
        for (int i = 1; i <= 2500; i++) {
            samples.add(sample("node-0", T0 + i, temperature(i)));
            samples.add(sample("node-0", T0 + i, smoke(1)));
        }
        Sample bad = sample("node-0", T0 + 777, new org.beaconhub.rules.fact.Measurement(Quantity.HUMIDITY, 50));
        samples.add(1554, bad);
        assertThat(store.write(samples)).isInstanceOfSatisfying(Outcome.DropLines.class, drop -> {
            assertThat(drop.lines()).hasSize(1);
            assertThat(drop.lines().getFirst().which()).isEqualTo(bad);
            assertThat(drop.lines().getFirst().why())
                    .contains("field type conflict")
                    .contains("humidity");
        });
        assertThat(server.count("temperature")).isEqualTo(2501);
        assertThat(server.count("smoke")).isEqualTo(2500);
    }

    @Test
    void whatIsMissingThereIsTold() throws Exception {
        assertThat(store.missing()).isEmpty();
        drop("beacon");
        assertThat(store.missing())
                .hasValueSatisfying(missing -> assertThat(missing).contains("'beacon'"));
    }

    @Test
    void aStoreThatRefusesMoreThanAFewOfABatchNeedsAPerson() throws Exception {
        conflict("temperature=\"hot\"");
        List<Sample> samples = IntStream.range(0, 1000)
                .mapToObj(i -> sample("node-0", T0 + i, temperature(i)))
                .toList();
        assertThat(store.write(samples))
                .isInstanceOfSatisfying(
                        Outcome.StopAndTell.class,
                        stop -> assertThat(stop.why())
                                .contains("more than 100 readings")
                                .contains("field type conflict"));
    }

    @Test
    void readingsOlderThanTheRetentionAreDroppedAndTheOthersWritten() throws Exception {
        make("week");
        writeTo("week");
        List<Sample> old = IntStream.range(0, 400)
                .mapToObj(i -> sample("node-0", 1_000_000_000_000L + i, temperature(i)))
                .toList();
        List<Sample> samples = Stream.concat(old.stream(), Stream.of(sample("node-0", T0, temperature(1))))
                .toList();
        assertThat(store.write(samples))
                .isInstanceOfSatisfying(
                        Outcome.DropLines.class,
                        drop -> assertThat(drop.lines())
                                .hasSize(400)
                                .allMatch(line -> line.why().contains("retention policy")));
        assertThat(server.ask("SELECT count(temperature) FROM " + from("week"))).endsWith(",1\n");
    }

    Optional<String> missing(InfluxTarget target) throws Exception {
        try (InfluxStore other = new InfluxStore(target, 5_000)) {
            return other.missing();
        }
    }

    void assertStopsAndTells(Series series, String told) {
        await().untilAsserted(() -> assertThat(series.stoppedWhy())
                .get(InstanceOfAssertFactories.STRING)
                .contains(told));
    }

    void assertGoesOn(Series series) throws Exception {
        awaitDone(series);
        assertThat(series.stoppedWhy()).isEmpty();
        assertThat(store.points("node-1", Quantity.SMOKE, T0, T0 + 10, 1)).hasSize(1);
    }

    /** Makes a field of another type, which the server keeps for the whole shard. */
    private void conflict(String field) throws Exception {
        server.post(writePath(), "reading,device=other " + field + " " + T0 * 1_000_000);
    }
}
