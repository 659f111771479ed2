package org.beaconhub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.beaconhub.bench.rig.Brigade;
import org.beaconhub.bench.rig.HubProcess;
import org.beaconhub.bench.rig.Options;
import org.beaconhub.bench.rig.Report;
import org.beaconhub.bench.rig.SiteText;
import org.beaconhub.bench.rig.Workshop;
import org.beaconhub.sim.load.Load;
import org.beaconhub.sim.load.LoadOptions;
import org.beaconhub.sim.sink.Receiver;
import org.beaconhub.testkit.Mosquitto;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * How long it takes from publishing a message that raises an alarm until the webhook of its notice is received. Counted
 * from when the message was due, whether or not the publisher was late, so that a stall is not counted as one message.
 */
public final class LatencyBench {
    private static final int LOAD_DEVICES = 1000;
    private static final int HOT_DEVICES = 200;
    private static final long SLOT_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int BURST_S = 5;
    private static final int WAIT_S = 20;
    private static final long CALM_P99_MS_MAX = 250;
    private static final long BURST_P99_MS_MAX = 1000;
    private static final List<String> LOAD =
            IntStream.range(0, LOAD_DEVICES).mapToObj(i -> "load-" + i).toList();
    private static final List<String> EXTRA =
            IntStream.range(0, LOAD_DEVICES).mapToObj(i -> "extra-" + i).toList();
    private static final List<String> HOT =
            IntStream.range(0, HOT_DEVICES).mapToObj(i -> "hot-" + i).toList();

    private final Map<String, Queue<Due>> expected = new ConcurrentHashMap<>();
    private final Map<Phase, Histogram> histograms = Map.of(
            Phase.WARM_UP, new ConcurrentHistogram(3),
            Phase.CALM, new ConcurrentHistogram(3),
            Phase.BURST, new ConcurrentHistogram(3));
    private final Report report = new Report("latency");
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger unexpected = new AtomicInteger();
    private volatile Phase phase = Phase.WARM_UP;

    private enum Phase {
        WARM_UP,
        CALM,
        BURST
    }

    /** A message that raises an alarm, and when it was due. */
    private record Due(long nanos, Phase phase) {}

    private LatencyBench() {
        HOT.forEach(id -> expected.put(id, new ConcurrentLinkedQueue<>()));
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException, MqttException {
        Options options = Options.read(
                "latency",
                args,
                Map.of(
                        "seconds", "length of the calm in seconds (30)",
                        "warm-up", "seconds before it that do not count (20)",
                        "rate", "messages a second of the calm (1000)",
                        "keep", "leave the run's files for inspection"));
        int code;
        try (Workshop workshop = Workshop.open("latency", options.has("keep"))) {
            code = new LatencyBench().run(workshop, options);
        }
        System.exit(code);
    }

    private int run(Workshop workshop, Options options) throws IOException, InterruptedException, MqttException {
        int rate = options.number("rate", 1000);
        try (Brigade brigade = Brigade.start(workshop, this::received)) {
            Path site = SiteText.write(
                    workshop.folder("site"),
                    java.util.stream.Stream.concat(LOAD.stream(), EXTRA.stream())
                            .toList(),
                    HOT,
                    brigade.port());
            Mosquitto broker = workshop.mosquitto(false);
            List<String> hubOptions = List.of(
                    "--broker", broker.url(), "--secrets", brigade.secrets().toString());
            HubProcess hub = HubProcess.start(workshop, site, workshop.folder("data"), hubOptions);
            Load load = Load.start(
                    LoadOptions.of("127.0.0.1", broker.port(), LOAD_DEVICES).at(rate));
            Thread alarms = alarms(broker);
            Thread.sleep(options.number("warm-up", 20) * 1000L);
            phase = Phase.CALM;
            Thread.sleep(options.number("seconds", 30) * 1000L);
            phase = Phase.BURST;
            Load burst = Load.start(LoadOptions.of("127.0.0.1", broker.port(), LOAD_DEVICES)
                    .with(EXTRA)
                    .at(9.0 * rate));
            Thread.sleep(BURST_S * 1000L);
            burst.stop();
            alarms.interrupt();
            alarms.join();
            load.stop();
            awaitAll();
            hub.stop();
            broker.stop();
            return tell(burst.acknowledged() / (double) BURST_S);
        }
    }

    private Thread alarms(Mosquitto broker) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(broker.url(), "hot-devices", new MemoryPersistence());
        MqttConnectionOptions connection = new MqttConnectionOptions();
        client.connect(connection).waitForCompletion(TimeUnit.SECONDS.toMillis(5));
        return Thread.ofPlatform().daemon().name("hot-devices").start(() -> speak(client));
    }

