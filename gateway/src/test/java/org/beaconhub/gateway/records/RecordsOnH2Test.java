package org.beaconhub.gateway.records;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The records in a file of the hub. */
class RecordsOnH2Test extends RecordsSuite {
    @TempDir
    Path folder;

    @Override
    RecordsTarget target() {
        return RecordsTarget.file(folder);
    }
}
