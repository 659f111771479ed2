package org.beaconhub.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a quiet site, whose commits hold one entry each. */
class CompactionTest {
    private static final int A_FILE = 200;
    private static final JournalOptions SMALL = new JournalOptions(A_FILE, 256 << 20);

    @TempDir
    Path folder;

    private long bytes(long firstSeq) throws IOException {
        return Files.size(Segment.file(folder, firstSeq));
    }

    @Test
    void aFileThatIsWrittenNoMoreBecomesSmallAndKeepsAllThatIsInIt() throws IOException, JournalFull {
        try (MvJournal journal = MvJournal.open(folder, SMALL)) {
            QuietSite.fill(journal, 2 * A_FILE + 10);
            long before = bytes(1);
            assertThat(journal.compact()).isEqualTo(2);
            assertThat(bytes(1)).isLessThan(before / 8);
            assertThat(journal.compact()).as("each once").isZero();
            QuietSite.fill(journal, 2 * A_FILE + 20);
            assertThat(journal.read(1, 10_000)).isEqualTo(QuietSite.entries(1, 2 * A_FILE + 20));
        }
        try (MvJournal again = MvJournal.open(folder, SMALL)) {
            assertThat(again.compact()).as("what is small stays").isZero();
            assertThat(again.read(1, 10_000)).isEqualTo(QuietSite.entries(1, 2 * A_FILE + 20));
            assertThat(again.digest(A_FILE)).contains("digest " + A_FILE);
            assertThat(again.digest(A_FILE + 7)).contains("digest " + (A_FILE + 7));
        }
    }

    @Test
    void readersGoOnWhileFilesAreReplaced() throws JournalFull, InterruptedException, ExecutionException {
        int count = 6 * A_FILE;
        try (MvJournal journal = MvJournal.open(folder, SMALL);
                ExecutorService readers = Executors.newFixedThreadPool(4)) {
            QuietSite.fill(journal, count);
            List<Future<List<Entry>>> read = new ArrayList<>();
            for (int reader = 0; reader < 4; reader++) {
                read.add(readers.submit(() -> readAll(journal)));
            }
            assertThat(journal.compact()).isEqualTo(5);
            for (Future<List<Entry>> each : read) {
                assertThat(each.get()).isEqualTo(QuietSite.entries(1, count));
            }
        }
    }

    private static List<Entry> readAll(MvJournal journal) {
        List<Entry> all = new ArrayList<>();
        while (all.size() < journal.lastSeq()) {
            all.addAll(journal.read(all.size() + 1L, 40));
        }
        return all;
    }

    @Test
    void onlyAFewFilesAreOpenHoweverManyThereAre() throws IOException, JournalFull {
        try (MvJournal journal = MvJournal.open(folder, new JournalOptions(10, 256 << 20))) {
            QuietSite.fill(journal, 300);
            assertThat(journal.read(1, 300)).isEqualTo(QuietSite.entries(1, 300));
            assertThat(open()).isLessThan(7);
        }
        assertThat(open()).isZero();
    }

    /** Files of the folder that this process has open, as Linux tells. */
    private long open() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(each -> target(each).startsWith(folder.toString()))
                    .map(CompactionTest::target)
                    .distinct()
                    .count();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    @Test
    void whatACrashLeftOfACopyIsForgotten() throws IOException, JournalFull {
        try (MvJournal journal = MvJournal.open(folder, SMALL)) {
            QuietSite.fill(journal, A_FILE + 1);
        }
        Path half = folder.resolve(Segment.file(folder, 1).getFileName() + Compaction.BESIDE);
        Files.write(half, new byte[8192]);
        try (MvJournal again = MvJournal.open(folder, SMALL)) {
            assertThat(half).doesNotExist();
            assertThat(again.segments()).containsExactly(1L, A_FILE + 1L);
            assertThat(again.compact()).isEqualTo(1);
            assertThat(again.read(1, 10_000)).isEqualTo(QuietSite.entries(1, A_FILE + 1));
        }
    }

    @Test
    void aFileThatIsWrittenAgainForWantOfRoomIsNotReplaced() throws IOException, JournalFull {
        try (MvJournal journal = MvJournal.open(folder, SMALL)) {
            QuietSite.fill(journal, A_FILE);
        }
        SegmentFiles files = SegmentFiles.in(folder, false);
        Path copy = Files.copy(Segment.file(folder, 1), folder.resolve("copy"));
        int before = files.stepsBack();
        files.begin(A_FILE + 1);
        files.stepBack(A_FILE);
        assertThat(files.written()).isEqualTo(1);
        assertThat(files.replace(1, copy, files.stepsBack())).as("is written").isFalse();
        files.begin(A_FILE + 1);
        assertThat(files.replace(1, copy, before)).as("was written meanwhile").isFalse();
        assertThat(files.replace(1, copy, files.stepsBack())).isTrue();
        files.close();
    }
}
