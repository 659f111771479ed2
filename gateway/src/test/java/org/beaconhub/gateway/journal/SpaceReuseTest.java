package org.beaconhub.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store under journal and history writes over the space of pages that are no longer used. Some of its releases (2.5.252)
 * then forget to say in the file's head where the newest commit is, and a kill loses the last few.
 */
class SpaceReuseTest {
    private static final int COMMITS = 400;

    @TempDir
    private Path folder;

    @Test
    void aKillAfterAnyCommitLosesNothingWhereSpaceIsUsedAgain() throws IOException {
        Random random = new Random(1);
        Path file = folder.resolve("store.mv");
        Path left = folder.resolve("left.mv");
        try (MVStore store = open(file)) {
            store.setRetentionTime(0);
            MVMap<Long, byte[]> map = map(store);
            for (long key = 1; key <= COMMITS; key++) {
                byte[] value = new byte[20 + random.nextInt(1500)];
                random.nextBytes(value);
                map.put(key, value);
                store.commit();
                store.sync();
                Files.copy(file, left, StandardCopyOption.REPLACE_EXISTING);
                try (MVStore again = open(left)) {
                    assertThat(map(again).lastKey()).isEqualTo(key);
                }
            }
        }
    }

    private static MVStore open(Path file) {
        return new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .pageSplitSize(4096)
                .open();
    }

    private static MVMap<Long, byte[]> map(MVStore store) {
        return store.openMap(
                "blocks",
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
    }
}
