package org.beaconhub.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MvJournalTest {
    private static final JournalOptions SMALL = new JournalOptions(100, 1 << 20);

    @TempDir
    Path folder;

    private static Entry entry(long seq) {
        return new Entry(
                seq,
                Stories.START_MS + seq * 7,
                Stories.says(
                        (int) seq % 5, seq, Stories.START_MS + seq * 7 - 3, Quantity.TEMPERATURE, 20 + seq / 10.0));
    }

    private static List<Entry> entries(long from, long to) {
        List<Entry> entries = new ArrayList<>();
        for (long seq = from; seq <= to; seq++) {
            entries.add(entry(seq));
        }
        return entries;
    }

    private static void append(Journal journal, long from, long to, int batch) throws JournalFull {
        for (long seq = from; seq <= to; seq++) {
            journal.append(entry(seq));
            if (seq % batch == 0 || seq == to) {
                journal.commit();
            }
        }
    }

    @Test
    void whatIsCommittedComesBackInOrderAcrossFilesAndAfterReopening() throws JournalFull {
        try (MvJournal journal = MvJournal.open(folder, SMALL)) {
            append(journal, 1, 1000, 7);
            assertThat(journal.segments().size()).isGreaterThan(5);
            assertThat(journal.read(1, 2000)).isEqualTo(entries(1, 1000));
        }
        try (MvJournal again = MvJournal.open(folder, SMALL)) {
            assertThat(again.lastSeq()).isEqualTo(1000);
            assertThat(again.read(444, 10)).startsWith(entries(444, 453).toArray(Entry[]::new));
            append(again, 1001, 1010, 1);
            assertThat(again.read(999, 100)).isEqualTo(entries(999, 1010));
        }
    }

    @Test
    void nothingIsReadableBeforeItsCommit() throws JournalFull {
        try (MvJournal journal = MvJournal.open(folder, SMALL)) {
            journal.append(entry(1));
            assertThat(journal.lastSeq()).isZero();
            assertThat(journal.read(1, 10)).isEmpty();
            journal.commit();
            assertThat(journal.read(1, 10)).containsExactly(entry(1));
        }
    }

    @Test
    void anEntryThatDoesNotComeNextIsABrokenInvariant() {
        try (MvJournal journal = MvJournal.open(folder, SMALL)) {
            assertThatThrownBy(() -> journal.append(entry(2)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("entry 1 must come next, got 2");
        }
    }

    @Test
    void decisionsAndDigestsAreFoundByTheirEntryAlsoWhenAFileEndsInBetween() throws JournalFull {
        Engine engine = Engine.empty();
        List<List<LiveDecision>> made = new ArrayList<>();
        try (MvJournal journal = MvJournal.open(folder, new JournalOptions(1, 1 << 20))) {
            for (long seq = 1; seq <= 6; seq++) {
                Entry entry = seq == 1
                        ? new Entry(1, Stories.START_MS, Stories.site(1))
                        : new Entry(
                                seq,
                                Stories.START_MS + seq,
                                Stories.says(
                                        0, seq, Stories.START_MS + seq, Quantity.TEMPERATURE, seq % 2 == 0 ? 70 : 20));
                journal.append(entry);
                journal.commit();
                made.add(engine.apply(entry));
                journal.record(made.getLast());
                journal.digest(seq, engine.digest());
            }
            journal.commit();
        }
        try (MvJournal again = MvJournal.openToRead(folder)) {
            for (long seq = 1; seq <= 6; seq++) {
                assertThat(again.decisions(seq)).isEqualTo(made.get((int) seq - 1));
            }
            decidedAreFound(again, made);
            assertThat(again.digest(6)).contains(engine.digest());
            assertThat(((AlarmMoved) again.decisions(2).getFirst()).reason()).isEqualTo(MoveReason.RAISED);
        }
    }

    private static void decidedAreFound(JournalReader again, List<List<LiveDecision>> made) {
        List<Long> decided = LongStream.rangeClosed(1, 6)
                .filter(seq -> !made.get((int) seq - 1).isEmpty())
                .boxed()
                .toList();
        assertThat(LongStream.iterate(2, seq -> seq + 1).limit(5).filter(decided::contains))
                .allSatisfy(seq -> {
                    assertThat(again.nextDecided(seq)).hasValue(seq);
                    assertThat(again.lastDecided(seq)).hasValue(seq);
                });
        assertThat(again.nextDecided(0)).hasValue(decided.getFirst());
        assertThat(again.nextDecided(7)).isEmpty();
        assertThat(again.lastDecided(Long.MAX_VALUE)).hasValue(decided.getLast());
        assertThat(again.lastDecided(decided.getFirst() - 1)).isEmpty();
    }

    @Test
    void oldFilesGoOnlyWhenNobodyNeedsThem() throws JournalFull {
        try (MvJournal journal = MvJournal.open(folder, SMALL)) {
            append(journal, 1, 1000, 10);
            assertThat(journal.expire(450, Long.MAX_VALUE)).isPositive();
            assertThat(journal.firstSeq()).isLessThanOrEqualTo(450).isGreaterThan(300);
            assertThat(journal.read(1, 10_000).getFirst().seq()).isEqualTo(journal.firstSeq());
            assertThat(journal.expire(1000, Stories.START_MS)).isZero();
        }
    }

    /** What a crash leaves: the file as it was at a commit, and after it a write that was torn somewhere. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTornWriteLosesNothingThatWasCommitted(long seed) throws IOException, JournalFull {
        Random random = new Random(seed);
        long committed = 50L + random.nextInt(300);
        Path file = Segment.file(folder, 1);
        byte[] before;
        byte[] after;
        try (MvJournal journal = MvJournal.open(folder, JournalOptions.STANDARD)) {
            append(journal, 1, committed, 10);
            before = Files.readAllBytes(file);
            append(journal, committed + 1, committed + 40, 40);
            after = Files.readAllBytes(file);
        }
        int cut = Math.min(after.length, before.length + random.nextInt(Math.max(1, after.length - before.length)));
        byte[] torn = java.util.Arrays.copyOf(after, cut);
        System.arraycopy(before, 0, torn, 0, Math.min(8192, before.length));
        Files.write(file, torn, StandardOpenOption.TRUNCATE_EXISTING);
        try (MvJournal again = MvJournal.open(folder, JournalOptions.STANDARD)) {
            assertThat(again.lastSeq()).as("seed %d", seed).isGreaterThanOrEqualTo(committed);
            assertThat(again.read(1, 10_000)).isEqualTo(entries(1, again.lastSeq()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aFlippedBitIsNoticedAndNeverReadAsSomethingElse(long seed) throws IOException, JournalFull {
        try (MvJournal journal = MvJournal.open(folder, JournalOptions.STANDARD)) {
            append(journal, 1, 500, 10);
        }
        Path file = Segment.file(folder, 1);
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(seed);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
        try (MvJournal again = MvJournal.open(folder, JournalOptions.STANDARD)) {
            List<Entry> read = again.read(1, 10_000);
            assertThat(read).as("seed %d", seed).isEqualTo(entries(1, read.size()));
        } catch (JournalDamaged noticed) {
            assertThat(noticed).hasMessageContaining("segment-");
        }
    }

    @Test
    void twoHubsCannotShareAFolder() {
        try (FolderLock first = FolderLock.take(folder)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another hub");
        }
        FolderLock.take(folder).close();
    }

    @Test
    void aDamagedSnapshotIsNotLoaded() throws IOException {
        Snapshots snapshots = new Snapshots(folder);
        snapshots.save(7, new byte[] {1, 2, 3}, 1);
        assertThat(snapshots.load(7)).hasValue(new byte[] {1, 2, 3});
        Path file = folder.resolve("snapshot-0000000000000000007.bin");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThat(snapshots.load(7)).isEmpty();
        assertThat(snapshots.load(8)).isEmpty();
    }

    @Test
    void aCursorIsRememberedOrBeginsAnew() throws IOException {
        Path file = folder.resolve("cursors").resolve("series");
        Cursor cursor = new Cursor(file);
        assertThat(cursor.load()).isZero();
        cursor.save(42);
        assertThat(new Cursor(file).load()).isEqualTo(42);
        Files.writeString(file, "garbage");
        assertThat(cursor.load()).isZero();
    }
}
