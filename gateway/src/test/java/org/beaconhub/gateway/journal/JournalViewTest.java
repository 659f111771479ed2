package org.beaconhub.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal of a hub that runs, of three files. */
class JournalViewTest {
    private static final JournalOptions SMALL = new JournalOptions(100, 256 << 20);

    @TempDir
    Path data;

    private Path folder;

    @BeforeEach
    void name() {
        folder = data.resolve("journal");
    }

    private List<Path> views() throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            return all.filter(each -> each.getFileName().toString().startsWith(JournalView.NAME))
                    .toList();
        }
    }

    @Test
    void whatIsWrittenNoMoreIsLinkedToAndStaysAsItIsWhileTheHubGoesOn() throws IOException, JournalFull {
        try (FolderLock lock = FolderLock.take(data);
                MvJournal journal = MvJournal.open(folder, SMALL)) {
            assertThat(lock).isNotNull();
            QuietSite.fill(journal, 250);
            try (JournalView view = JournalView.open(data, folder)) {
                assertThat(view.ofRunningHub()).isTrue();
                assertThat(Files.isSameFile(Segment.file(folder, 1), Segment.file(view.folder(), 1)))
                        .as("no second time on the disk")
                        .isTrue();
                QuietSite.fill(journal, 350);
                assertThat(journal.compact()).isEqualTo(3);
                journal.expire(300, Long.MAX_VALUE);
                assertThat(journal.firstSeq()).isEqualTo(201);
                assertThat(view.journal().read(1, 1000)).isEqualTo(QuietSite.entries(1, 250));
            }
            assertThat(views()).isEmpty();
            assertThat(journal.read(1, 1000)).isEqualTo(QuietSite.entries(201, 350));
        }
    }

    @Test
    void whatAProcessLeftThatIsNoMoreGoesWithTheNextLook() throws IOException, JournalFull, InterruptedException {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path left = Files.createDirectories(data.resolve(JournalView.NAME + ended.pid() + "-1"));
        Files.writeString(left.resolve("segment-0000000000000000001.mv"), "");
        Path looks = Files.createDirectories(
                data.resolve(JournalView.NAME + ProcessHandle.current().pid() + "-1"));
        try (FolderLock lock = FolderLock.take(data);
                MvJournal journal = MvJournal.open(folder, SMALL)) {
            assertThat(lock).isNotNull();
            QuietSite.fill(journal, 10);
            try (JournalView view = JournalView.open(data, folder)) {
                assertThat(view.journal().lastSeq()).isEqualTo(10);
                assertThat(views()).contains(looks).doesNotContain(left).hasSize(2);
            }
        }
    }
}
