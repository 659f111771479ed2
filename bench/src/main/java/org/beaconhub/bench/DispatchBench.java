package org.beaconhub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.store.FolderException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.beaconhub.bench.rig.Ears;
import org.beaconhub.bench.rig.Ears.Way;
import org.beaconhub.bench.rig.Grids;
import org.beaconhub.bench.rig.HubProcess;
import org.beaconhub.bench.rig.Options;
import org.beaconhub.bench.rig.Report;
import org.beaconhub.bench.rig.Workshop;
import org.beaconhub.testkit.Mosquitto;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * How long it takes from publishing the messages that raise critical alarms, each of an incident of its own, until the person has the
 * short message and the mail and the machine has the webhook. Counted from when the first message was due, so that the publisher's
 * own time counts too. A flood has a thousand alarms at once, of which as many are critical as ISA-18.2 has of the highest priority;
 * the times are those of the critical ones.
 */
public final class DispatchBench {
    private static final int WAIT_S = 60;
    private static final long P99_MS_MAX = 1000;
    /** How much slower the others may be while one hangs. */
    private static final double RATIO_MAX = 2;
    /** In a flood every so many-th alarm is critical: 5 %. */
    private static final int FLOOD_CRITICAL_EACH = 20;

    private final Report report = new Report("dispatch");
    private final ObjectMapper json = new ObjectMapper();
    private final Ears ears;
    private final HubProcess hub;
    private final MqttAsyncClient devices;
    private int nextGrid;
    private int missing;

    private DispatchBench(Ears ears, HubProcess hub, MqttAsyncClient devices) {
        this.ears = ears;
        this.hub = hub;
        this.devices = devices;
    }

    /** Runs it. */
    public static void main(String[] args)
            throws IOException, InterruptedException, MqttException, MessagingException, FolderException {
        Options options = Options.read(
                "dispatch",
                args,
                Map.of(
                        "singles", "alarms one at a time (50)",
                        "hundreds", "rounds of a hundred alarms at once (5)",
                        "thousands", "rounds of a thousand alarms at once, and as many floods (1)",
                        "per-second", "parts of short messages that the message centre takes in a second (5000)",
                        "keep", "leave the run's files for inspection"));
        int code;
        try (Workshop workshop = Workshop.open("dispatch", options.has("keep"));
                Ears ears = Ears.open(workshop)) {
            code = run(workshop, ears, options);
        }
        System.exit(code);
    }

    private static int run(Workshop workshop, Ears ears, Options options)
            throws IOException, InterruptedException, MqttException, MessagingException, FolderException {
        int singles = options.number("singles", 50);
        int hundreds = options.number("hundreds", 5);
        int thousands = options.number("thousands", 1);
        int grids = 300 + singles + 3 * 100 * hundreds + 2 * 1000 * thousands;
        Path site = Grids.write(workshop.folder("site"), grids, ears.channels(options.number("per-second", 5000)));
        Mosquitto broker = workshop.mosquitto(false);
        HubProcess hub = HubProcess.start(
                workshop,
                site,
                workshop.folder("data"),
                List.of("--broker", broker.url(), "--secrets", ears.secrets().toString()));
        MqttAsyncClient devices = new MqttAsyncClient(broker.url(), "grids", new MemoryPersistence());
        devices.connect().waitForCompletion(TimeUnit.SECONDS.toMillis(5));
        DispatchBench bench = new DispatchBench(ears, hub, devices);
        bench.measure(singles, hundreds, thousands);
        devices.disconnect().waitForCompletion(TimeUnit.SECONDS.toMillis(5));
        hub.stop();
        broker.stop();
        return bench.report.finish();
    }

    private void measure(int singles, int hundreds, int thousands)
            throws IOException, InterruptedException, MqttException, MessagingException, FolderException {
        EnumSet<Way> all = EnumSet.allOf(Way.class);
        rounds(3, 100, 1, all);
        report.figure("sms_parts", ears.parts());
        tell("at_1", rounds(singles, 1, 1, all));
        Map<Way, Histogram> well = rounds(hundreds, 100, 1, all);
        tell("at_100", well);
        for (Way stuck : List.of(Way.SMS, Way.HOOK)) {
            hang(stuck, hundreds, well);
        }
        tell("flood", rounds(thousands, 1000, FLOOD_CRITICAL_EACH, all));
        tell("at_1000", rounds(thousands, 1000, 1, all));
        report.figure("missing", missing);
        report.target("everybody heard of each alarm", missing == 0);
    }

