package org.beaconhub.sim.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.beaconhub.sim.camera.Snapshots;
import org.beaconhub.sim.clock.SimClock;
import org.beaconhub.sim.fleet.Fleet;
import org.beaconhub.sim.fleet.SiteFiles;
import org.beaconhub.sim.sink.Receiver;
import org.beaconhub.sim.world.Place;
import org.beaconhub.sim.world.World;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs a site's devices, its actuators, the brigade's receiver, and a fire. */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = "Runs the devices of a site, each as its own MQTT client, with a fire in the forest.")
final class FleetVerb implements Callable<Integer> {
    private static final long ZONE_OFFSET_MS = 8 * 3_600_000L;

    @Mixin
    private final LoginOptions login = new LoginOptions();

    @Option(names = "--site", required = true, paramLabel = "DIR", description = "folder of the site")
    private Path site = Path.of("");

    @Option(
            names = "--fire-after",
            defaultValue = "20",
            paramLabel = "S",
            description = "seconds from ready to the fire; −1 for no fire (default ${DEFAULT-VALUE})")
    private long fireAfterSeconds;

    @Option(
            names = "--fire-at",
            defaultValue = "",
            paramLabel = "LAT,LON|DEVICE",
            description = "where it starts (default: up the wind of a forest node)")
    private String fireAt = "";

    @Option(
            names = "--seconds",
            defaultValue = "0",
            paramLabel = "N",
            description = "ends after so long; 0 for never (default ${DEFAULT-VALUE})")
    private long seconds;

    @Option(
            names = "--receiver-port",
            defaultValue = "-1",
            paramLabel = "PORT",
            description =
                    "port of the brigade's receiver on loopback; 0 for any, −1 for none (default ${DEFAULT-VALUE})")
    private int receiverPort;

    @Option(
            names = "--camera-port",
            defaultValue = "-1",
            paramLabel = "PORT",
            description =
                    "port of the cameras' pictures on loopback; 0 for any, −1 for none (default ${DEFAULT-VALUE})")
    private int cameraPort;

    @Option(names = "--secret-file", paramLabel = "FILE", description = "file whose first line signs the webhooks")
    private @Nullable Path secretFile;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "same seed, same world (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--events",
            defaultValue = "text",
            paramLabel = "json|text",
            description = "form of the lines (default ${DEFAULT-VALUE})")
    private Events.Form form = Events.Form.TEXT;

    @Option(names = "--ignore-stdin", description = "does not end where standard input ends")
    private boolean ignoreStdin;

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.@Nullable CommandSpec command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        SimClock clock = SimClock.system();
        Events events = new Events(form, System.out);
        Stop stop = new Stop();
        World world = new World(seed, ZONE_OFFSET_MS);
        ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sim-events").factory());
        try (Fleet fleet = new Fleet(SiteFiles.devices(site), world, login.login(), seed, clock, events::acted)) {
            Optional<Place> wanted = wantedPlace(fleet);
            Optional<Receiver> receiver = receiver(clock, events);
            Optional<Snapshots> cameras = cameraPort < 0
                    ? Optional.empty()
                    : Optional.of(Snapshots.start(cameraPort, fleet::placeOf, world, clock));
            if (!ignoreStdin) {
                stop.onEndOf(System.in);
            }
            stop.onSignal();
            tellEachSecond(fleet, events, later);
            var started = fleet.start().thenRun(() -> {
                events.ready(fleet.connected(), receiver.map(Receiver::port).orElse(0));
                begin(fleet, wanted, events, later);
            });
            stop.await(seconds);
            later.shutdownNow();
            receiver.ifPresent(Receiver::close);
            cameras.ifPresent(Snapshots::close);
            return started.isDone() && !started.isCompletedExceptionally() ? 0 : 1;
        } finally {
            events.stopped();
            stop.finished();
        }
    }

    private static void tellEachSecond(Fleet fleet, Events events, ScheduledExecutorService later) {
        var _ = later.scheduleAtFixedRate(
                () -> events.messages(fleet.sent(), fleet.acknowledged(), fleet.refused(), fleet.connected()),
                1,
                1,
                TimeUnit.SECONDS);
    }

    private void begin(Fleet fleet, Optional<Place> wanted, Events events, ScheduledExecutorService later) {
        if (fireAfterSeconds >= 0) {
            var _ = later.schedule(
                    () -> wanted.or(fleet::firePlace)
                            .map(place -> fleet.ignite(place).thenAccept(events::fireStarted)),
                    fireAfterSeconds,
                    TimeUnit.SECONDS);
        }
    }

    private Optional<Receiver> receiver(SimClock clock, Events events) throws IOException {
        if (receiverPort < 0) {
            return Optional.empty();
        }
        Path file = secretFile;
        if (file == null) {
            throw wrong("--receiver-port needs --secret-file, since it believes nothing unsigned");
        }
        return Optional.of(Receiver.start(receiverPort, LoginOptions.firstLine(file), clock, events::notice));
    }

    private Optional<Place> wantedPlace(Fleet fleet) {
        if (fireAt.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = fireAt.split(",", 2);
        if (parts.length == 2) {
            try {
                return Optional.of(
                        new Place(Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip())));
            } catch (IllegalArgumentException e) {
                throw wrong("--fire-at '" + fireAt + "' is no place: " + e.getMessage());
            }
        }
        return Optional.of(fleet.placeOf(fireAt)
                .orElseThrow(() -> wrong("--fire-at '" + fireAt + "' is neither LAT,LON nor a device of the site")));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(java.util.Objects.requireNonNull(command).commandLine(), message);
    }
}
