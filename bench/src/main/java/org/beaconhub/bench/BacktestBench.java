package org.beaconhub.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.beaconhub.bench.engine.Fleet;
import org.beaconhub.bench.rig.Options;
import org.beaconhub.bench.rig.Report;
import org.beaconhub.bench.rig.Workshop;
import org.beaconhub.gateway.backtest.JournalBacktest;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.gateway.journal.JournalOptions;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.backtest.Backtest;
import org.beaconhub.rules.backtest.ChangedRules;
import org.beaconhub.rules.backtest.Comparison;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.TimePassed;
import org.jspecify.annotations.Nullable;

/**
 * Measures a backtest over a journal of calm days that it makes itself: the example site's rules against the same with a
 * lower threshold, on one thread, by that thread's CPU time. Beside the whole, reading the journal alone and one engine
 * alone are measured, so that it shows where the time goes, and how long it takes on two threads. The best of the rounds counts.
 */
public final class BacktestBench {
    private static final double RATE_MIN = 1e6;
    private static final int READ_ENTRIES = 10_000;
    private static final int COMMIT_ENTRIES = 512;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Report report = new Report("backtest");
    private @Nullable Comparison compared;

    private BacktestBench() {}

    private interface Work {
        void run() throws IOException;
    }

    /** {@code ./dev bench backtest [--devices 1000] [--observations 1000000] [--rounds 5]}. */
    public static void main(String[] args) throws IOException, JournalFull {
        Options options = Options.read(
                "bench backtest",
                args,
                Map.of(
                        "devices", "so many devices (1000)",
                        "observations", "so many observations in the journal (1000000)",
                        "rounds", "so many times (5)"));
        System.exit(new BacktestBench().run(options));
    }

    private int run(Options options) throws IOException, JournalFull {
        int devices = options.number("devices", 1_000);
        int rounds = options.number("rounds", 5);
        Fleet fleet = Fleet.of(Path.of(System.getProperty("beacon.home", "."), "site"), devices);
        try (Workshop workshop = Workshop.open("backtest", false)) {
            Path folder = workshop.folder("journal");
            long observations = write(fleet, folder, options.number("observations", 1_000_000));
            Snapshots none = new Snapshots(workshop.folder("snapshots"));
            try (MvJournal journal = MvJournal.openToRead(folder)) {
                measure(journal, none, changed(fleet.site()), rounds, observations);
            }
        }
        return report.finish();
    }

    private static long write(Fleet fleet, Path folder, long wanted) throws JournalFull {
        Report.progress("writing %,d observations of %,d devices", wanted, fleet.size());
        long written = 0;
        try (MvJournal journal = MvJournal.open(folder, JournalOptions.STANDARD)) {
            journal.append(fleet.entry(fleet.site()));
            journal.commit();
            for (; written < wanted; written += COMMIT_ENTRIES) {
                for (Entry entry : fleet.next(COMMIT_ENTRIES)) {
                    journal.append(entry);
                }
                journal.commit();
            }
        }
        return written;
    }

    /** The site's rules, each smoke threshold a little lower. */
    private static ChangedRules changed(SiteChanged site) {
        return new ChangedRules(site.files().stream()
                .filter(file -> file.name().startsWith("rules/"))
                .map(file -> new SiteFile(file.name(), file.text().replace("smoke > 4 %/m", "smoke > 3.5 %/m")))
                .toList());
    }

    private void measure(MvJournal journal, Snapshots none, ChangedRules rules, int rounds, long observations)
            throws IOException {
        double read = best(rounds, () -> read(journal));
        double engine = best(rounds, () -> engine(journal));
        double whole = best(rounds, () -> compared = compare(journal, none, rules, Runnable::run));
        double inTurn = best(rounds, System::nanoTime, () -> compare(journal, none, rules, Runnable::run));
        double beside = best(
                rounds,
                System::nanoTime,
                () -> new JournalBacktest(journal, none, Backtest.AWAY_MS, seq -> {})
                        .run(rules, zone -> Backtest.Span.ALL));
        double rate = 1e9 * observations / whole;
        Comparison comparison = Objects.requireNonNull(compared);
        report.figure("observations", comparison.observations());
        report.figure("observations_per_cpu_second", Math.rint(rate));
        report.figure("ns_per_observation", Math.rint(whole / observations));
        report.figure("ns_reading_the_journal", Math.rint(read / observations));
        report.figure("ns_one_engine", Math.rint((engine - read) / observations));
        report.figure("seconds_on_one_thread", Report.rounded(inTurn / 1e9, 2));
        report.figure("seconds_on_two_threads", Report.rounded(beside / 1e9, 2));
        report.figure("reading_share", Report.rounded(read / whole, 2));
        report.figure("reading_alone_observations_per_cpu_second", Math.rint(1e9 * observations / read));
        report.figure("alarms_that_differ", comparison.differences().size());
        report.target("at least a million observations a second and core", rate >= RATE_MIN);
        report.target("all that was written was compared", comparison.observations() == observations);
    }

    private static Comparison compare(MvJournal journal, Snapshots none, ChangedRules rules, Executor beside) {
        return new JournalBacktest(journal, none, Backtest.AWAY_MS, seq -> {})
                .run(rules, zone -> Backtest.Span.ALL, beside);
    }

    /** The least CPU time of this thread in nanoseconds. */
    private double best(int rounds, Work work) throws IOException {
        return best(rounds, threads::getCurrentThreadCpuTime, work);
    }

    /** The least time by a clock. */
    private static double best(int rounds, LongSupplier clock, Work work) throws IOException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            long before = clock.getAsLong();
            work.run();
            best = Math.min(best, (double) (clock.getAsLong() - before));
        }
        return best;
    }

    private static void read(MvJournal journal) {
        for (long seq = 1; seq <= journal.lastSeq(); ) {
            List<Entry> entries = journal.read(seq, READ_ENTRIES);
            seq = entries.getLast().seq() + 1;
        }
    }

    private static void engine(MvJournal journal) {
        Engine engine = Engine.empty();
        for (long seq = 1; seq <= journal.lastSeq(); ) {
            List<Entry> entries = journal.read(seq, READ_ENTRIES);
            for (Entry entry : entries) {
                while (engine.isDue(entry.hubTimeMs())) {
                    long ms = Math.max(engine.nextTimerMs(), engine.hubTimeMs());
                    engine.apply(new Entry(engine.seq() + 1, ms, new TimePassed()));
                }
                engine.apply(new Entry(engine.seq() + 1, entry.hubTimeMs(), entry.fact()));
            }
            seq = entries.getLast().seq() + 1;
        }
    }
}
