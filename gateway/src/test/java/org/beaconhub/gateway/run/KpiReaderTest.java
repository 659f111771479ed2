package org.beaconhub.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.gateway.journal.MemoryJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.kpi.Kpis;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KpiReaderTest {
    private static final List<Double> HEAT = List.of(20.0, 70.0, 20.0, 70.0);

    @TempDir
    Path folder;

    private final MemoryJournal journal = new MemoryJournal();

    @BeforeEach
    void aNodeBecomesHotTwice() throws JournalFull {
        Engine engine = Engine.empty();
        take(engine, new Entry(1, Stories.START_MS, Stories.site(1)));
        for (int i = 0; i < HEAT.size(); i++) {
            long atMs = Stories.START_MS + (i + 1) * 60_000L;
            take(engine, new Entry(i + 2L, atMs, Stories.says(0, i + 1L, atMs, TEMPERATURE, HEAT.get(i))));
        }
    }

    private void take(Engine engine, Entry entry) throws JournalFull {
        journal.append(entry);
        journal.record(engine.apply(entry));
        journal.commit();
    }

    private static long calls(Kpis kpis) {
        return kpis.positions().getFirst().calls();
    }

    @Test
    void aStoppedHubsJournalIsReadToItsEndWhateverBecameOfItsSnapshots() throws IOException {
        Snapshots snapshots = new Snapshots(folder);
        snapshots.save(1, new byte[] {1, 2, 3}, 1);
        Kpis kpis = KpiReader.ofStopped(journal, snapshots).all();
        assertThat(kpis.lastSeq()).isEqualTo(5);
        assertThat(calls(kpis)).isEqualTo(2);
    }

    @Test
    void aRunningHubsJournalIsReadToTheEntryBeforeTheNewest() {
        Kpis kpis = new KpiReader(journal, Site.NONE).get();
        assertThat(kpis.lastSeq()).isEqualTo(4);
        assertThat(calls(kpis)).isEqualTo(1);
    }
}
