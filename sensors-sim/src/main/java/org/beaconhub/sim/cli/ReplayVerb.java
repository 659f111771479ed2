package org.beaconhub.sim.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.beaconhub.sim.clock.SimClock;
import org.beaconhub.sim.fleet.BrokerClient;
import org.beaconhub.sim.fleet.BrokerLogin;
import org.beaconhub.sim.replay.Mapping;
import org.beaconhub.sim.replay.Mapping.DeviceColumns;
import org.beaconhub.sim.replay.MappingReader;
import org.beaconhub.sim.replay.Player;
import org.beaconhub.sim.replay.Recording;
import org.beaconhub.sim.wire.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a recording through a broker. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Plays a recorded CSV through MQTT as if its sensors were there.")
final class ReplayVerb implements Callable<Integer> {
    private static final long CONNECT_S_MAX = 30;

    private final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    @Mixin
    private final LoginOptions login = new LoginOptions();

    @Parameters(paramLabel = "FILE", description = "the recording")
    private Path file = Path.of("");

    @Option(names = "--mapping", required = true, paramLabel = "FILE", description = "what its columns are")
    private Path mappingFile = Path.of("");

    @Option(
            names = "--speed",
            defaultValue = "1",
            paramLabel = "N|max|turns",
            description =
                    "so many times as fast (default ${DEFAULT-VALUE}); turns says 'turn MS SENT' before each moment"
                            + " and waits for a line on standard input")
    private String speed = "";

    @Option(
            names = "--start",
            defaultValue = "now",
            paramLabel = "MS|now|ask",
            description = "device time of the first row, milliseconds since 1970 UTC; ask says 'connected' and reads it"
                    + " from standard input (default ${DEFAULT-VALUE})")
    private String start = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        SimClock clock = SimClock.system();
        Mapping mapping = MappingReader.read(mappingFile);
        boolean inTurns = speed.equals("turns");
        double times = inTurns || speed.equals("max") ? Double.POSITIVE_INFINITY : Double.parseDouble(speed);
        try (Recording recording = new Recording(file, mapping)) {
            Map<String, BrokerClient> clients = connect(mapping, login.login());
            Player.Pace pace = new Player.Pace(startMs(clock), times);
            Player player = new Player(
                    recording,
                    pace,
                    clock,
                    device -> Objects.requireNonNull(clients.get(device)),
                    percent -> System.out.println(percent + " %"));
            Player.Played played = inTurns ? player.play(this::turn) : player.play();
            CompletableFuture<?>[] goodbyes =
                    clients.values().stream().map(BrokerClient::disconnect).toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(goodbyes)
                    .completeOnTimeout(null, CONNECT_S_MAX, TimeUnit.SECONDS)
                    .join();
            System.out.println(summary(recording, pace, played));
            return played.refused() == 0 ? 0 : 1;
        }
    }

    private long startMs(SimClock clock) throws IOException {
        return switch (start) {
            case "now" -> clock.nowMs();
            case "ask" -> {
                System.out.println("connected");
                yield asked();
            }
            default -> Long.parseLong(start);
        };
    }

    private long asked() throws IOException {
        return Long.parseLong(answer("--start ask: standard input ended before it said a time"));
    }

    private void turn(long deviceMs, long sent) throws IOException {
        System.out.println("turn " + deviceMs + " " + sent);
        answer("--speed turns: standard input ended before it let the next moment come");
    }

    private String answer(String otherwise) throws IOException {
        String line = input.readLine();
        if (line == null) {
            throw new IOException(otherwise);
        }
        return line.strip();
    }

    private static Map<String, BrokerClient> connect(Mapping mapping, BrokerLogin login)
            throws IOException, InterruptedException {
        Map<String, BrokerClient> clients = new LinkedHashMap<>();
        for (DeviceColumns device : mapping.devices()) {
            clients.computeIfAbsent(device.device(), id -> new BrokerClient(login.as(id), "replay-" + id, null, null));
        }
        CompletableFuture<?>[] all =
                clients.values().stream().map(BrokerClient::connect).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(all).get(CONNECT_S_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the broker at " + login + " was not reached within " + CONNECT_S_MAX + " s", e);
        }
        return clients;
    }

    private static String summary(Recording recording, Player.Pace pace, Player.Played played) {
        long shiftMs = pace.startMs() - recording.firstMs();
        JsonText json =
                new JsonText().open().key("name").value("replay").key("ok").value(played.refused() == 0);
        json.key("figures")
                .open()
                .key("rows")
                .value(played.rows())
                .key("messages")
                .value(played.messages());
        json.key("acknowledged").value(played.acknowledged());
        json.key("first_ms").value(pace.startMs()).key("last_ms").value(played.lastMs());
        recording.about().ignitionMs().ifPresent(ms -> json.key("ignition_ms").value(ms + shiftMs));
        json.key("own_alarms").openList();
        recording
                .about()
                .alarms()
                .forEach(alarm -> json.open()
                        .key("name")
                        .value(alarm.name())
                        .key("at_ms")
                        .value(alarm.atMs() + shiftMs)
                        .close());
        json.closeList()
                .key("faulty_lines")
                .value(recording.faultyLines())
                .key("faults")
                .openList();
        recording.faults().forEach(json::value);
        return json.closeList().close().close().toString();
    }
}
