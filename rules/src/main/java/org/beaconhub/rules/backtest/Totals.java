package org.beaconhub.rules.backtest;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds differences up: by rule, and by day. */
final class Totals {
    private final List<Difference> differences;
    private final ZoneId zone;

    /** Which set of rules. */
    enum Side {
        /** The recorded one. */
        RECORDED,
        /** The changed one. */
        CHANGED;

        /** What this set made of an alarm. */
        Optional<Spell> of(Difference difference) {
            return switch (difference) {
                case Difference.Gained gained -> this == CHANGED ? Optional.of(gained.changed()) : Optional.empty();
                case Difference.Lost lost -> this == RECORDED ? Optional.of(lost.recorded()) : Optional.empty();
                case Difference.Kept kept -> Optional.of(this == RECORDED ? kept.recorded() : kept.changed());
            };
        }
    }

    Totals(List<Difference> differences, String zone) {
        this.differences = differences;
        this.zone = ZoneId.of(zone);
    }

    List<Comparison.RuleTotal> rules() {
        Map<String, Map<Verdict, Long>> byRule = new TreeMap<>();
        for (Difference each : differences) {
            byRule.computeIfAbsent(each.rule(), rule -> new EnumMap<>(Verdict.class))
                    .merge(each.verdict(), 1L, Long::sum);
        }
        List<Comparison.RuleTotal> totals = new ArrayList<>();
        byRule.forEach((rule, verdicts) -> {
            long all = verdicts.values().stream().mapToLong(Long::longValue).sum();
            long gained = verdicts.getOrDefault(Verdict.GAINED, 0L);
            long lost = verdicts.getOrDefault(Verdict.LOST, 0L);
            totals.add(new Comparison.RuleTotal(rule, all - gained, all - lost, verdicts));
        });
        return totals;
    }

    List<Comparison.DayTotal> days() {
        Map<String, long[]> byDay = new TreeMap<>();
        for (Side side : Side.values()) {
            for (Difference each : differences) {
                side.of(each)
                        .filter(Spell::told)
                        .ifPresent(spell ->
                                byDay.computeIfAbsent(day(spell.fromMs()), day -> new long[2])[side.ordinal()]++);
            }
        }
        List<Comparison.DayTotal> totals = new ArrayList<>();
        byDay.forEach((day, counts) -> totals.add(new Comparison.DayTotal(day, counts[0], counts[1])));
        return totals;
    }

    private String day(long ms) {
        return Instant.ofEpochMilli(ms).atZone(zone).toLocalDate().toString();
    }

    /** How many alarms of a set called for attention. */
    long told(Side side) {
        return differences.stream()
                .flatMap(each -> side.of(each).stream())
                .filter(Spell::told)
                .count();
    }

    /** How many alarms of a set did not. */
    long hushed(Side side) {
        return differences.stream()
                .flatMap(each -> side.of(each).stream())
                .filter(spell -> !spell.told())
                .count();
    }
}
