package org.beaconhub.gateway.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.beaconhub.rules.backtest.Comparison;
import org.beaconhub.rules.backtest.Comparison.DayTotal;
import org.beaconhub.rules.backtest.Load;

/** The figures of both sets of rules side by side, as the rows of a table. */
final class Summary {
    private final Comparison comparison;
    private final Language language;
    private final List<Row> rows = new ArrayList<>();

    /**
     * One figure.
     *
     * @param name what it is
     * @param recorded by the recorded rules
     * @param changed by the changed rules
     */
    record Row(String name, String recorded, String changed) {}

    private Summary(Comparison comparison, Language language) {
        this.comparison = comparison;
        this.language = language;
    }

    static List<Row> of(Comparison comparison, Language language) {
        Summary summary = new Summary(comparison, language);
        summary.fill();
        return summary.rows;
    }

    private void fill() {
        row(language.of("警情", "alarms"), Load::alarms);
        double days = Math.max(1, Math.ceil((comparison.toMs() - comparison.fromMs()) / 86_400_000.0));
        rows.add(new Row(
                language.of("每日警情，平均", "alarms a day, on average"),
                average(comparison.recorded().alarms() / days),
                average(comparison.changed().alarms() / days)));
        rows.add(new Row(
                language.of("每日警情，最多", "alarms a day, at the most"),
                most(DayTotal::recorded),
                most(DayTotal::changed)));
        row(language.of("被抑制或停用的警情", "alarms that were hushed"), Load::hushed);
        TreeSet<String> channels = new TreeSet<>(comparison.recorded().notices().keySet());
        channels.addAll(comparison.changed().notices().keySet());
        channels.forEach(channel -> row(
                language.of("通知：" + channel, "notices: " + channel),
                load -> load.notices().getOrDefault(channel, 0L)));
        row(language.of("警情洪泛次数", "alarm floods"), Load::floods);
        row(language.of("人员操作，已执行", "acts of people carried out"), Load::acts);
        row(language.of("人员操作，无对应警情", "acts that found no alarm"), Load::actsWithoutAlarm);
        row(language.of("人员操作，被拒绝", "acts that were refused"), Load::actsRefused);
    }

    private static String average(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private String most(ToLongFunction<DayTotal> side) {
        return language.number(comparison.days().stream().mapToLong(side).max().orElse(0));
    }

    private void row(String name, ToLongFunction<Load> figure) {
        rows.add(new Row(
                name,
                language.number(figure.applyAsLong(comparison.recorded())),
                language.number(figure.applyAsLong(comparison.changed()))));
    }
}
