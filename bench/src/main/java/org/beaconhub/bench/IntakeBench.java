package org.beaconhub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.beaconhub.bench.rig.BareConsumer;
import org.beaconhub.bench.rig.CpuTime;
import org.beaconhub.bench.rig.HubProcess;
import org.beaconhub.bench.rig.Options;
import org.beaconhub.bench.rig.Report;
import org.beaconhub.bench.rig.SiteText;
import org.beaconhub.bench.rig.Workshop;
import org.beaconhub.sim.load.Load;
import org.beaconhub.sim.load.LoadOptions;
import org.beaconhub.testkit.Mosquitto;
import org.beaconhub.testkit.Ports;

/**
 * How many messages a second the hub takes in: against a bare consumer on the same broker, as fast as it goes; and
 * whether it keeps up with a steady load, on an external broker and on its own.
 */
public final class IntakeBench {
    private static final int DEVICES = 1000;
    /** By then the compiler has done most of its work, which takes a core's half for 10 s. */
    private static final int WARM_UP_MS = 15_000;

    private static final int LOOK_MS = 200;
    /** What a consumer takes in two looks or so. */
    private static final int QUEUED_MAX = 25_000;

    private static final int STEADY_S = 60;
    private static final int STEADY_RATE = 10_000;
    private static final int EMBEDDED_RATE = 5_000;
    private static final double RATIO_MIN = 0.8;
    private static final int SETTLE_MS = 2000;
    private static final double LAG_S_MAX = 5;
    /** A history that never answers costs next to nothing. */
    private static final List<String> NO_HISTORY =
            List.of("--influx", "http://127.0.0.1:1", "--influx-v1", "none/none");

    private static final List<String> IDS =
            IntStream.range(0, DEVICES).mapToObj(i -> "load-" + i).toList();

    private final Workshop workshop;
    private final Report report = new Report("intake");
    private final Path site;
    private int runs;

    private IntakeBench(Workshop workshop) throws IOException {
        this.workshop = workshop;
        this.site = SiteText.write(workshop.folder("site"), IDS, List.of(), 0);
    }

    /** Something that consumes, and how much it has. */
    private interface Consumer {
        Mark mark() throws IOException, InterruptedException;
    }

    /** A count and when it was read. */
    private record Mark(long nanos, long count) {
        double rateSince(Mark before) {
            return (count - before.count) / ((nanos - before.nanos) / 1e9);
        }
    }

    /**
     * Messages a second: in step with a load that waits while some thousand messages queue up; under a load that never
     * waits, whose surplus costs the broker and the load's own process time as well; and afterwards from what the broker
     * has queued up. Processor time of consumer and broker for one message is in step, in microseconds.
     */
    private record Rates(double inStep, double flooded, double draining, double consumerMicros, double brokerMicros) {}

