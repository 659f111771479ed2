package org.beaconhub.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.beaconhub.bench.engine.EngineHold;
import org.beaconhub.bench.engine.Fleet;
import org.beaconhub.bench.engine.HoldMachine;
import org.beaconhub.bench.peers.EsperHold;
import org.beaconhub.bench.peers.HoldPeer;
import org.beaconhub.bench.peers.SiddhiHold;
import org.beaconhub.bench.rig.Options;
import org.beaconhub.bench.rig.Report;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.SiteChanged;

/**
 * Measures the rule engine alone, on one thread, by that thread's CPU time, so that neighbours on the machine count
 * for little. (a) One rule, a hold with hysteresis, against a machine written by hand for it. (b) The whole rule mix
 * of the example site, few devices and many. The best of the rounds counts: the others were disturbed.
 */
public final class RulesBench {
    private static final int ROUNDS = 12;
    private static final double MIX_RATE_MIN = 3e6;
    private static final double STATE_BYTES_MAX = 300;
    private static final double SPREAD_MAX = 0.15;
    private static final double SHARE_AIM = 0.2;
    private static final double TIMES_PEER_MIN = 20;
    /** Peers are slow: they run in each so many-th round. */
    private static final int PEER_EACH = 4;

    /** So many observations are made at a time, as a batch of the hub's: they are in the cache when they are taken in. */
    private static final int CHUNK = 500;

    /** Then what a rule of the example site waits for when a device begins to speak has been: most wait for 10 min. */
    private static final long WARM_UP_MS = 15 * 60_000;

    /** Then the longest window of the example site has filled. */
    private static final long DAY_MS = 24 * 60 * 60_000L;

    /** More devices say too much in a day to wait for it. */
    private static final int DAY_DEVICES_MAX = 5_000;

    private static final int HOLD_DEVICES = 1_000;
    private static final int HOLD_EVENTS = 1_000_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Report report = new Report("rules");
    private long expected;

    private RulesBench() {}

    /** {@code ./dev bench rules [--small 1000] [--large 100000]}. */
    public static void main(String[] args) throws IOException {
        Options options = Options.read(
                "bench rules",
                args,
                Map.of(
                        "small", "so many devices in the small mix (1000)",
                        "large", "so many in the large one (100000)"));
        System.exit(new RulesBench().run(options));
    }

    private int run(Options options) throws IOException {
        hold();
        double small = mix("small", options.number("small", 1_000));
        double large = mix("large", options.number("large", 100_000));
        report.figure("mix_spread_share", Report.rounded(Math.abs(large - small) / small, 3));
        report.target(
                "at least 3 million observations a second, few devices and many",
                Math.min(small, large) >= MIX_RATE_MIN);
        report.target("the cost is the same within 15 %", Math.abs(large - small) / small <= SPREAD_MAX);
        return report.finish();
    }

    /** What a round costs. */
    private record Cost(long cpuNs, long bytes) {}