    private void hang(Way stuck, int hundreds, Map<Way, Histogram> well)
            throws IOException, InterruptedException, MqttException, MessagingException, FolderException {
        Set<Way> others = EnumSet.complementOf(EnumSet.of(stuck));
        Map<Way, Histogram> apart = new EnumMap<>(Way.class);
        others.forEach(way -> apart.put(way, new Histogram(3)));
        for (int i = 0; i < hundreds; i++) {
            ears.hang(stuck);
            round(100, 1, apart);
            ears.answer();
            tidy();
        }
        for (Way way : others) {
            String name = word(way) + "_while_" + word(stuck) + "_hangs";
            double ratio = ms(apart, way, 99) / ms(well, way, 99);
            report.figure(name + "_p99_ms", ms(apart, way, 99));
            report.figure(name + "_p99_ratio", Report.rounded(ratio, 2));
            report.target(name + ": p99 at most " + RATIO_MAX + " times the usual", ratio <= RATIO_MAX);
        }
    }

    private Map<Way, Histogram> rounds(int count, int alarms, int criticalEach, Set<Way> ways)
            throws IOException, InterruptedException, MqttException, MessagingException, FolderException {
        Map<Way, Histogram> times = new EnumMap<>(Way.class);
        ways.forEach(way -> times.put(way, new Histogram(3)));
        for (int i = 0; i < count; i++) {
            round(alarms, criticalEach, times);
            tidy();
        }
        return times;
    }

    /** So many alarms at once; waits until the critical ones have been heard over the ways that are measured. */
    private void round(int alarms, int criticalEach, Map<Way, Histogram> times)
            throws InterruptedException, MqttException, MessagingException, FolderException {
        ears.forget();
        int first = nextGrid;
        nextGrid += alarms;
        List<Integer> critical = IntStream.iterate(first, grid -> grid < nextGrid, grid -> grid + criticalEach)
                .boxed()
                .toList();
        long dueNs = System.nanoTime();
        long nanosMinusMs = dueNs - System.currentTimeMillis() * 1_000_000;
        for (int grid = first; grid < nextGrid; grid++) {
            int celsius = (grid - first) % criticalEach == 0 ? Grids.HOT_C : Grids.WARM_C;
            devices.publish(
                    "beacon/v1/" + Grids.device(grid) + "/telemetry",
                    "{\"readings\":{\"temperature\":%d}}".formatted(celsius).getBytes(StandardCharsets.UTF_8),
                    1,
                    false);
        }
        for (int i = 0; i < WAIT_S * 20 && !heard(critical, times.keySet()); i++) {
            Thread.sleep(50);
        }
        for (Map.Entry<Way, Histogram> each : times.entrySet()) {
            Map<Integer, Long> heard = ears.heard(each.getKey(), nanosMinusMs);
            for (int grid : critical) {
                Long atNs = heard.get(grid);
                if (atNs == null) {
                    missing++;
                } else {
                    each.getValue().recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(atNs - dueNs)));
                }
            }
        }
    }

    private boolean heard(List<Integer> grids, Set<Way> ways) throws MessagingException {
        for (Way way : ways) {
            if (ears.count(way) < grids.size() || !ears.heard(way, 0).keySet().containsAll(grids)) {
                return false;
            }
        }
        return true;
    }

    /** Ends the incidents, so that the next alarms begin others, and waits until nothing is on its way. */
    private void tidy() throws IOException, InterruptedException {
        drain();
        for (JsonNode each : json.readTree(hub.get("/api/v1/incidents")).findPath("incidents")) {
            if (each.path("state").asText().equals("reported")) {
                hub.post(
                        "/api/v1/incidents/" + each.path("id").asText() + "/close",
                        "{\"by\":\"bench\",\"disposition\":\"false\"}");
            }
        }
        drain();
    }

    private void drain() throws IOException, InterruptedException {
        for (int i = 0; i < WAIT_S * 10 && hub.metric("beacon_notices_pending") > 0; i++) {
            Thread.sleep(100);
        }
    }

    private void tell(String prefix, Map<Way, Histogram> times) {
        times.forEach((way, histogram) -> {
            String name = prefix + "_" + word(way);
            report.figure(name + "_alarms", histogram.getTotalCount());
            report.figure(name + "_p50_ms", ms(times, way, 50));
            report.figure(name + "_p99_ms", ms(times, way, 99));
            report.target(name + ": p99 below " + P99_MS_MAX + " ms", ms(times, way, 99) < P99_MS_MAX);
        });
    }

    private static String word(Way way) {
        return way.name().toLowerCase(Locale.ROOT);
    }

    private static double ms(Map<Way, Histogram> times, Way way, double percentile) {
        return Report.rounded(times.getOrDefault(way, new Histogram(3)).getValueAtPercentile(percentile) / 1000.0, 1);
    }
}
