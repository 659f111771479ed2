package org.beaconhub.gateway.backtest;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.gateway.journal.JournalDamaged;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.backtest.AlarmName;
import org.beaconhub.rules.backtest.Backtest;
import org.beaconhub.rules.backtest.ChangedRules;
import org.beaconhub.rules.backtest.Comparison;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;

/** Feeds a journal to a backtest, from its beginning or from a snapshot that lies long enough before the time compared. */
public final class JournalBacktest {
    /** What comes before the time compared is run for so long, where a snapshot allows to begin so late: one day. */
    public static final long WARM_UP_MS = 86_400_000;

    private static final int READ_ENTRIES = 10_000;
    private static final Pattern ALARM_ID = Pattern.compile("A(\\d{1,18})-\\d{1,9}");

    private final JournalReader journal;
    private final Snapshots snapshots;
    private final long awayMs;
    private final LongConsumer progress;

    /**
     * One over a journal.
     *
     * @param awayMs what silence of it was a hub that was away, as {@link Backtest} says
     * @param progress told the entries done, now and then
     */
    public JournalBacktest(JournalReader journal, Snapshots snapshots, long awayMs, LongConsumer progress) {
        this.journal = journal;
        this.snapshots = snapshots;
        this.awayMs = awayMs;
        this.progress = progress;
    }

    private record Base(long seq, long hubTimeMs, String zone) {}

    /**
     * Compares.
     *
     * @param wanted the time to compare, told the site's time zone
     * @throws JournalDamaged where the journal cannot be read
     * @throws org.beaconhub.rules.backtest.RulesRejected where the rules do not fit the recorded site
     */
    public Comparison run(ChangedRules rules, Function<ZoneId, Backtest.Span> wanted) {
        try (ExecutorService beside = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("changed rules").daemon().factory())) {
            return run(rules, wanted, beside);
        }
    }

    /**
     * Compares as {@link #run(ChangedRules, Function)} does; the changed rules run where wanted, one batch of entries behind the
     * recorded ones at the most.
     *
     * @param beside runs one task at a time
     */
    public Comparison run(ChangedRules rules, Function<ZoneId, Backtest.Span> wanted, Executor beside) {
        List<Base> bases = bases();
        Backtest.Span span = wanted.apply(zone(bases));
        Optional<Base> base = chosen(bases, span);
        Backtest backtest =
                new Backtest(base.flatMap(each -> snapshots.load(each.seq())), rules, this::alarm, span, awayMs);
        CompletableFuture<Void> changed = CompletableFuture.completedFuture(null);
        long seq = base.map(Base::seq).orElse(0L);
        boolean goesOn = seq < journal.lastSeq();
        while (goesOn) {
            List<Entry> entries = journal.read(seq + 1, READ_ENTRIES);
            if (entries.isEmpty()) {
                throw new JournalDamaged("entry " + (seq + 1) + " is missing");
            }
            Backtest.Half half = backtest.recorded(entries);
            finish(changed);
            changed = CompletableFuture.runAsync(() -> backtest.changed(half), beside);
            seq = entries.getLast().seq();
            goesOn = !half.isLast() && seq < journal.lastSeq();
            progress.accept(seq);
        }
        finish(changed);
        return backtest.compare();
    }

    /** Waits until the changed rules have had their batch; what failed there fails here. */
    private static void finish(CompletableFuture<Void> changed) {
        try {
            changed.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** The snapshots that this version reads and the kept entries go on from, oldest first. */
    private List<Base> bases() {
        return snapshots.sequences().stream()
                .filter(seq -> seq >= journal.firstSeq() - 1 && seq < journal.lastSeq())
                .flatMap(seq -> snapshots.load(seq).stream())
                .flatMap(state -> base(state).stream())
                .toList();
    }

    private static Optional<Base> base(byte[] state) {
        try {
            Engine engine = Mind.restore(state).live();
            return Optional.of(
                    new Base(engine.seq(), engine.hubTimeMs(), engine.site().zone()));
        } catch (IllegalArgumentException e) { // of another version
            return Optional.empty();
        }
    }

    private Optional<Base> chosen(List<Base> bases, Backtest.Span span) {
        long latestMs = span.fromMs() == Long.MIN_VALUE ? Long.MIN_VALUE : span.fromMs() - WARM_UP_MS;
        Optional<Base> late = bases.reversed().stream()
                .filter(base -> base.hubTimeMs() <= latestMs)
                .findFirst();
        if (late.isPresent() || journal.firstSeq() == 1) {
            return late;
        }
        return Optional.of(bases.stream()
                .findFirst()
                .orElseThrow(() -> new JournalDamaged("the journal begins with entry " + journal.firstSeq()
                        + ", and no snapshot of this version tells what was before")));
    }

    private ZoneId zone(List<Base> bases) {
        return ZoneId.of(
                bases.stream().map(Base::zone).findFirst().or(this::firstZone).orElse("UTC"));
    }

    private Optional<String> firstZone() {
        return journal.read(journal.firstSeq(), READ_ENTRIES).stream()
                .map(Entry::fact)
                .filter(SiteChanged.class::isInstance)
                .map(fact -> Site.parse(((SiteChanged) fact).files()))
                .filter(Parsed.Valid.class::isInstance)
                .map(parsed -> ((Parsed.Valid) parsed).site().zone())
                .findFirst();
    }

    /** An alarm's id names the entry that raised it, and the journal keeps what was decided then. */
    private Optional<AlarmName> alarm(String id) {
        Matcher parts = ALARM_ID.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return journal.decisions(Long.parseLong(parts.group(1))).stream()
                .filter(AlarmMoved.class::isInstance)
                .map(decision -> ((AlarmMoved) decision).alarm())
                .filter(alarm -> alarm.id().equals(id))
                .map(alarm -> new AlarmName(alarm.rule(), alarm.subject()))
                .findFirst();
    }
}
