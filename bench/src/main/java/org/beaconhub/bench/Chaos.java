package org.beaconhub.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.beaconhub.bench.chaos.Audit;
import org.beaconhub.bench.chaos.HotDevice;
import org.beaconhub.bench.chaos.Ledger;
import org.beaconhub.bench.rig.Brigade;
import org.beaconhub.bench.rig.HubProcess;
import org.beaconhub.bench.rig.Options;
import org.beaconhub.bench.rig.Report;
import org.beaconhub.bench.rig.SiteText;
import org.beaconhub.bench.rig.Workshop;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.series.Charts;
import org.beaconhub.sim.load.Load;
import org.beaconhub.sim.load.LoadOptions;
import org.beaconhub.sim.sink.Receiver;
import org.beaconhub.testkit.InfluxServer;
import org.beaconhub.testkit.Mosquitto;
import org.beaconhub.testkit.Server;

/**
 * Kills the hub at random moments, and now and then its broker, its history or its disk, while devices speak; then counts
 * what was lost, doubled or made up. The same seed gives the same faults at the same moments of the run.
 */
public final class Chaos {
    private static final int DEVICES = 50;
    private static final int HOT = 10;
    private static final int DISK_MIB = 512;
    private static final int OTHER_FAULT_EVERY = 4;
    private static final int KILL_MS_MIN = 200;
    private static final int KILL_MS_MAX = 3000;
    private static final int FULL_MS = 3000;
    private static final int AWAY_MS = 1500;
    private static final int STARTS_MAX = 30;
    private static final int SHOWN = 10;

    private final Workshop workshop;
    private final Options options;
    private final Random random;
    private final Report report = new Report("chaos");
    private final Set<String> acted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger repeats = new AtomicInteger();
    private final AtomicInteger actedTwice = new AtomicInteger();
    private final List<HotDevice> hot = new ArrayList<>();
    private final boolean ownDisk;
    private final Path data;
    private final Mosquitto broker;
    private final Optional<InfluxServer> influx;
    private final List<String> hubOptions = new ArrayList<>();
    private final Path site;
    private HubProcess hub;
    private int failedStarts;

    private Chaos(Workshop workshop, Options options, Random random, Brigade brigade)
            throws IOException, InterruptedException {
        this.workshop = workshop;
        this.options = options;
        this.random = random;
        this.ownDisk = "root".equals(System.getProperty("user.name")) && !options.has("no-disk");
        this.data = ownDisk ? workshop.disk("data", DISK_MIB) : workshop.folder("data");
        this.broker = workshop.mosquitto(true);
        boolean withInflux = options.text("history", "influx").equals("influx")
                && Server.INFLUXDB.find().isPresent();
        this.influx = withInflux ? Optional.of(workshop.influx()) : Optional.empty();
        this.site = SiteText.write(workshop.folder("site"), ids("load-", DEVICES), ids("hot-", HOT), brigade.port());
        hubOptions.addAll(
                List.of("--broker", broker.url(), "--secrets", brigade.secrets().toString()));
        hubOptions.addAll(List.of("--reserve-mib", "1"));
        influx.ifPresent(server ->
                hubOptions.addAll(List.of("--influx", server.url().toString(), "--influx-v1", "beacon/autogen")));
        this.hub = HubProcess.start(workshop, site, data, hubOptions);
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException, Charts.HistoryUnavailable {
        Options options = Options.read(
                "chaos",
                args,
                Map.of(
                        "kills", "how often the hub is killed (50)",
                        "seed", "what comes when; printed where not given",
                        "rate", "messages a second (500)",
                        "history", "influx, or anything else for the store within the hub",
                        "no-disk", "leaves the full disk out",
                        "peace", "seconds without a fault at the end (20)",
                        "keep", "leave the run's files for inspection"));
        int seed = options.number("seed", new Random().nextInt(1_000_000));
        Report.progress("seed %d; again: ./dev chaos --kills %d --seed %d", seed, options.number("kills", 50), seed);
        int code;
        Acts acts = new Acts();
        try (Workshop workshop = Workshop.open("chaos", options.has("keep"));
                Brigade brigade = Brigade.start(workshop, acts::received)) {
            Chaos chaos = new Chaos(workshop, options, new Random(seed), brigade);
            acts.chaos = Optional.of(chaos);
            chaos.report.figure("seed", seed);
            code = chaos.run();
        }
        System.exit(code);
    }

    /** The receiver is there before the hub that speaks to it. */
    private static final class Acts {
        private volatile Optional<Chaos> chaos = Optional.empty();

        private void received(Receiver.Notice notice) {
            chaos.ifPresent(each -> each.received(notice));
        }
    }

    private void received(Receiver.Notice notice) {
        if (!notice.first()) {
            repeats.incrementAndGet();
        } else if (!acted.add(notice.id())) {
            actedTwice.incrementAndGet();
        }
    }

    private int run() throws IOException, InterruptedException, Charts.HistoryUnavailable {
        Path ledger = workshop.log("ledger.csv");
        Load load = Load.start(LoadOptions.of("127.0.0.1", broker.port(), DEVICES)
                .at(options.number("rate", 500))
                .keeping(ledger));
        for (String id : ids("hot-", HOT)) {
            hot.add(HotDevice.start(broker, id, random.nextLong()));
        }
        int kills = options.number("kills", 50);
        for (int i = 1; i <= kills; i++) {
            fault(i);
            Report.progress(
                    "%d of %d; %d messages acknowledged, %d notices acted on",
                    i, kills, load.acknowledged(), acted.size());
        }
        awaitHub();
        Thread.sleep(options.number("peace", 20) * 1000L);
        for (HotDevice device : hot) {
            device.stop();
        }
        load.stop();
        settle();
        hub.stop();
        report.figure("kills", kills);
        report.figure("failed_starts", failedStarts);
        report.figure(
                "publisher_retries", hot.stream().mapToInt(HotDevice::retries).sum());
        audit(Ledger.read(ledger));
        return report.finish();
    }

    private void fault(int number) throws IOException, InterruptedException {
        if (number % OTHER_FAULT_EVERY != 0) {
            killHub();
            return;
        }
        awaitHub();
        switch (number / OTHER_FAULT_EVERY % 3) {
            case 1 -> {
                Report.progress("the broker ends and starts again");
                broker.stop();
                Thread.sleep(random.nextInt(AWAY_MS));
                broker.startAgain();
            }
            case 2 -> {
                if (influx.isPresent()) {
                    Report.progress("InfluxDB is killed and starts again");
                    influx.get().kill();
                    Thread.sleep(random.nextInt(2 * AWAY_MS));
                    influx.get().start();
                }
            }
            default -> fillDisk();
        }
        killHub();
    }

    /** Some kills come before the hub is ready. */
    private void killHub() throws IOException, InterruptedException {
        boolean early = random.nextInt(5) == 0;
        if (!early) {
            awaitHub();
        }
        Thread.sleep(random.nextInt(KILL_MS_MIN, KILL_MS_MAX));
        hub.kill();
        hub = HubProcess.launch(workshop, site, data, hubOptions);
    }

    /** A hub that could not start is started again, as a supervisor does. */
    private void awaitHub() throws IOException, InterruptedException {
        for (int start = 0; start < STARTS_MAX; start++) {
            try {
                hub.awaitReady();
                return;
            } catch (IOException e) {
                if (hub.process().isAlive()) {
                    throw e;
                }
                failedStarts++;
                Report.progress(
                        "the hub did not start: %s",
                        String.valueOf(e.getMessage()).strip());
                Thread.sleep(500);
                hub = HubProcess.launch(workshop, site, data, hubOptions);
            }
        }
        throw new IOException("the hub does not start any more");
    }

    private void fillDisk() throws IOException, InterruptedException {
        if (!ownDisk) {
            return;
        }
        boolean kill = random.nextBoolean();
        Report.progress("the disk is full for %d ms%s", FULL_MS, kill ? ", and the hub is killed meanwhile" : "");
        Path ballast = data.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[64 << 10];
            for (int i = 0; i < DISK_MIB << 4; i++) {
                out.write(block);
            }
        } catch (IOException e) {
            Report.progress("  %s", String.valueOf(e.getMessage()));
        }
        if (kill) {
            Thread.sleep(FULL_MS / 3);
            hub.kill();
            hub = HubProcess.launch(workshop, site, data, hubOptions);
        }
        Thread.sleep(FULL_MS);
        Files.delete(ballast);
    }

