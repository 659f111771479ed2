package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.FastClock;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.clock.TurnClock;
import org.beaconhub.gateway.run.LoopOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon replay FILE}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a recording through MQTT into a hub of its own, as if its sensors were there, and tells which rule",
            "raised when. The hub lives by a clock that runs as fast as the recording is played."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final List<String> RULES = List.of("rules/forest.yaml", "rules/indoor.yaml");

    private static final String MAX = "max";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The recording, a CSV file.")
    private Path file = Path.of("");

    @Option(
            names = "--speed",
            defaultValue = "60",
            paramLabel = "N|max",
            description = {
                "So many times as fast, 1 to 20000 (default ${DEFAULT-VALUE}); max for as fast as the hub can decide:",
                "its clock is turned on when it has taken in all that was said, so that nothing counts as late."
            })
    private String speed = "";

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "What its columns are; by default the one in recordings/mappings that names the file.")
    private @Nullable Path mapping;

    @Option(names = "--json", description = "Prints only the last line, for programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        boolean inTurns = speed.equals(MAX);
        if (!inTurns && !speed.matches("[0-9]{1,5}(\\.[0-9]+)?")) {
            throw new IllegalArgumentException("--speed must be 1 to 20000, or max; got " + speed);
        }
        Path columns = mapping == null ? mappingOf(file) : mapping;
        Path work = Files.createTempDirectory("beacon-replay");
        try {
            DataFolder folder = new DataFolder(work.resolve("data"));
            long startMs = new SystemClock().nowMs();
            TurnClock turning = new TurnClock(new SystemClock(), startMs);
            Clock clock = inTurns ? turning : new FastClock(new SystemClock(), startMs, Double.parseDouble(speed));
            ReplayStory story = new ReplayStory(
                    clock,
                    inTurns ? Optional.of(new Turns(turning)) : Optional.empty(),
                    json ? Optional.empty() : Optional.of(out));
            try (Hub hub = Hub.start(options(site(work), folder, clock));
                    SimProcess sim = SimProcess.start(player(columns, folder, hub.brokerPort()), story::heard)) {
                story.follow(hub, sim);
            }
            out.println(story.line(String.valueOf(file.getFileName())));
            return story.ok() ? 0 : 1;
        } finally {
            delete(work);
        }
    }

    private static Path mappingOf(Path recording) throws IOException {
        String name = "name: " + recording.getFileName();
        Path folder = Beacon.home().resolve("recordings/mappings");
        try (Stream<Path> mappings = Files.list(folder)) {
            for (Path each : mappings.sorted().toList()) {
                if (Files.readString(each).contains(name)) {
                    return each;
                }
            }
        }
        throw new IllegalArgumentException("no mapping in " + folder + " names the recording " + recording.getFileName()
                + "; write one and give it by --mapping");
    }

    /** The recordings' own devices, judged by the example site's rules. */
    private static Path site(Path work) throws IOException {
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

    private static HubOptions options(Path site, DataFolder folder, Clock clock) {
        return new HubOptions(
                site,
                folder.root(),
                folder.secrets(),
                new HubOptions.Broker.Embedded(0),
                Optional.empty(),
                366,
                "127.0.0.1",
                0,
                clock,
                LoopOptions.STANDARD);
    }

    private List<String> player(Path columns, DataFolder folder, int port) {
        return List.of(
                "replay",
                file.toString(),
                "--mapping",
                columns.toString(),
                "--speed",
                speed.equals(MAX) ? "turns" : speed,
                "--start",
                "ask",
                "--broker",
                "127.0.0.1:" + port,
                "--device-key-file",
                folder.secrets().resolve("broker-device-key").toString());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