    /** Runs it; {@code --help} is any unknown option. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = Options.read(
                "intake",
                args,
                Map.of(
                        "rounds", "rounds of hub against bare consumer (3)",
                        "seconds", "length of a round in seconds (10)",
                        "steady-seconds", "length of a steady load in seconds (60)",
                        "rate", "messages a second of the steady load",
                        "embedded-rate", "the same with the embedded broker",
                        "only", "which of 'ratio steady embedded'",
                        "keep", "leave the run's files for inspection"));
        int code;
        try (Workshop workshop = Workshop.open("intake", options.has("keep"))) {
            code = new IntakeBench(workshop).run(options);
        }
        System.exit(code);
    }

    private int run(Options options) throws IOException, InterruptedException {
        String only = options.text("only", "ratio steady embedded");
        int steadySeconds = options.number("steady-seconds", STEADY_S);
        if (only.contains("ratio")) {
            ratio(options.number("rounds", 3), options.number("seconds", 10));
        }
        if (only.contains("steady")) {
            Mosquitto broker = workshop.mosquitto(false);
            HubProcess hub = hub(List.of("--broker", broker.url()));
            LoadOptions load = LoadOptions.of("127.0.0.1", broker.port(), DEVICES);
            steady(
                    "steady",
                    hub,
                    load.at(options.number("rate", STEADY_RATE)),
                    steadySeconds,
                    Map.of("broker", broker.process().toHandle()));
            hub.stop();
            broker.stop();
        }
        if (only.contains("embedded")) {
            int port = Ports.free();
            HubProcess hub = hub(List.of("--broker-port", String.valueOf(port)));
            String password = Files.readString(data(runs).resolve("secrets").resolve("broker-hub"))
                    .strip();
            LoadOptions load = LoadOptions.of("127.0.0.1", port, DEVICES).as("hub", password);
            steady("embedded", hub, load.at(options.number("embedded-rate", EMBEDDED_RATE)), steadySeconds, Map.of());
            hub.stop();
        }
        return report.finish();
    }

    private Path data(int run) throws IOException {
        return workshop.folder("data-" + run);
    }

    private HubProcess hub(List<String> options) throws IOException, InterruptedException {
        return HubProcess.start(workshop, site, data(++runs), options);
    }

    private void ratio(int rounds, int seconds) throws IOException, InterruptedException {
        Map<String, List<Rates>> all = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            note(all, "bare", bare(seconds));
            note(all, "hub", hub(seconds, List.of()));
            note(all, "hub_without_history", hub(seconds, NO_HISTORY));
        }
        report.figure("rounds", rounds);
        report.figure("seconds", seconds);
        List<Rates> bare = all.getOrDefault("bare", List.of());
        all.forEach((name, rates) -> {
            report.figure(name + "_per_s", Report.rounded(median(rates, Rates::inStep), 0));
            report.figure(name + "_flooded_per_s", Report.rounded(median(rates, Rates::flooded), 0));
            report.figure(name + "_draining_per_s", Report.rounded(median(rates, Rates::draining), 0));
            report.figure(name + "_cpu_us", Report.rounded(median(rates, Rates::consumerMicros), 1));
            report.figure(name + "_broker_cpu_us", Report.rounded(median(rates, Rates::brokerMicros), 1));
            report.figure(name + "_ratios", ratios(rates, bare, Rates::inStep));
            report.figure(name + "_ratios_flooded", ratios(rates, bare, Rates::flooded));
            report.figure(name + "_ratios_draining", ratios(rates, bare, Rates::draining));
        });
        double ratio = Report.median(ratios(all.getOrDefault("hub_without_history", List.of()), bare, Rates::inStep));
        report.figure("ratio", ratio);
        report.target(
                "codec, commit, rules and acknowledgement: at least " + RATIO_MIN + " of a bare consumer's rate",
                ratio >= RATIO_MIN);
    }

    private static void note(Map<String, List<Rates>> all, String name, Rates rates) {
        Report.progress("%s: %s", name, rates);
        all.computeIfAbsent(name, key -> new ArrayList<>()).add(rates);
    }

    private static double median(List<Rates> rates, ToDoubleFunction<Rates> of) {
        return Report.median(rates.stream().map(of::applyAsDouble).toList());
    }

    private static List<Double> ratios(List<Rates> mine, List<Rates> bare, ToDoubleFunction<Rates> of) {
        return IntStream.range(0, mine.size())
                .mapToObj(i -> Report.rounded(of.applyAsDouble(mine.get(i)) / of.applyAsDouble(bare.get(i)), 2))
                .toList();
    }

    private Rates bare(int seconds) throws IOException, InterruptedException {
        Mosquitto broker = workshop.mosquitto(false);
        String log = "bare-" + ++runs + ".log";
        Process process = workshop.start(
                HubProcess.java(
                        System.getProperty("java.class.path"),
                        BareConsumer.class.getName(),
                        List.of(broker.url(), "beacon/v1/+/telemetry")),
                log);
        Path printed = workshop.log(log);
        while (Files.size(printed) == 0) {
            Thread.sleep(20);
        }
        Rates rates = rates(broker, process.toHandle(), () -> lastMark(printed), seconds);
        Workshop.kill(process);
        broker.stop();
        return rates;
    }

    private static Mark lastMark(Path printed) throws IOException {
        String text = Files.readString(printed);
        String whole = text.substring(0, text.lastIndexOf('\n'));
        String[] parts = whole.substring(whole.lastIndexOf('\n') + 1).split(" ");
        return new Mark(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    private Rates hub(int seconds, List<String> more) throws IOException, InterruptedException {
        Mosquitto broker = workshop.mosquitto(false);
        List<String> options = new ArrayList<>(List.of("--broker", broker.url()));
        options.addAll(more);
        HubProcess hub = hub(options);
        Rates rates = rates(
                broker,
                hub.process().toHandle(),
                () -> {
                    long nanos = System.nanoTime();
                    return new Mark(nanos, hub.entries());
                },
                seconds);
        hub.stop();
        broker.stop();
        return rates;
    }

    private Rates rates(Mosquitto broker, ProcessHandle process, Consumer consumer, int seconds)
            throws IOException, InterruptedException {
        Load load = Load.start(LoadOptions.of("127.0.0.1", broker.port(), DEVICES));
        long none = consumer.mark().count();
        keepInStep(load, consumer, none, WARM_UP_MS);
        CpuTime cpu = CpuTime.of(
                Map.of("consumer", process, "broker", broker.process().toHandle()));
        Mark begin = consumer.mark();
        keepInStep(load, consumer, none, seconds * 1000);
        Mark end = consumer.mark();
        Map<String, Double> cores = cpu.cores();
        load.hold(false);
        Thread.sleep(seconds * 1000L);
        Mark flooded = consumer.mark();
        load.stop();
        Mark drainBegin = consumer.mark();
        Mark drained = drainBegin;
        long total = load.acknowledged() + none;
        while (drained.count() < total && drained.nanos() - drainBegin.nanos() < seconds * 1_000_000_000L) {
            Thread.sleep(100);
            drained = consumer.mark();
        }
        Report.progress("  sent %d, behind by %d when the load ended", load.sent(), total - drainBegin.count());
        double rate = end.rateSince(begin);
        return new Rates(
                rate,
                flooded.rateSince(end),
                drained.rateSince(drainBegin),
                cores.getOrDefault("cores_consumer", 0.0) / rate * 1e6,
                cores.getOrDefault("cores_broker", 0.0) / rate * 1e6);
    }

    /** Holds the load while much is queued up; what stays there keeps the consumer busy until the next look. */
    private static void keepInStep(Load load, Consumer consumer, long none, int ms)
            throws IOException, InterruptedException {
        for (int lookMs = 0; lookMs < ms; lookMs += LOOK_MS) {
            Thread.sleep(LOOK_MS);
            load.hold(load.acknowledged() + none - consumer.mark().count() > QUEUED_MAX);
        }
    }

