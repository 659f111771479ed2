package org.beaconhub.rules.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Finds which spells of two runs are the same event: of the same rule and subject, each with one of the other run at
 * the most, where they overlap or begin within {@value #NEAR_MS} ms of one another.
 */
final class Pairing {
    /** Ten minutes: a spell that was over by then is another event. */
    static final long NEAR_MS = 600_000;

    private final Function<Spell, WhyNot> whyNot;
    private final List<Difference> differences = new ArrayList<>();

    Pairing(Function<Spell, WhyNot> whyNot) {
        this.whyNot = whyNot;
    }

    /** Pairs the spells about one thing, each list in order of time. */
    void pair(List<Spell> recorded, List<Spell> changed) {
        int at = 0;
        int other = 0;
        while (at < recorded.size() || other < changed.size()) {
            if (at == recorded.size()) {
                differences.add(new Difference.Gained(changed.get(other++)));
            } else if (other == changed.size()) {
                differences.add(lost(recorded.get(at++)));
            } else if (same(recorded.get(at), changed.get(other))
                    && !closer(recorded, at + 1, changed.get(other), recorded.get(at))
                    && !closer(changed, other + 1, recorded.get(at), changed.get(other))) {
                differences.add(kept(recorded.get(at++), changed.get(other++)));
            } else if (recorded.get(at).fromMs() < changed.get(other).fromMs()) {
                differences.add(lost(recorded.get(at++)));
            } else {
                differences.add(new Difference.Gained(changed.get(other++)));
            }
        }
    }

    private static boolean same(Spell recorded, Spell changed) {
        return recorded.overlaps(changed) || Math.abs(recorded.fromMs() - changed.fromMs()) <= NEAR_MS;
    }

    /** Whether the next in a list begins closer to a spell than the one before does. */
    private static boolean closer(List<Spell> spells, int next, Spell to, Spell than) {
        return next < spells.size()
                && Math.abs(spells.get(next).fromMs() - to.fromMs()) < Math.abs(than.fromMs() - to.fromMs());
    }

    private Difference lost(Spell spell) {
        return new Difference.Lost(spell, whyNot.apply(spell));
    }

    private Difference kept(Spell recorded, Spell changed) {
        boolean later = changed.fromMs() > recorded.fromMs();
        return new Difference.Kept(recorded, changed, later ? List.of(whyNot.apply(recorded)) : List.of());
    }

    List<Difference> differences() {
        return differences;
    }
}
