package org.beaconhub.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The container file without an engine: what it copies, unpacks, starts and reads is there after its own command. */
@Timeout(120)
class ContainerfileIT {
    private static final Path DEB = Path.of("target/beacon-hub.deb").toAbsolutePath();

    @TempDir
    Path image;

    private String lines;

    /** A file system that is laid out as the image's, where {@code /lib} is a link, with the package unpacked into it. */
    @BeforeEach
    void unpack() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "dpkg-deb is not installed");
        lines = Files.readString(Path.of("Containerfile"));
        for (String folder : new String[] {"usr/lib", "usr/bin", "etc", "tmp"}) {
            Files.createDirectories(image.resolve(folder));
        }
        Files.createSymbolicLink(image.resolve("lib"), Path.of("usr/lib"));
        Files.createSymbolicLink(image.resolve("bin"), Path.of("usr/bin"));
        Files.copy(Path.of(named("COPY (\\S+) /tmp/")), image.resolve("tmp/beacon-hub.deb"));
        String command =
                named("RUN (.*?) \\\\").replace("/tmp/", image + "/tmp/").replace("-C / ", "-C " + image + " ");
        Process process =
                new ProcessBuilder("/bin/sh", "-ec", command).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(command).isZero();
    }

    private String named(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(lines);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private Path inside(String path) {
        return image.resolve(path.substring(1));
    }

    @Test
    void theImagesLinksStayLinksOrNoProgramOfItWouldStart() {
        assertThat(image.resolve("lib")).isSymbolicLink();
        assertThat(image.resolve("bin")).isSymbolicLink();
        assertThat(image.resolve("tmp/beacon-hub.deb")).doesNotExist();
    }

    @Test
    void theProgramTheOptionsAndTheDataFolderAreThoseOfThePackage() throws Exception {
        assertThat(DEB).isNotEmptyFile();
        assertThat(inside(named("ENTRYPOINT \\[\"([^\"]+)\"]"))).isExecutable();
        Path options = inside(named("CMD \\[\"run\", \"@([^\"]+)\"]"));
        assertThat(options).content().contains("--data " + named("VOLUME (\\S+)"));
        assertThat(options).content().contains("--site /etc/beacon-hub/site");
        assertThat(lines).contains("-v ./site:/etc/beacon-hub/site:ro", "USER beacon-hub");
        Process help = new ProcessBuilder(inside("/usr/bin/beacon").toString(), "run", "@" + options, "--help")
                .redirectOutput(image.resolve("tmp/help").toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(help.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(help.exitValue())
                .as(Files.readString(image.resolve("tmp/help")))
                .isZero();
    }
}
