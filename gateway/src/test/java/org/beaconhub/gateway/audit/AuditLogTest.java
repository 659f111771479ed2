package org.beaconhub.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.gateway.audit.AuditLine.What;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    @TempDir
    Path folder;

    private static AuditLine line(long atMs, String who) {
        return new AuditLine(atMs, who, "10.0.0.7", What.ACT, "POST /x", AuditLine.DONE, 7);
    }

    @Test
    void linesComeBackNewestFirstAlsoToAnother() throws Exception {
        AuditLog log = AuditLog.in(folder.resolve("audit"));
        for (int i = 1; i <= 5; i++) {
            log.append(line(i, i % 2 == 0 ? "li" : "wang"));
        }
        AuditLog another = AuditLog.in(folder.resolve("audit"));
        another.append(line(6, "li"));
        assertThat(log.newest(Long.MAX_VALUE, "", 2)).containsExactly(line(6, "li"), line(5, "wang"));
        assertThat(log.newest(6, "li", 10)).containsExactly(line(4, "li"), line(2, "li"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("audit/00000001.jsonl"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aLineThatWasCutOffIsLeftOutAndTheNextOneIsWhole() throws Exception {
        AuditLog log = AuditLog.in(folder);
        log.append(line(1, "li"));
        Files.writeString(folder.resolve("00000001.jsonl"), "{\"at\":2,\"wh", StandardOpenOption.APPEND);
        log.append(line(3, "li"));
        assertThat(log.newest(Long.MAX_VALUE, "", 9)).containsExactly(line(3, "li"), line(1, "li"));
    }

    @Test
    void onlySoManyFilesOfSoManyBytesAreKept() throws Exception {
        AuditLog log = new AuditLog(folder, 300, 3);
        for (int i = 1; i <= 40; i++) {
            log.append(line(i, "li"));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(500));
        }
        List<AuditLine> kept = log.newest(Long.MAX_VALUE, "", 100);
        assertThat(kept.getFirst()).isEqualTo(line(40, "li"));
        assertThat(kept).hasSizeBetween(5, 12);
    }

    @Test
    void hostileTextsStayInTheirLine() throws Exception {
        AuditLog log = AuditLog.in(folder);
        log.append(line(1, "li\n{\"at\":9,\"who\":\"forged\",\"what\":\"act\"}\u0000" + "x".repeat(5_000)));
        List<AuditLine> all = log.newest(Long.MAX_VALUE, "", 9);
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().who()).startsWith("li {").hasSize(300);
    }
}