    /** Waits until nothing waits any more: not at the broker, not for the receiver, not for the history. */
    private void settle() throws IOException, InterruptedException {
        hub.awaitBroker();
        long entries = -1;
        for (int second = 0; second < 90; second++) {
            Thread.sleep(3000);
            long now = (long) hub.metric("beacon_messages_total");
            double pending = hub.metric("beacon_notices_pending");
            double lag = hub.metric("beacon_history_lag_seconds");
            if (now == entries && pending == 0 && lag < 1) {
                return;
            }
            Report.progress("settling: %d messages, %.0f notices pending, history %.1f s behind", now, pending, lag);
            entries = now;
        }
        report.target("everything settles", false);
    }

    private void audit(Ledger promised) throws IOException, InterruptedException, Charts.HistoryUnavailable {
        report.figure("acknowledged", promised.size());
        report.figure("excursions", hot.stream().mapToInt(HotDevice::excursions).sum());
        report.figure("notices_acted_on", acted.size());
        report.figure("notices_sent_again", repeats.get());
        Ledger history = influx.isPresent()
                ? Audit.history(influx.get(), promised.devices())
                : Audit.history(data.resolve("history").resolve("readings"));
        nothing("acknowledged and not in the history", promised.without(history));
        try (MvJournal journal = MvJournal.openToRead(data.resolve("journal"))) {
            Audit audit = Audit.of(journal);
            report.figure("entries", audit.entries());
            nothing("acknowledged and not in the journal", promised.without(audit.observed()));
            nothing("alarms not raised once for each excursion", audit.wronglyRaised(hot));
            nothing("notices ordered and not acted on", missing(audit.ordered(), acted));
            nothing("notices acted on that nobody ordered", missing(acted, audit.ordered()));
            report.target("no notice was acted on twice", actedTwice.get() == 0);
            String mismatch = Audit.verify(journal, data.resolve("snapshots"));
            report.target("the journal replays the same " + mismatch, mismatch.isEmpty());
        }
    }

    private static Collection<String> missing(Set<String> wanted, Set<String> there) {
        Set<String> missing = new HashSet<>(wanted);
        missing.removeAll(there);
        return missing;
    }

    private void nothing(String what, Collection<String> found) {
        found.stream().sorted().limit(SHOWN).forEach(each -> Report.progress("    %s: %s", what, each));
        report.figure(what.replace(' ', '_'), found.size());
        report.target("nothing " + what, found.isEmpty());
    }
}
