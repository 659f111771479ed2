package org.beaconhub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.beaconhub.bench.rig.HubProcess;
import org.beaconhub.bench.rig.Options;
import org.beaconhub.bench.rig.Report;
import org.beaconhub.bench.rig.SiteText;
import org.beaconhub.bench.rig.Workshop;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.journal.JournalOptions;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.gateway.run.Loop;
import org.beaconhub.gateway.run.LoopOptions;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.sim.load.Load;
import org.beaconhub.sim.load.LoadOptions;
import org.beaconhub.testkit.Mosquitto;

/** How long a hub takes to be ready, what memory and disk it takes, and how long it takes to go on after a crash. */
public final class StartBench {
    private static final int STARTS = 3;
    private static final int FEW = 20;
    private static final int MANY = 10_000;
    private static final int ENTRIES = 1_000_000;
    private static final int SLOW_PER_MS = 1;

    private final Workshop workshop;
    private final Report report = new Report("start");
    private final Mosquitto broker;

    private StartBench(Workshop workshop) throws IOException, InterruptedException {
        this.workshop = workshop;
        this.broker = workshop.mosquitto(false);
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = Options.read(
                "start",
                args,
                Map.of(
                        "entries", "entries of the journal to recover",
                        "slow-seconds", "length of the slow journal in seconds (60)",
                        "keep", "leave the run's files for inspection"));
        int code;
        try (Workshop workshop = Workshop.open("start", options.has("keep"))) {
            StartBench bench = new StartBench(workshop);
            bench.starts();
            bench.many();
            bench.journal(options.number("entries", ENTRIES));
            bench.slowJournal(options.number("slow-seconds", 60));
            code = bench.report.finish();
        }
        System.exit(code);
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "load-" + i).toList();
    }

    private double start(Path site, Path data) throws IOException, InterruptedException {
        HubProcess hub = HubProcess.launch(workshop, site, data, List.of("--broker", broker.url()));
        double ms = hub.awaitReady();
        hub.stop();
        return ms;
    }

    private void starts() throws IOException, InterruptedException {
        Path site = SiteText.write(workshop.folder("few"), ids(FEW), List.of(), 0);
        List<Double> fresh = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            fresh.add(start(site, workshop.folder("fresh-" + i)));
        }
        report.figure("fresh_to_ready_ms", Report.rounded(Report.median(fresh), 0));
        report.target("ready within a minute", Report.median(fresh) < 60_000);
    }

    private void many() throws IOException, InterruptedException {
        Path site = SiteText.write(workshop.folder("many"), ids(MANY), List.of(), 0);
        Path data = workshop.folder("many-data");
        HubProcess hub = HubProcess.launch(workshop, site, data, List.of("--broker", broker.url()));
        report.figure("fresh_to_ready_10000_devices_ms", Report.rounded(hub.awaitReady(), 0));
        hub.awaitBroker();
        Load load = Load.start(LoadOptions.of("127.0.0.1", broker.port(), MANY).at(2000));
        while (load.acknowledged() < 2L * MANY) {
            Thread.sleep(100);
        }
        load.stop();
        while (hub.metric("beacon_history_lag_seconds") > 0) {
            Thread.sleep(200);
        }
        report.figure("rss_10000_devices_mib", Report.rounded(hub.rssMib(), 0));
        report.figure("heap_live_10000_devices_mib", Report.rounded(hub.liveHeapMib(), 0));
        hub.stop();
        List<Double> again = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            again.add(start(site, data));
        }
        report.figure("again_to_ready_10000_devices_ms", Report.rounded(Report.median(again), 0));
    }

    private static LoopOptions withoutSnapshots() {
        LoopOptions standard = LoopOptions.STANDARD;
        return new LoopOptions(
                standard.inboxPutsMax(),
                standard.batchEntriesMax(),
                standard.commitSpacingMs(),
                Long.MAX_VALUE,
                standard.reserveBytes(),
                standard.keepMs());
    }

    /** A loop over a journal, with the site of 20 devices in it. */
    private record Running(MvJournal journal, Loop loop) implements AutoCloseable {
        static Running open(Path folder) {
            MvJournal journal = MvJournal.open(folder.resolve("journal"), JournalOptions.STANDARD);
            Snapshots snapshots = new Snapshots(folder.resolve("snapshots"));
            return new Running(journal, Loop.start(journal, snapshots, new SystemClock(), withoutSnapshots(), () -> 0));
        }

        void put(long number) throws InterruptedException {
            long nowMs = System.currentTimeMillis();
            loop.inbox()
                    .put(
                            List.of(new Observation(
                                    "load-" + number % FEW,
                                    nowMs,
                                    Observation.TimeSource.DEVICE,
                                    number / FEW,
                                    List.of(
                                            new Measurement(Quantity.TEMPERATURE, 21 + number % 10 / 10.0),
                                            new Measurement(Quantity.SMOKE, 0.05)))),
                            seq -> {});
        }

        void awaitEntries(long count) throws InterruptedException {
            while (journal.lastSeq() < count) {
                journal.awaitBeyond(count - 1, 1000);
            }
        }

        @Override
        public void close() {
            loop.close();
            journal.close();
        }
    }

    private Running withSite(Path folder) throws IOException, InterruptedException {
        List<SiteFile> files = new ArrayList<>();
        Path site = workshop.folder("few");
        for (String name : List.of("site.yaml", "types.yaml", "devices.yaml", "channels.yaml", "rules/bench.yaml")) {
            files.add(new SiteFile(name, Files.readString(site.resolve(name))));
        }
        Running running = Running.open(folder);
        running.loop().inbox().putFirst(List.of(new SiteChanged("bench", files)), seq -> {});
        running.awaitEntries(1);
        return running;
    }

    private void journal(int entries) throws IOException, InterruptedException {
        Path folder = workshop.folder("journal");
        long beginNs = System.nanoTime();
        try (Running running = withSite(folder)) {
            for (int i = 0; i < entries; i++) {
                running.put(i);
            }
            running.awaitEntries(entries);
            report.figure("journal_entries_per_s", Math.round(entries / ((System.nanoTime() - beginNs) / 1e9)));
        }
        report.figure("bytes_per_entry_groups_of_512", Report.rounded(bytes(folder) / (double) entries, 1));
        report.figure("recovery_with_snapshot_ms", recovery(folder));
        Workshop.delete(folder.resolve("snapshots"));
        double ms = recovery(folder);
        report.figure("recovery_without_snapshot_ms_per_million", Report.rounded(ms * 1e6 / entries, 0));
    }

    private static double recovery(Path folder) {
        long beginNs = System.nanoTime();
        try (Running _ = Running.open(folder)) {
            return Report.rounded((System.nanoTime() - beginNs) / 1e6, 0);
        }
    }

    /** A quiet site commits small groups, which cost more of the disk for each entry. */
    private void slowJournal(int seconds) throws IOException, InterruptedException {
        Path folder = workshop.folder("slow");
        int entries = seconds * 1000 * SLOW_PER_MS;
        try (Running running = withSite(folder)) {
            for (int i = 0; i < entries; i += SLOW_PER_MS) {
                running.put(i);
                Thread.sleep(1);
            }
            running.awaitEntries(entries);
        }
        report.figure("bytes_per_entry_at_1000_per_s", Report.rounded(bytes(folder) / (double) entries, 1));
    }

    private static long bytes(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("journal"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
