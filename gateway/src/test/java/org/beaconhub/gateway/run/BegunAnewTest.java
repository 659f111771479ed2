package org.beaconhub.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.gateway.journal.JournalOptions;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade of a hub whose journal has lost its beginning, and whose snapshots are of a format that is no longer read. */
class BegunAnewTest {
    private static final JournalOptions SHORT = new JournalOptions(10, 1 << 20);
    private static final byte OLDER = 1;

    @TempDir
    Path folder;

    private Snapshots snapshots;
    private long atMs = Stories.START_MS;

    @BeforeEach
    void anOlderHubRan() throws JournalFull, IOException {
        snapshots = new Snapshots(folder.resolve("snapshots"));
        try (MvJournal journal = MvJournal.open(folder.resolve("journal"), SHORT)) {
            Engine engine = Engine.empty();
            take(engine, journal, Stories.site(2));
            for (int i = 0; i < 15; i++) {
                take(engine, journal, Stories.says(1, i, atMs, TEMPERATURE, 20));
            }
            take(engine, journal, Stories.says(0, 1, atMs, TEMPERATURE, 71));
            byte[] state = engine.snapshot();
            state[0] = OLDER;
            snapshots.save(engine.seq(), state, 1);
            for (int i = 20; i < 35; i++) {
                take(engine, journal, Stories.says(1, i, atMs, TEMPERATURE, 20));
            }
            assertThat(journal.expire(engine.seq(), Long.MAX_VALUE)).isPositive();
            assertThat(journal.firstSeq()).isGreaterThan(1);
        }
    }

    private void take(Engine engine, MvJournal journal, Fact fact) throws JournalFull {
        atMs += 1000;
        Entry entry = new Entry(engine.seq() + 1, atMs, fact);
        journal.append(entry);
        journal.record(engine.apply(entry));
        journal.commit();
    }

    @Test
    void theHubWatchesFromNowOnAndSaysWhatItDoesNotKnowAnyMore() throws JournalFull {
        try (MvJournal journal = MvJournal.open(folder.resolve("journal"), SHORT)) {
            Recovery.Recovered recovered = Recovery.recover(journal, snapshots);
            assertThat(recovered.mind().live().seq()).isEqualTo(journal.lastSeq());
            assertThat(recovered.mind().live().siteFiles()).isEmpty();
            assertThat(recovered.lost())
                    .hasValueSatisfying(lost -> assertThat(lost)
                            .contains("oldest entry " + journal.firstSeq())
                            .contains("alarms were open"));
            Engine engine = recovered.mind().live();
            take(engine, journal, Stories.site(2));
            take(engine, journal, Stories.says(0, 50, atMs, TEMPERATURE, 71));
            assertThat(engine.view().alarms()).hasSize(1);
        }
    }

    @Test
    void theNextStartGoesOnFromThereAndTheJournalVerifies() throws JournalFull {
        String digest;
        try (MvJournal journal = MvJournal.open(folder.resolve("journal"), SHORT)) {
            Engine engine = Recovery.recover(journal, snapshots).mind().live();
            take(engine, journal, Stories.site(2));
            take(engine, journal, Stories.says(0, 50, atMs, TEMPERATURE, 71));
            digest = engine.digest();
            journal.commit();
        }
        try (MvJournal journal = MvJournal.open(folder.resolve("journal"), SHORT)) {
            Recovery.Recovered again = Recovery.recover(journal, snapshots);
            assertThat(again.lost()).isEmpty();
            assertThat(again.mind().live().digest()).isEqualTo(digest);
            Verifier.Finding found = Verifier.verify(journal, snapshots, seq -> {});
            assertThat(found.mismatch()).isEmpty();
            assertThat(found.digest()).isEqualTo(digest);
        }
    }

    @Test
    void openAlarmsAreReadFromTheDecisionsThatAreLeft() throws JournalFull, IOException {
        try (MvJournal journal = MvJournal.open(folder.resolve("journal"), SHORT)) {
            Engine engine = Engine.emptyAfter(journal.lastSeq(), atMs);
            take(engine, journal, Stories.site(2));
            take(engine, journal, Stories.says(0, 60, atMs, TEMPERATURE, 71));
            take(engine, journal, Stories.says(1, 60, atMs, TEMPERATURE, 20));
            journal.commit();
            String lost = Recovery.recover(journal, snapshots).lost().orElseThrow();
            assertThat(lost).contains("at fn-0");
        }
        try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
            assertThat(List.copyOf(files.toList())).hasSize(2);
        }
    }
}
