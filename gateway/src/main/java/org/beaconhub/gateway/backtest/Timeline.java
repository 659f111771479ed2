package org.beaconhub.gateway.backtest;

import java.util.List;
import java.util.Locale;
import org.beaconhub.rules.backtest.Comparison;
import org.beaconhub.rules.backtest.Difference;
import org.beaconhub.rules.backtest.Spell;

/**
 * The time line of a page: a row for each rule, in it the recorded alarms above and the changed ones below, as bars
 * from when they were raised until their condition was over.
 */
final class Timeline {
    private static final int RULES_MAX = 60;
    private static final int BARS_MAX = 20_000;
    private static final double WIDTH = 1000;
    private static final double NAME_WIDTH = 200;
    private static final double ROW = 34;
    private static final double HEAD = 26;
    private static final double BAR = 10;
    private static final double BAR_WIDTH_MIN = 3;
    private static final int TICKS = 6;
    private static final long DAY_MS = 86_400_000;

    private final Comparison comparison;
    private final Language language;
    private final Words words;
    private int bars;

    Timeline(Comparison comparison, Language language) {
        this.comparison = comparison;
        this.language = language;
        this.words = new Words(language, comparison);
    }

    void draw(Page page) {
        List<Comparison.RuleTotal> rules =
                comparison.rules().stream().limit(RULES_MAX).toList();
        double height = HEAD + rules.size() * ROW;
        page.raw(String.format(
                Locale.ROOT, "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"", WIDTH, height + 4));
        page.text(language.of("警情时间线", "time line of the alarms")).raw("\">\n");
        for (int tick = 0; tick <= TICKS; tick++) {
            long ms = comparison.fromMs() + (comparison.toMs() - comparison.fromMs()) * tick / TICKS;
            tick(page, ms, tick, height);
        }
        for (int i = 0; i < rules.size(); i++) {
            row(page, rules.get(i).rule(), HEAD + i * ROW);
        }
        page.raw("</svg>\n");
        if (comparison.rules().size() > RULES_MAX || bars >= BARS_MAX) {
            page.element("p", "hint", language.of("时间线只显示一部分", "the time line shows a part only"));
        }
    }

    private void tick(Page page, long ms, int tick, double height) {
        String anchor = tick == 0 ? "start" : tick == TICKS ? "end" : "middle";
        page.raw(String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%.1f\" y1=\"18\" x2=\"%.1f\" y2=\"%.1f\"/>",
                x(ms),
                x(ms),
                height));
        page.raw(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"12\" text-anchor=\"%s\">", x(ms), anchor));
        boolean within = comparison.toMs() - comparison.fromMs() < DAY_MS;
        page.text(within ? words.moment(ms).substring(11) : words.moment(ms).substring(5, 16))
                .raw("</text>\n");
    }

    private double x(long ms) {
        long spanMs = Math.max(1, comparison.toMs() - comparison.fromMs());
        double share = Math.clamp((ms - comparison.fromMs()) / (double) spanMs, 0, 1);
        return NAME_WIDTH + share * (WIDTH - NAME_WIDTH - 4);
    }

    private void row(Page page, String rule, double y) {
        page.raw(String.format(
                Locale.ROOT, "<line class=\"grid\" x1=\"0\" y1=\"%.1f\" x2=\"%.0f\" y2=\"%.1f\"/>", y, WIDTH, y));
        page.raw(String.format(Locale.ROOT, "<text x=\"0\" y=\"%.1f\">", y + ROW / 2 + 4))
                .text(rule)
                .raw("</text>\n");
        for (Difference each : comparison.differences()) {
            if (!each.rule().equals(rule) || bars >= BARS_MAX) {
                continue;
            }
            switch (each) {
                case Difference.Gained gained -> bar(page, each, gained.changed(), y + ROW / 2 + 1);
                case Difference.Lost lost -> bar(page, each, lost.recorded(), y + 5);
                case Difference.Kept kept -> {
                    bar(page, each, kept.recorded(), y + 5);
                    bar(page, each, kept.changed(), y + ROW / 2 + 1);
                }
            }
        }
    }

    private void bar(Page page, Difference difference, Spell spell, double y) {
        bars++;
        double from = x(spell.fromMs());
        double width = Math.max(BAR_WIDTH_MIN, x(Math.min(spell.untilMs(), comparison.toMs())) - from);
        page.raw(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.0f\" rx=\"2\"><title>",
                difference.verdict().name().toLowerCase(Locale.ROOT),
                from,
                y,
                width,
                BAR));
        page.text(words.verdict(difference) + ", " + difference.subject() + ", " + words.moment(spell.fromMs()))
                .raw("</title></rect>\n");
    }
}
