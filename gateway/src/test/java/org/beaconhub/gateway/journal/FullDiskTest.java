package org.beaconhub.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real disk of three megabytes; needs the right to mount one, and is skipped without it. */
class FullDiskTest {
    @TempDir
    Path disk;

    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString());
        assumeTrue(mounted, "SKIPPED: a small disk cannot be mounted here (needs root)");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private static Entry entry(long seq) {
        return new Entry(
                seq,
                Stories.START_MS + seq,
                Stories.says(0, seq, Stories.START_MS + seq, Quantity.TEMPERATURE, Math.sin((double) seq)));
    }

    @Test
    void aFullDiskRefusesTheCommitAndGoesOnWhenThereIsRoom() throws IOException, JournalFull {
        Path ballast = disk.resolve("ballast");
        Path folder = disk.resolve("journal");
        try (MvJournal journal = MvJournal.open(folder, JournalOptions.STANDARD)) {
            journal.append(entry(1));
            journal.commit();
            Files.write(ballast, new byte[(int) Math.max(0, journal.roomBytes())]);
            long last = fill(journal);
            long committed = journal.lastSeq();
            assertThat(committed).isLessThan(last);
            assertThatThrownBy(journal::commit).isInstanceOf(JournalFull.class);
            Files.delete(ballast);
            journal.commit();
            assertThat(journal.lastSeq()).isEqualTo(last);
        }
        try (MvJournal again = MvJournal.open(folder, JournalOptions.STANDARD)) {
            assertThat(again.read(1, 1_000_000))
                    .hasSize((int) again.lastSeq())
                    .allSatisfy(each -> assertThat(each).isEqualTo(entry(each.seq())));
        }
    }

    @Test
    void aFullDiskOnWhichANewFileShouldBeginIsWaitedForToo() throws IOException, JournalFull {
        Path ballast = disk.resolve("ballast");
        Path folder = disk.resolve("journal");
        try (MvJournal journal = MvJournal.open(folder, new JournalOptions(1, 1 << 20))) {
            journal.append(entry(1));
            journal.commit();
            Files.write(ballast, new byte[(int) Math.max(0, journal.roomBytes())]);
            long last = fill(journal);
            for (int again = 0; again < 3; again++) {
                assertThatThrownBy(journal::commit).isInstanceOf(JournalFull.class);
            }
            Files.delete(ballast);
            journal.commit();
            assertThat(journal.lastSeq()).isEqualTo(last);
            assertThat(journal.read(1, 1_000_000))
                    .hasSize((int) last)
                    .allSatisfy(each -> assertThat(each).isEqualTo(entry(each.seq())));
        }
    }

    /** Appends until a commit is refused; the last entry appended. */
    private static long fill(MvJournal journal) {
        long seq = journal.lastSeq();
        while (true) {
            for (int i = 0; i < 200; i++) {
                journal.append(entry(++seq));
            }
            try {
                journal.commit();
            } catch (JournalFull expected) {
                return seq;
            }
        }
    }
}
