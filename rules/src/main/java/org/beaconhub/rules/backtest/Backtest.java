package org.beaconhub.rules.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.rulebook.Rule;

/**
 * Runs the facts of a journal through the recorded rules and through changed ones, in step, and compares. Both runs
 * have their own turns of time at the very moment that a timer is due, so the result depends on the facts alone.
 */
public final class Backtest {
    /**
     * A hub says something of itself at least once a minute; where a journal is silent for longer than this, in
     * milliseconds, the hub was not there, and timers that fell due meanwhile fire when it is back, as they did then.
     */
    public static final long AWAY_MS = 150_000;

    /** That of what no hub was away from, however long it is silent, as rows of a recording that are hours apart. */
    public static final long NEVER_AWAY_MS = Long.MAX_VALUE;

    private static final int WHY_NOTS_MAX = 20_000;

    private final ChangedRules rules;
    private final Span span;
    private final Run recorded;
    private final Run changed;
    private final Map<Spot, WhyNot> whyNots = new HashMap<>();
    private final List<Text> remarks = new ArrayList<>();
    private long entries;
    private long observations;
    private long firstMs = -1;
    private long lastMs;

    /**
     * The time to compare, hub time in milliseconds since 1970 UTC.
     *
     * @param fromMs its begin; {@link Long#MIN_VALUE} for all there is
     * @param toMs its end, which still counts; {@link Long#MAX_VALUE} for all there is
     */
    public record Span(long fromMs, long toMs) {
        /** All there is. */
        public static final Span ALL = new Span(Long.MIN_VALUE, Long.MAX_VALUE);

        /** Rejects an end before the begin. */
        public Span {
            if (toMs < fromMs) {
                throw new IllegalArgumentException("the time to compare ends (" + toMs + ") before it begins");
            }
        }
    }

    private record Spot(AlarmName name, long fromMs) {}

    /**
     * Begins with the state of the hub after an entry, or with none.
     *
     * @param snapshot the state; empty to begin with the journal's first entry
     * @param awayMs a silence of the journal that is longer was a hub that was away: {@link #AWAY_MS} or {@link #NEVER_AWAY_MS}
     * @throws RulesRejected where the changed rules do not fit the site of that state
     */
    public Backtest(Optional<byte[]> snapshot, ChangedRules rules, Recorded acts, Span span, long awayMs) {
        this.rules = rules;
        this.span = span;
        this.recorded = new Run(snapshot.map(Engine::restore).orElseGet(Engine::empty), acts, awayMs);
        this.changed = new Run(snapshot.map(Engine::restore).orElseGet(Engine::empty), acts, awayMs);
        Engine base = recorded.engine();
        lastMs = base.hubTimeMs();
        if (!base.siteFiles().isEmpty()) {
            long seq = base.seq();
            SiteChanged now = rules.in(new SiteChanged("backtest", base.siteFiles()));
            changed.take(new Entry(Math.max(1, seq), base.hubTimeMs(), now));
        }
    }

    /** What the recorded rules made of some entries of the journal. */
    public static final class Half {
        private final List<Entry> entries;
        /** The spells that began by each entry, or by a timer before it. */
        private final List<List<Run.Begun>> begun = new ArrayList<>();

        private final boolean last;

        private Half(List<Entry> entries, boolean last) {
            this.entries = entries;
            this.last = last;
        }

        /** Whether the time to compare ends among the entries; what follows need not be taken in. */
        public boolean isLast() {
            return last;
        }
    }

    /**
     * Takes in the next entries of the journal with the recorded rules. What comes of it is for {@link #changed}, batch by batch
     * in order; the two may work at the same time on two threads, and one engine's state stays near the processor for a whole
     * batch.
     */
    public Half recorded(List<Entry> batch) {
        List<Entry> within = within(batch);
        Half half = new Half(within, within.size() < batch.size());
        for (int i = 0; i < within.size(); i++) {
            Entry entry = within.get(i);
            count(entry, recorded);
            recorded.engine().expect(within, i);
            recorded.take(entry);
            half.begun.add(recorded.takeBegun());
            entries++;
            observations += entry.fact() instanceof Observation ? 1 : 0;
        }
        return half;
    }

    /**
     * Takes in the same entries with the changed rules.
     *
     * @throws RulesRejected where the changed rules do not fit a site that the journal tells of
     */
    public void changed(Half half) {
        for (int i = 0; i < half.entries.size(); i++) {
            Entry entry = half.entries.get(i);
            count(entry, changed);
            changed.engine().expect(half.entries, i);
            askBefore(entry.hubTimeMs(), half.begun.get(i));
            changed.take(changed(entry));
            askAfter(entry.hubTimeMs(), half.begun.get(i));
        }
        changed.takeBegun();
    }

    private List<Entry> within(List<Entry> batch) {
        if (!batch.isEmpty() && firstMs < 0) {
            firstMs = batch.getFirst().hubTimeMs();
        }
        int end = batch.size();
        while (end > 0 && batch.get(end - 1).hubTimeMs() > span.toMs()) {
            end--;
        }
        if (end > 0) {
            lastMs = batch.get(end - 1).hubTimeMs();
        }
        return batch.subList(0, end);
    }

