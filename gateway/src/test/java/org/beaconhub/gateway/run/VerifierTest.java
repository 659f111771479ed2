package org.beaconhub.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.gateway.journal.JournalOptions;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
    @TempDir
    Path folder;

    private interface Falsified {
        List<LiveDecision> recorded(long seq, List<LiveDecision> made);
    }

    private void write(Falsified falsified, String lastDigest) throws JournalFull {
        Engine engine = Engine.empty();
        try (MvJournal journal = MvJournal.open(folder.resolve("journal"), JournalOptions.STANDARD)) {
            List<Entry> entries = new ArrayList<>();
            entries.add(new Entry(1, Stories.START_MS, Stories.site(1)));
            for (long seq = 2; seq <= 20; seq++) {
                double heat = seq % 5 == 0 ? 70 : 20;
                entries.add(new Entry(
                        seq, Stories.START_MS + seq, Stories.says(0, seq, Stories.START_MS + seq, TEMPERATURE, heat)));
            }
            for (Entry entry : entries) {
                journal.append(entry);
                journal.commit();
                journal.record(falsified.recorded(entry.seq(), engine.apply(entry)));
            }
            journal.digest(20, lastDigest.isEmpty() ? engine.digest() : lastDigest);
            journal.commit();
        }
    }

    private Verifier.Finding verify() {
        try (MvJournal journal = MvJournal.openToRead(folder.resolve("journal"))) {
            return Verifier.verify(journal, new Snapshots(folder.resolve("snapshots")), seq -> {});
        }
    }

    @Test
    void anHonestJournalVerifiesToItsEnd() throws JournalFull {
        write((seq, made) -> made, "");
        Verifier.Finding found = verify();
        assertThat(found.mismatch()).isEmpty();
        assertThat(found.lastSeq()).isEqualTo(20);
        assertThat(found.digests()).isEqualTo(1);
    }

    @Test
    void theFirstEntryWhoseDecisionsDifferIsNamed() throws JournalFull {
        write(
                (seq, made) -> seq == 10
                        ? List.of(new Refused(new Cause(10, 0), new org.beaconhub.rules.fact.Text("改动", "altered")))
                        : made,
                "");
        assertThat(verify().mismatch())
                .map(mismatch -> mismatch.seq() + " " + mismatch.what())
                .contains("10 decisions");
    }

    @Test
    void decisionsThatWereNeverRecordedAreADifferenceUnlessACrashKeptThemFromIt() throws JournalFull {
        write((seq, made) -> seq == 10 ? List.of() : made, "");
        assertThat(verify().mismatch()).map(Verifier.Mismatch::seq).contains(10L);
    }

    @Test
    void theLastDecisionsMayBeMissingAfterACrash() throws JournalFull {
        write((seq, made) -> seq == 20 ? List.of() : made, "");
        assertThat(verify().mismatch()).isEqualTo(Optional.empty());
    }

    @Test
    void anotherStateIsNamedByItsDigest() throws JournalFull {
        write((seq, made) -> made, "0000");
        assertThat(verify().mismatch())
                .map(mismatch -> mismatch.seq() + " " + mismatch.what())
                .contains("20 digest of the state");
    }
}