    private void steady(
            String name, HubProcess hub, LoadOptions options, int seconds, Map<String, ProcessHandle> others)
            throws IOException, InterruptedException {
        Map<String, ProcessHandle> watched = new LinkedHashMap<>(others);
        watched.put("hub", hub.process().toHandle());
        watched.put("load", ProcessHandle.current());
        CpuTime cpu = CpuTime.of(watched);
        long before = hub.entries();
        Load load = Load.start(options);
        double lagMax = 0;
        for (int second = 0; second < seconds; second++) {
            Thread.sleep(1000);
            double lag = hub.metric("beacon_history_lag_seconds");
            lagMax = Math.max(lagMax, lag);
            if (second % 10 == 9) {
                Report.progress(
                        "%s: %d acknowledged to the load, %d in the journal, history %.1f s behind",
                        name, load.acknowledged(), hub.entries() - before, lag);
            }
        }
        report.figures(name + "_", cpu.cores());
        load.stop();
        double lag = hub.metric("beacon_history_lag_seconds");
        long behind = load.acknowledged() - (hub.entries() - before);
        Thread.sleep(SETTLE_MS);
        long missing = load.acknowledged() - (hub.entries() - before);
        double rate = load.acknowledged() / (double) seconds;
        report.figure(name + "_per_s", Report.rounded(rate, 0));
        report.figure(name + "_behind_at_end", behind);
        report.figure(name + "_missing_after_2_s", missing);
        report.figure(name + "_history_lag_s_at_end", Report.rounded(lag, 1));
        report.figure(name + "_history_lag_s_max", Report.rounded(lagMax, 1));
        report.target(name + ": the load reached its rate", rate >= options.rate() * 0.98);
        report.target(name + ": every message is in the journal 2 s after the end", missing <= 0);
        report.target(name + ": the history is less than 5 s behind", lag < LAG_S_MAX);
    }
}
