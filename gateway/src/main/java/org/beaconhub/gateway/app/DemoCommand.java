package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.run.LoopOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code beacon demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a hub with its own broker and history, and a simulated site in which a fire starts after 20 s.",
            "It goes on from where it was last time; delete the data folder to begin anew."
        })
final class DemoCommand implements Callable<Integer> {
    private static final int HISTORY_DAYS = 30;
    private static final String BRIGADE = "brigade";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            defaultValue = "0",
            paramLabel = "N",
            description = "Ends by itself after so long; 0 for never.")
    private long seconds;

    @Option(names = "--json", description = "Prints only the last line, for programs.")
    private boolean json;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (default: data/demo beside the program).")
    private @Nullable Path data;

    @Option(
            names = "--http-port",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "Port of the console (default ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--broker-port",
            defaultValue = "18830",
            paramLabel = "PORT",
            description = "Port of the broker (default ${DEFAULT-VALUE}).")
    private int brokerPort;

    @Option(
            names = "--receiver-port",
            defaultValue = "18090",
            paramLabel = "PORT",
            description = "Port of the brigade's receiver; the site's channel sends to ${DEFAULT-VALUE}.")
    private int receiverPort;

    @Option(
            names = "--camera-port",
            defaultValue = "18091",
            paramLabel = "PORT",
            description = "Port of the lookout cameras' pictures; the site asks ${DEFAULT-VALUE}.")
    private int cameraPort;

    @Option(
            names = "--fire-after",
            defaultValue = "20",
            paramLabel = "S",
            description = "Seconds until the fire; -1 for none (default ${DEFAULT-VALUE}).")
    private long fireAfter;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        return Shutdown.run(shutdown -> run(out, shutdown));
    }

    private int run(PrintWriter out, Shutdown shutdown) throws IOException, InterruptedException {
        Clock clock = new SystemClock();
        DataFolder folder = new DataFolder(data == null ? Beacon.home().resolve("data/demo") : data);
        Path secret = SecretFiles.in(folder.secrets()).file(BRIGADE);
        Path site = Beacon.home().resolve("site");
        DemoStory story = new DemoStory(clock, json ? Optional.empty() : Optional.of(out));
        try (Hub hub = Hub.start(options(site, folder, clock))) {
            story.begin(hub);
            try (SimProcess sim = SimProcess.start(fleet(site, folder, hub.brokerPort(), secret), story::heard)) {
                story.follow(hub, sim, shutdown, seconds == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toMillis(seconds));
            }
            story.end(hub);
        }
        out.println(story.line());
        return seconds == 0 || story.ok() ? 0 : 1;
    }

    private HubOptions options(Path site, DataFolder folder, Clock clock) {
        return new HubOptions(
                site,
                folder.root(),
                folder.secrets(),
                new HubOptions.Broker.Embedded(brokerPort),
                Optional.empty(),
                HISTORY_DAYS,
                "127.0.0.1",
                httpPort,
                clock,
                LoopOptions.STANDARD);
    }

    private List<String> fleet(Path site, DataFolder folder, int port, Path secret) {
        return List.of(
                "fleet",
                "--site",
                site.toString(),
                "--broker",
                "127.0.0.1:" + port,
                "--device-key-file",
                folder.secrets().resolve("broker-device-key").toString(),
                "--receiver-port",
                String.valueOf(receiverPort),
                "--camera-port",
                String.valueOf(cameraPort),
                "--secret-file",
                secret.toString(),
                "--fire-after",
                String.valueOf(fireAfter),
                "--events",
                "json");
    }
}