    /** In each slot one device becomes hot and the one opposite cools down. */
    private void speak(MqttAsyncClient client) {
        long startNs = System.nanoTime();
        try {
            for (int slot = 0; !Thread.currentThread().isInterrupted(); slot++) {
                long dueNs = startNs + slot * SLOT_NS;
                while (System.nanoTime() < dueNs && !Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(dueNs - System.nanoTime());
                }
                String hot = HOT.get(slot % HOT_DEVICES);
                expected.getOrDefault(hot, new ConcurrentLinkedQueue<>()).add(new Due(dueNs, phase));
                waiting.incrementAndGet();
                publish(client, hot, 2 * slot, 90);
                publish(client, HOT.get((slot + HOT_DEVICES / 2) % HOT_DEVICES), 2 * slot + 1, 20);
            }
            client.disconnect().waitForCompletion(TimeUnit.SECONDS.toMillis(5));
        } catch (MqttException e) {
            report.target("the hot devices can publish: " + e.getMessage(), false);
        }
    }

    private static void publish(MqttAsyncClient client, String device, int seq, int temperature) throws MqttException {
        String payload = "{\"seq\":" + seq + ",\"time\":" + System.currentTimeMillis()
                + ",\"readings\":{\"temperature\":" + temperature + "}}";
        client.publish("beacon/v1/" + device + "/telemetry", payload.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    private void received(Receiver.Notice notice) {
        if (!notice.first() || !notice.event().startsWith("raised")) {
            return;
        }
        long nowNs = System.nanoTime();
        Queue<Due> queue = expected.get(notice.subject());
        Due due = queue == null ? null : queue.poll();
        if (due == null) {
            unexpected.incrementAndGet();
            return;
        }
        waiting.decrementAndGet();
        Histogram histogram = histograms.get(due.phase());
        if (histogram != null) {
            histogram.recordValue(TimeUnit.NANOSECONDS.toMicros(nowNs - due.nanos()));
        }
    }

    private void awaitAll() throws InterruptedException {
        for (int i = 0; i < WAIT_S * 10 && waiting.get() > 0; i++) {
            Thread.sleep(100);
        }
    }

    private int tell(double burstRate) {
        report.figure("burst_extra_per_s", Report.rounded(burstRate, 0));
        for (Phase each : List.of(Phase.CALM, Phase.BURST)) {
            Histogram histogram = histograms.get(each);
            if (histogram != null) {
                String prefix = each.name().toLowerCase(java.util.Locale.ROOT) + "_";
                report.figure(prefix + "alarms", histogram.getTotalCount());
                report.figure(prefix + "p50_ms", ms(histogram, 50));
                report.figure(prefix + "p99_ms", ms(histogram, 99));
                report.figure(prefix + "max_ms", ms(histogram, 100));
                long max = each == Phase.CALM ? CALM_P99_MS_MAX : BURST_P99_MS_MAX;
                report.target(prefix + "p99 below " + max + " ms", ms(histogram, 99) < max);
            }
        }
        report.figure("missing", waiting.get());
        report.figure("unexpected", unexpected.get());
        report.target("each alarm was told once", waiting.get() == 0 && unexpected.get() == 0);
        return report.finish();
    }

    private static double ms(Histogram histogram, double percentile) {
        return Report.rounded(histogram.getValueAtPercentile(percentile) / 1000.0, 1);
    }
}