    private void count(Entry entry, Run run) {
        if (entry.hubTimeMs() >= span.fromMs()) {
            run.count();
        }
    }

    private Entry changed(Entry entry) {
        return entry.fact() instanceof SiteChanged site
                ? new Entry(entry.seq(), entry.hubTimeMs(), rules.in(site))
                : entry;
    }

    /** Where the recorded rules raised by a timer before an entry, the changed ones are asked at that moment. */
    private void askBefore(long entryMs, List<Run.Begun> begun) {
        for (Run.Begun each : begun) {
            if (each.atMs() < entryMs) {
                changed.turnTo(each.atMs());
                ask(each);
            }
        }
    }

    private void askAfter(long entryMs, List<Run.Begun> begun) {
        for (Run.Begun each : begun) {
            if (each.atMs() >= entryMs) {
                ask(each);
            }
        }
    }

    private void ask(Run.Begun begun) {
        if (whyNots.size() < WHY_NOTS_MAX) {
            whyNots.put(new Spot(begun.name(), begun.atMs()), Reasons.whyNot(changed, begun.name()));
        }
    }

    /** How many observations were taken in so far. */
    public long observations() {
        return observations;
    }

    /** What differs, up to the last entry taken in. */
    public Comparison compare() {
        Pairing pairing =
                new Pairing(spell -> whyNots.getOrDefault(new Spot(name(spell), spell.fromMs()), Reasons.unknown()));
        Map<AlarmName, List<Spell>> before = recorded.spells().byName();
        Map<AlarmName, List<Spell>> after = changed.spells().byName();
        before.forEach((name, spells) -> pairing.pair(spells, after.getOrDefault(name, List.of())));
        after.forEach((name, spells) -> {
            if (!before.containsKey(name)) {
                pairing.pair(List.of(), spells);
            }
        });
        List<Difference> differences = pairing.differences().stream()
                .filter(this::counts)
                .sorted(Comparator.comparingLong(Difference::atMs)
                        .thenComparing(Difference::rule)
                        .thenComparing(Difference::subject))
                .toList();
        remark();
        Totals totals = new Totals(differences, recorded.engine().site().zone());
        return new Comparison(
                recorded.engine().site().name(),
                recorded.engine().site().zone(),
                Math.max(span.fromMs(), firstMs),
                Math.min(span.toMs(), lastMs),
                entries,
                observations,
                differences,
                totals.rules(),
                totals.days(),
                recorded.load(totals.told(Totals.Side.RECORDED), totals.hushed(Totals.Side.RECORDED)),
                changed.load(totals.told(Totals.Side.CHANGED), totals.hushed(Totals.Side.CHANGED)),
                remarks);
    }

    private static AlarmName name(Spell spell) {
        return new AlarmName(spell.rule(), spell.subject());
    }

    /** A difference counts where one of its spells begins in the time compared. */
    private boolean counts(Difference difference) {
        return switch (difference) {
            case Difference.Gained gained -> gained.changed().fromMs() >= span.fromMs();
            case Difference.Lost lost -> lost.recorded().fromMs() >= span.fromMs();
            case Difference.Kept kept ->
                Math.max(kept.recorded().fromMs(), kept.changed().fromMs()) >= span.fromMs();
        };
    }

    private void remark() {
        if (recorded.spells().truncated() || changed.spells().truncated()) {
            remarks.add(new Text(
                    "警情超过 " + Spells.SPELLS_MAX + " 次，其后未作比较",
                    "there were more than " + Spells.SPELLS_MAX + " alarms; what came after is not compared"));
        }
        if (recorded.stuck() || changed.stuck()) {
            remarks.add(new Text("有计时器未前进，已跳过", "a timer did not advance and was passed over"));
        }
        remarks.addAll(renamed(
                recorded.engine().site().rulebook().rules(),
                changed.engine().site().rulebook().rules()));
    }

    /** Alarms are told apart by the names of their rules: what has another name alone would pass for lost and gained. */
    private static List<Text> renamed(List<Rule> before, List<Rule> after) {
        return gone(before, after)
                .flatMap(
                        old -> gone(after, before)
                                .filter(each -> besidesName(each).equals(besidesName(old)))
                                .map(
                                        each -> new Text(
                                                "规则 " + old.name() + " 在新规则中名为 " + each.name() + "，别无不同：其警情记为减少，又记为新增",
                                                "rule '" + old.name() + "' is called '" + each.name()
                                                        + "' in the changed rules and is otherwise the same: its alarms are told as lost and as gained")))
                .toList();
    }

    private static Stream<Rule> gone(List<Rule> rules, List<Rule> others) {
        return rules.stream()
                .filter(rule -> others.stream().noneMatch(other -> other.name().equals(rule.name())));
    }

    private static String besidesName(Rule rule) {
        return rule.meaning().substring(rule.name().length());
    }
}