    private Cost apply(Engine engine, List<Entry> entries) {
        long cpuNs = threads.getCurrentThreadCpuTime();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < entries.size(); i++) {
            engine.expect(entries, i);
            engine.apply(entries.get(i));
        }
        return new Cost(threads.getCurrentThreadCpuTime() - cpuNs, threads.getCurrentThreadAllocatedBytes() - bytes);
    }

    private Cost apply(Engine engine, Fleet fleet, int chunks) {
        long cpuNs = 0;
        long bytes = 0;
        for (int i = 0; i < chunks; i++) {
            Cost cost = apply(engine, List.of(fleet.next(CHUNK)));
            cpuNs += cost.cpuNs();
            bytes += cost.bytes();
        }
        return new Cost(cpuNs, bytes);
    }

    /** Lets the fleet speak until the rules' waits are over; observations a second meanwhile. */
    private double warm(Engine engine, Fleet fleet) {
        long fromMs = engine.hubTimeMs();
        long chunks = 0;
        long cpuNs = 0;
        for (; engine.hubTimeMs() - fromMs < WARM_UP_MS; chunks++) {
            cpuNs += apply(engine, fleet, 1).cpuNs();
        }
        return 1e9 * chunks * CHUNK / cpuNs;
    }

    private double mix(String name, int devices) throws IOException {
        Report.progress("%s: the rule mix of the example site at %,d devices", name, devices);
        Fleet fleet = Fleet.of(Path.of(System.getProperty("beacon.home", "."), "site"), devices);
        long heapBefore = heap();
        Engine engine = fleet.engine();
        int chunks = Math.max(100_000, fleet.size()) / CHUNK;
        report.figure(name + "_warming_observations_per_cpu_second", Math.rint(warm(engine, fleet)));
        double best = 0;
        double bytesLeast = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            Cost cost = apply(engine, fleet, chunks);
            best = Math.max(best, 1e9 * chunks * CHUNK / cost.cpuNs());
            bytesLeast = Math.min(bytesLeast, (double) cost.bytes() / chunks / CHUNK);
        }
        double state = state(engine, fleet);
        report.figure(name + "_observations_per_cpu_second", Math.rint(best));
        report.figure(name + "_allocated_bytes_per_observation", Report.rounded(bytesLeast, 2));
        report.figure(name + "_state_bytes_per_device", Math.rint(state));
        report.figure(name + "_heap_bytes_per_device", Math.rint((heap() - heapBefore) / (double) fleet.size()));
        report.target(name + ": at most 300 bytes of state a device", state <= STATE_BYTES_MAX);
        if (devices <= DAY_DEVICES_MAX) {
            stateAfterADay(name, engine, fleet);
        }
        report.target(name + ": the steady state allocates nothing", bytesLeast < 1);
        report.target(
                name + ": a calm day raises nothing", engine.view().alarms().isEmpty());
        return best;
    }

    private void stateAfterADay(String name, Engine engine, Fleet fleet) {
        long fromMs = engine.hubTimeMs();
        while (engine.hubTimeMs() - fromMs < DAY_MS) {
            apply(engine, fleet, 1);
        }
        double state = state(engine, fleet);
        report.figure(name + "_state_bytes_per_device_after_a_day", Math.rint(state));
        report.target(name + ": at most 300 bytes of state a device after a day", state <= STATE_BYTES_MAX);
    }

    /** Bytes of a device in the snapshot. */
    private static double state(Engine engine, Fleet fleet) {
        return (engine.snapshot().length - textLength(fleet.site())) / (double) fleet.size();
    }

    private static long textLength(SiteChanged site) {
        return site.files().stream()
                .mapToLong(file -> file.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .sum();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void hold() {
        Report.progress("hold: one rule with hysteresis, %,d devices, %,d events", HOLD_DEVICES, HOLD_EVENTS);
        double hand = 0;
        double engine = 0;
        double esper = 0;
        double siddhi = 0;
        for (int i = 0; i < ROUNDS; i++) {
            hand = Math.max(hand, handRate());
            engine = Math.max(engine, rate(() -> new EngineHold(HOLD_DEVICES)));
            if (i % PEER_EACH == 0) {
                esper = Math.max(esper, rate(EsperHold::new));
                siddhi = Math.max(siddhi, rate(SiddhiHold::new));
            }
        }
        report.figure("hold_by_hand_events_per_cpu_second", Math.rint(hand));
        report.figure("hold_engine_events_per_cpu_second", Math.rint(engine));
        report.figure("hold_esper_events_per_cpu_second", Math.rint(esper));
        report.figure("hold_siddhi_events_per_cpu_second", Math.rint(siddhi));
        report.figure("hold_share_of_by_hand", Report.rounded(engine / hand, 3));
        report.figure("hold_times_the_faster_peer", Report.rounded(engine / Math.max(esper, siddhi), 1));
        report.target("20 times the faster peer", engine >= TIMES_PEER_MIN * Math.max(esper, siddhi));
        report.target("a fifth of what is written by hand", engine / hand >= SHARE_AIM);
    }

    /** 50 to 70 °C in slow swings, each device at another place of its swing: a second between events. */
    private static double value(int event) {
        int device = event % HOLD_DEVICES;
        int second = event / HOLD_DEVICES;
        return 60 + 10 * Math.sin((second + device) / 40.0);
    }

    private double handRate() {
        HoldMachine machine = new HoldMachine(HOLD_DEVICES, 60, 55, 30_000);
        double[] values =
                IntStream.range(0, HOLD_EVENTS).mapToDouble(RulesBench::value).toArray();
        long cpuNs = threads.getCurrentThreadCpuTime();
        for (int event = 0; event < HOLD_EVENTS; event++) {
            machine.observe(event % HOLD_DEVICES, event / HOLD_DEVICES * 1000L, values[event]);
        }
        long took = threads.getCurrentThreadCpuTime() - cpuNs;
        sameAlarms("the machine written by hand", machine.alarms());
        return 1e9 * HOLD_EVENTS / took;
    }

    /** Whoever finds other alarms runs another rule. */
    private void sameAlarms(String who, long alarms) {
        if (alarms == 0 || expected != 0 && alarms != expected) {
            throw new IllegalStateException(who + " raised " + alarms + " alarms where " + expected + " are right");
        }
        expected = alarms;
    }

    private double rate(Supplier<HoldPeer> maker) {
        double[] values =
                IntStream.range(0, HOLD_EVENTS).mapToDouble(RulesBench::value).toArray();
        try (HoldPeer peer = maker.get()) {
            String[] names = IntStream.range(0, HOLD_DEVICES)
                    .mapToObj(device -> peer.own("d" + device))
                    .toArray(String[]::new);
            long cpuNs = threads.getCurrentThreadCpuTime();
            for (int event = 0; event < HOLD_EVENTS; event++) {
                peer.observe(names[event % HOLD_DEVICES], event / HOLD_DEVICES * 1000L, values[event]);
            }
            long took = threads.getCurrentThreadCpuTime() - cpuNs;
            sameAlarms(peer.getClass().getSimpleName(), peer.alarms());
            return 1e9 * HOLD_EVENTS / took;
        }
    }
}
