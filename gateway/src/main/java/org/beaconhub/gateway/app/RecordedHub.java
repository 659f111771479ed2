package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.FastClock;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.clock.TurnClock;
import org.beaconhub.gateway.run.LoopOptions;
import org.jspecify.annotations.Nullable;

/**
 * A recording, and a hub of its own that it is played into through MQTT, as if its sensors were there. The hub's data are
 * gone when this is closed.
 */
final class RecordedHub implements AutoCloseable {
    /** The files of the example site that judge recordings. */
    static final List<String> RULES = List.of("procedures.yaml", "rules/forest.yaml", "rules/indoor.yaml");

    /** The speed at which the hub's clock is turned on once it has taken in all that was said. */
    static final String MAX = "max";

    /** The name of a file in a mapping, which may hold a *. */
    private static final Pattern NAMED = Pattern.compile("name: \"?([\\w.*-]+\\.csv)");

    private final Path file;
    private final Path mapping;
    private final Path work;
    private final DataFolder data;

    private RecordedHub(Path file, Path mapping, Path work) {
        this.file = file;
        this.mapping = mapping;
        this.work = work;
        this.data = new DataFolder(work.resolve("data"));
    }

    /**
     * One for a recording.
     *
     * @param mapping what its columns are; null for the mapping in recordings/mappings that names the file
     * @throws IllegalArgumentException where there is no mapping
     */
    static RecordedHub of(Path file, @Nullable Path mapping) throws IOException {
        Path columns = mapping == null ? mappingOf(file) : mapping;
        return new RecordedHub(file, columns, Files.createTempDirectory("beacon-replay"));
    }

    /** The hub's data. */
    DataFolder data() {
        return data;
    }

    /** Plays it from beginning to end, which stops the hub again, and gives what came of it. */
    ReplayStory play(String speed, Optional<PrintWriter> out) throws IOException, InterruptedException {
        boolean inTurns = speed.equals(MAX);
        long startMs = new SystemClock().nowMs();
        TurnClock turning = new TurnClock(new SystemClock(), startMs);
        Clock clock = inTurns ? turning : new FastClock(new SystemClock(), startMs, Double.parseDouble(speed));
        ReplayStory story = new ReplayStory(clock, inTurns ? Optional.of(new Turns(turning)) : Optional.empty(), out);
        try (Hub hub = Hub.start(options(site(), clock));
                SimProcess sim = SimProcess.start(player(speed, hub.brokerPort()), story::heard)) {
            story.follow(hub, sim);
        }
        return story;
    }

    private static Path mappingOf(Path recording) throws IOException {
        Path folder = Beacon.home().resolve("recordings/mappings");
        Path name = recording.getFileName();
        try (Stream<Path> mappings = Files.list(folder)) {
            for (Path each : mappings.sorted().toList()) {
                Matcher named = NAMED.matcher(Files.readString(each));
                while (named.find()) {
                    if (folder.getFileSystem()
                            .getPathMatcher("glob:" + named.group(1))
                            .matches(name)) {
                        return each;
                    }
                }
            }
        }
        throw new IllegalArgumentException("no mapping in " + folder + " names the recording " + recording.getFileName()
                + "; write one and give it by --mapping");
    }

    /** The recordings' own devices, judged by the example site's rules. */
    private Path site() throws IOException {
        Path site = work.resolve("site");
        Files.createDirectories(site.resolve("rules"));
        for (String name : List.of("site.yaml", "types.yaml", "devices.yaml")) {
            Files.copy(Beacon.home().resolve("recordings/site").resolve(name), site.resolve(name));
        }
        for (String name : RULES) {
            Files.copy(Beacon.home().resolve("site").resolve(name), site.resolve(name));
        }
        return site;
    }

    private HubOptions options(Path site, Clock clock) {
        return new HubOptions(
                site,
                data.root(),
                data.secrets(),
                new HubOptions.Broker.Embedded(0),
                Optional.empty(),
                366,
                "127.0.0.1",
                0,
                clock,
                LoopOptions.STANDARD);
    }

    private List<String> player(String speed, int port) {
        return List.of(
                "replay",
                file.toString(),
                "--mapping",
                mapping.toString(),
                "--speed",
                speed.equals(MAX) ? "turns" : speed,
                "--start",
                "ask",
                "--broker",
                "127.0.0.1:" + port,
                "--device-key-file",
                data.secrets().resolve("broker-device-key").toString());
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(work)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + work, e);
        }
    }
}
