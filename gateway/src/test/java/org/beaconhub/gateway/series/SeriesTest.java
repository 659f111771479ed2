package org.beaconhub.gateway.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.beaconhub.gateway.series.Facts.T0;
import static org.beaconhub.gateway.series.Facts.numbered;
import static org.beaconhub.gateway.series.Facts.said;
import static org.beaconhub.gateway.series.Facts.samples;
import static org.beaconhub.gateway.series.Facts.smoke;
import static org.beaconhub.gateway.series.Facts.temperature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.beaconhub.gateway.journal.Cursor;
import org.beaconhub.gateway.journal.MemoryJournal;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.TimePassed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesTest {
    private static final SeriesOptions QUICK = new SeriesOptions(50, 0, 1, 10, 10, 3);

    @TempDir
    private Path folder;

    private final MemoryJournal journal = new MemoryJournal();
    private final ScriptedStore store = new ScriptedStore();
    private final List<Series> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        store.close();
        for (Series series : started) {
            assertThat(series.stop()).isTrue();
        }
    }

    private Series start() {
        Series series = Series.start(journal, store, cursor(), QUICK);
        started.add(series);
        return series;
    }

    private Cursor cursor() {
        return new Cursor(folder.resolve("series.cursor"));
    }

    private void appendObservations(int count) {
        IntStream.range(0, count)
                .forEach(i -> journal.append(T0 + i, said("node-" + i % 3, T0 + i, temperature(i), smoke(1))));
    }

    private void awaitDone(Series series) {
        await().until(() -> series.cursorSeq() == journal.lastSeq());
    }

    @Test
    void everyReadingOfTheJournalReachesTheStoreAndTheCursorStandsBehindTheLast() {
        appendObservations(500);
        journal.append(T0 + 600, new TimePassed());
        Series series = start();
        awaitDone(series);
        assertThat(store.kept()).hasSize(1000);
        assertThat(series.written()).isEqualTo(1000);
        assertThat(cursor().load()).isEqualTo(501);
        assertThat(series.lagMs(T0 + 10_000)).isZero();
    }

    @Test
    void aStartGoesOnBehindTheCursor() {
        appendObservations(10);
        cursor().save(7);
        Series series = start();
        awaitDone(series);
        assertThat(store.kept()).hasSize(6);
    }

    @Test
    void aStoreThatFailsIsGivenTheSameAgainUntilItTakesIt() {
        store.answer(new Outcome.RetryLater("no answer"), new Outcome.RetryLater("no answer"));
        appendObservations(10);
        Series series = start();
        awaitDone(series);
        assertThat(store.writes()).isEqualTo(3);
        assertThat(store.kept()).hasSize(20);
        assertThat(series.stoppedWhy()).isEmpty();
    }

    @Test
    void aStoreThatNeedsAPersonIsToldOfAndProbedUntilItIsHealed() {
        Outcome[] refusals = IntStream.range(0, 50)
                .mapToObj(i -> new Outcome.StopAndTell("no such bucket"))
                .toArray(Outcome[]::new);
        store.answer(refusals);
        appendObservations(10);
        Series series = start();
        await().untilAsserted(() -> assertThat(series.stoppedWhy()).contains("no such bucket"));
        assertThat(series.cursorSeq()).isZero();
        assertThat(series.lagMs(T0 + 5_000)).isEqualTo(5_000);
        awaitDone(series);
        assertThat(series.stoppedWhy()).isEmpty();
        assertThat(store.kept()).hasSize(20);
    }

    @Test
    void aRefusedLineIsCountedAndTheOthersGoOn() {
        Sample first =
                samples(new Entry(1, T0, said("node-0", T0, temperature(0)))).getFirst();
        store.answer(new Outcome.DropLines(List.of(new Outcome.DropLine(first, "field type conflict"))));
        appendObservations(10);
        Series series = start();
        awaitDone(series);
        assertThat(series.dropped()).isEqualTo(1);
        assertThat(series.written()).isEqualTo(19);
    }

    @Test
    void aStoreThatHangsHoldsNeitherTheJournalNorTheStopForEver() throws InterruptedException {
        store.hang();
        appendObservations(10);
        Series series = start();
        await().until(() -> store.writes() == 1);
        appendObservations(10);
        assertThat(journal.lastSeq()).isEqualTo(20);
        assertThat(series.stop()).isFalse();
        store.close();
        await().until(() -> series.stop());
        assertThat(cursor().load()).isZero();
    }

    @Test
    void devicesBeyondTheLimitHaveNoHistoryAndAreCounted() {
        for (int i = 0; i < 5; i++) {
            journal.append(T0, said("node-" + i, T0, temperature(20), smoke(0)));
        }
        Series series = start();
        awaitDone(series);
        assertThat(store.kept()).extracting(Sample::device).containsOnly("node-0", "node-1", "node-2");
        assertThat(series.dropped()).isEqualTo(4);
    }

    @Test
    void entriesThatTheJournalDeletedTooEarlyAreCounted() {
        appendObservations(20);
        cursor().save(5);
        journal.delete(10);
        Series series = start();
        awaitDone(series);
        assertThat(series.missed()).isEqualTo(5);
        assertThat(store.kept()).hasSize(20);
    }

    @Test
    void aCursorBeyondTheJournalsEndBeginsAnew() {
        cursor().save(1000);
        appendObservations(5);
        Series series = start();
        awaitDone(series);
        assertThat(store.kept()).hasSize(10);
    }

    @Test
    void aCursorThatCannotBeWrittenHoldsTheHistoryUntilItCan() throws IOException {
        Path obstacle = Files.createDirectory(folder.resolve("series.cursor"));
        Path inside = Files.createFile(obstacle.resolve("file"));
        appendObservations(10);
        Series series = start();
        await().until(() -> store.writes() > 2);
        assertThat(series.cursorSeq()).isZero();
        Files.delete(inside);
        Files.delete(obstacle);
        awaitDone(series);
        assertThat(store.kept()).hasSize(20);
    }

    @Test
    void twoReadingsOfOneMillisecondStayTwo() {
        List<Sample> samples = samples(
                new Entry(1, T0, said("gate", T0, temperature(1), temperature(2))),
                new Entry(2, T0, said("gate", T0, temperature(1))));
        assertThat(samples).extracting(Sample::atNs).doesNotHaveDuplicates();
        assertThat(samples).allMatch(sample -> sample.atNs() / 1_000_000 == T0);
    }

    @Test
    void aMessageThatTheBrokerDeliversTwiceIsOneSample() {
        assertThat(samples(new Entry(1, T0, numbered("gate", T0, 7, temperature(1)))))
                .isEqualTo(samples(new Entry(9, T0 + 5, numbered("gate", T0, 7, temperature(1)))));
        assertThat(samples(new Entry(1, T0, numbered("gate", T0, -1, temperature(1)))))
                .isEqualTo(samples(new Entry(9, T0 + 5, numbered("gate", T0, -1, temperature(1)))))
                .isNotEqualTo(samples(new Entry(9, T0 + 5, numbered("gate", T0, -1, temperature(2)))));
    }
}
