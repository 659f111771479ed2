package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.gateway.ground.GroundFile;
import org.beaconhub.gateway.ground.GroundReader;
import org.beaconhub.gateway.ground.TileArchive;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problem;

/** The folder {@code map} within a site's folder; a site may have none. */
final class MapFolder {
    private static final String NAME = "map";
    private static final String ELEVATION = "elevation.asc";
    private static final int FILES_MAX = 20;

    private MapFolder() {}

    /** What the folder says about the ground of a site. */
    static GroundReader.Result read(Path folder, Site site) {
        List<Problem> problems = new ArrayList<>();
        List<GroundFile> files = new ArrayList<>();
        for (Path file : texts(folder.resolve(NAME), problems)) {
            String name = NAME + "/" + file.getFileName();
            try {
                if (Files.size(file) > GroundReader.FILE_BYTES_MAX) {
                    problems.add(at(
                            name, "the file is larger than " + (GroundReader.FILE_BYTES_MAX >> 20) + " MiB; split it"));
                } else {
                    files.add(new GroundFile(name, Files.readString(file)));
                }
            } catch (MalformedInputException e) {
                problems.add(at(name, "is no UTF-8 text"));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        Optional<TileArchive> tiles = tiles(folder.resolve(NAME), site, problems);
        GroundReader.Result result = GroundReader.read(files, site);
        if (problems.isEmpty()) {
            return new GroundReader.Result(result.ground().upon(tiles), result.problems());
        }
        problems.addAll(result.problems());
        return new GroundReader.Result(Ground.NONE, problems.stream().sorted().toList());
    }

    /**
     * The ground of a site.
     *
     * @throws SiteRejected with all that is wrong
     */
    static Ground ground(Path folder, Site site) {
        GroundReader.Result result = read(folder, site);
        if (!result.problems().isEmpty()) {
            throw new SiteRejected(result.problems().stream()
                    .map(problem -> String.valueOf(problem))
                    .toList());
        }
        return result.ground();
    }

    private static List<Path> texts(Path map, List<Problem> problems) {
        List<Path> files = files(map, file -> file.toString().endsWith(".geojson") || file.endsWith(ELEVATION));
        if (files.size() > FILES_MAX) {
            problems.add(at(NAME, "has " + files.size() + " files; at most " + FILES_MAX));
        }
        return files.stream().limit(FILES_MAX).toList();
    }

    private static List<Path> files(Path map, Predicate<Path> wanted) {
        if (!Files.isDirectory(map)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(map)) {
            return found.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + map, e);
        }
    }

    /** The one archive of tiles that the folder may have. */
    private static Optional<TileArchive> tiles(Path map, Site site, List<Problem> problems) {
        List<Path> archives = files(map, file -> file.toString().endsWith(".pmtiles"));
        if (archives.isEmpty()) {
            return Optional.empty();
        }
        String name = NAME + "/" + archives.getFirst().getFileName();
        if (archives.size() > 1 || site.tiles().isPresent()) {
            problems.add(at(name, "a map lies on tiles of one kind: one .pmtiles file, or tiles in site.yaml"));
            return Optional.empty();
        }
        try {
            return Optional.of(TileArchive.open(archives.getFirst()));
        } catch (IOException e) {
            problems.add(at(name, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static Problem at(String file, String message) {
        return new Problem(new Position(file, 1, 1), message);
    }
}
