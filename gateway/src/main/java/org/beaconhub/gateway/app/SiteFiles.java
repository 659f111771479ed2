package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.rehearse.ScenarioReader;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;

/** The texts of a site's folder. */
public final class SiteFiles {
    /** The folder of the rules' tests within a site's folder: they are no part of the site. */
    static final String TESTS = "tests";

    /** The folder of the drills' scenarios, which are no part of the site either: an order of a drill has its script with it. */
    static final String DRILLS = "drills";

    private static final int DEPTH_MAX = 4;
    private static final long FILE_BYTES_MAX = 64L << 20;

    private SiteFiles() {}

    /**
     * All {@code .yaml} files of a site, ordered by name, names with {@code /}; the rules' tests and the scenarios of drills are
     * none.
     *
     * @throws SiteRejected where there is no such folder, or a file is too large
     */
    public static List<SiteFile> read(Path folder) {
        return readAll(folder).stream()
                .filter(file ->
                        !file.name().startsWith(TESTS + "/") && !file.name().startsWith(DRILLS + "/"))
                .toList();
    }

    /** The scenarios of a site's drills; none where it has no folder of them. */
    static ScenarioReader.Scenarios scenarios(Path folder, Site site) {
        Path drills = folder.resolve(DRILLS);
        return Files.isDirectory(drills)
                ? ScenarioReader.read(
                        readAll(drills).stream()
                                .map(file -> new SiteFile(DRILLS + "/" + file.name(), file.text()))
                                .toList(),
                        site)
                : ScenarioReader.Scenarios.NONE;
    }

    /** All {@code .yaml} files below a folder, ordered by name, names with {@code /}. */
    static List<SiteFile> readAll(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SiteRejected(List.of(folder + ": there is no such folder; a site is a folder with site.yaml"));
        }
        try (Stream<Path> found = Files.walk(folder, DEPTH_MAX)) {
            return found.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> read(folder, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the site's folder " + folder, e);
        }
    }

    private static SiteFile read(Path folder, Path file) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new SiteRejected(List.of(name + ": larger than " + FILE_BYTES_MAX + " bytes"));
            }
            return new SiteFile(name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " as UTF-8 text", e);
        }
    }

    /**
     * The site that texts describe.
     *
     * @throws SiteRejected with all that is wrong
     */
    public static Site parse(List<SiteFile> files) {
        return switch (Site.parse(files)) {
            case Parsed.Valid valid -> valid.site();
            case Parsed.Invalid invalid ->
                throw new SiteRejected(invalid.problems().stream()
                        .map(problem -> String.valueOf(problem))
                        .toList());
        };
    }
}
