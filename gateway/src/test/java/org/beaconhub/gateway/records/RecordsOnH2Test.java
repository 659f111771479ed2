package org.beaconhub.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records in a file of the hub. */
class RecordsOnH2Test extends RecordsSuite {
    @TempDir
    Path folder;

    @Override
    RecordsTarget target() {
        return RecordsTarget.file(folder);
    }

    @Test
    void whoIsInAHurryGoesFirstButNotForGood() throws Exception {
        Records records = start();
        AtomicInteger asked = new AtomicInteger();
        records.giveWayTo(() -> asked.incrementAndGet() > 0);
        past.wholeAlarm(0);
        awaitDone(records);
        assertThat(asked).hasValueGreaterThan(20);
        assertThat(rows("SELECT COUNT(*) FROM alarms")).containsExactly("1");
    }
}
