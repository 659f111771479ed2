package org.beaconhub.gateway.backtest;

import java.io.PrintWriter;
import java.util.List;
import org.beaconhub.rules.backtest.Comparison;
import org.beaconhub.rules.backtest.Difference;
import org.beaconhub.rules.backtest.Verdict;

/** A comparison as text for a terminal. */
public final class TextReport {
    /** So many alarms are listed; the page and the JSON have more. */
    private static final int LISTED_MAX = 200;

    private final Comparison comparison;
    private final Language language;
    private final Words words;

    /** One of a comparison. */
    public TextReport(Comparison comparison, Language language) {
        this.comparison = comparison;
        this.language = language;
        this.words = new Words(language, comparison);
    }

    /** Prints it. */
    public void print(PrintWriter out) {
        out.printf(
                "%s, %s – %s (%s), %s%n%n",
                language.of(comparison.site()),
                words.moment(comparison.fromMs()),
                words.moment(comparison.toMs()),
                comparison.zone(),
                language.of(
                        language.number(comparison.observations()) + " 条观测",
                        language.number(comparison.observations()) + " observations"));
        out.printf("%-36s %12s %12s%n", "", language.of("原规则", "recorded"), language.of("新规则", "changed"));
        Summary.of(comparison, language)
                .forEach(row -> out.printf("%-36s %12s %12s%n", row.name(), row.recorded(), row.changed()));
        printRules(out);
        printDays(out);
        printDifferences(out);
        comparison.remarks().forEach(remark -> out.printf("%n%s%n", language.of(remark)));
    }

    private void printRules(PrintWriter out) {
        out.printf(
                "%n%-32s %9s %9s",
                language.of("规则", "rule"), language.of("原", "recorded"), language.of("新", "changed"));
        for (Verdict verdict : Verdict.values()) {
            out.printf(" %8s", language.of(verdict.text()));
        }
        out.println();
        for (Comparison.RuleTotal rule : comparison.rules()) {
            out.printf("%-32s %9d %9d", rule.rule(), rule.recorded(), rule.changed());
            for (Verdict verdict : Verdict.values()) {
                out.printf(" %8d", rule.of(verdict));
            }
            out.println();
        }
    }

    private void printDays(PrintWriter out) {
        out.printf(
                "%n%-12s %9s %9s%n",
                language.of("日期", "day"), language.of("原", "recorded"), language.of("新", "changed"));
        comparison.days().forEach(day -> out.printf("%-12s %9d %9d%n", day.date(), day.recorded(), day.changed()));
    }

    private void printDifferences(PrintWriter out) {
        List<Difference> differing = comparison.differences().stream()
                .filter(each -> each.verdict() != Verdict.SAME)
                .toList();
        out.println();
        differing.stream().limit(LISTED_MAX).forEach(each -> {
            out.printf(
                    "%s  %-14s %s %s (%s)%n",
                    words.moment(each.atMs()), words.verdict(each), each.rule(), each.subject(), words.grade(each));
            words.reasons(each).forEach(reason -> out.printf("                       %s%n", reason));
        });
        if (differing.isEmpty()) {
            out.println(language.of("没有差别", "there is no difference"));
        }
        if (differing.size() > LISTED_MAX) {
            int more = differing.size() - LISTED_MAX;
            out.println(language.of("另有 " + more + " 次，见 --json", "and " + more + " more; --json has them all"));
        }
    }
}
