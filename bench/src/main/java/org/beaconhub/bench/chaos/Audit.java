package org.beaconhub.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.gateway.run.Verifier;
import org.beaconhub.gateway.series.Charts;
import org.beaconhub.gateway.series.embedded.H2Store;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.testkit.InfluxServer;

/** Reads what a stopped hub has in its data folder and its history. */
public final class Audit {
    private static final int READ_ENTRIES = 10_000;
    private static final long NANOS_PER_MS = 1_000_000;
    private static final int REPEATS = 10;
    private static final int RETENTION_DAYS = 36_500;

    private final Ledger observed = new Ledger();
    private final Map<String, Integer> raised = new HashMap<>();
    private final Set<String> ordered = new HashSet<>();
    private long entries;

    private Audit() {}

    /** Reads a journal from its first entry to its last. */
    public static Audit of(MvJournal journal) {
        Audit audit = new Audit();
        long next = journal.firstSeq();
        while (next <= journal.lastSeq()) {
            List<Entry> read = journal.read(next, READ_ENTRIES);
            for (Entry entry : read) {
                audit.take(entry);
                journal.decisions(entry.seq()).forEach(audit::take);
            }
            next = read.getLast().seq() + 1;
        }
        return audit;
    }

    private void take(Entry entry) {
        entries++;
        if (entry.fact() instanceof Observation observation && observation.deviceSeq() >= 0) {
            observed.add(observation.device(), observation.deviceSeq());
        }
    }

    private void take(LiveDecision decision) {
        if (decision instanceof AlarmMoved moved
                && (moved.reason() == MoveReason.RAISED || moved.reason() == MoveReason.RAISED_AGAIN)) {
            raised.merge(moved.alarm().subject(), 1, Integer::sum);
        }
        if (decision instanceof NoticeOrdered notice) {
            ordered.add(notice.notice().id());
        }
    }

    /** Entries of the journal. */
    public long entries() {
        return entries;
    }

    /** Messages that it has. */
    public Ledger observed() {
        return observed;
    }

    /** Ids of all notices that were ordered. */
    public Set<String> ordered() {
        return Set.copyOf(ordered);
    }

    /** A sentence for each device whose alarm was not raised as often as it was hot. */
    public List<String> wronglyRaised(List<HotDevice> devices) {
        List<String> wrong = new ArrayList<>();
        for (HotDevice device : devices) {
            int times = raised.getOrDefault(device.id(), 0);
            if (times != device.excursions()) {
                wrong.add(device.id() + " was hot " + device.excursions() + " times and raised " + times);
            }
        }
        return wrong;
    }

    /** Runs the journal again and compares; why it does not fit, or empty. */
    public static String verify(MvJournal journal, Path snapshots) {
        return Verifier.verify(journal, new Snapshots(snapshots), done -> {})
                .mismatch()
                .map(Object::toString)
                .orElse("");
    }

    /** The messages of some devices that an InfluxDB has: their numbers are in the nanoseconds of their times. */
    public static Ledger history(InfluxServer influx, List<String> devices) throws IOException, InterruptedException {
        Ledger ledger = new Ledger();
        for (String device : devices) {
            String answer =
                    influx.ask("SELECT \"temperature\" FROM \"beacon\".\"autogen\".\"reading\" WHERE \"device\" = '"
                            + device + "'");
            answer.lines().skip(1).forEach(line -> ledger.add(device, number(Long.parseLong(line.split(",")[2]))));
        }
        return ledger;
    }

    /** The messages that the store within the hub has. */
    public static Ledger history(Path file) throws Charts.HistoryUnavailable {
        Ledger ledger = new Ledger();
        try (H2Store store = new H2Store(file, RETENTION_DAYS, new SystemClock())) {
            store.moments(Quantity.TEMPERATURE, (device, atNs) -> ledger.add(device, number(atNs)));
        }
        return ledger;
    }

    private static long number(long atNs) {
        return atNs % NANOS_PER_MS / REPEATS;
    }
}
