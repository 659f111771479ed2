package org.beaconhub.gateway.backtest;

import java.util.List;
import java.util.Locale;
import org.beaconhub.rules.backtest.Comparison;
import org.beaconhub.rules.backtest.Difference;
import org.beaconhub.rules.backtest.Verdict;

/** A comparison as one HTML page that needs nothing else: no script, no font, no network. */
public final class PageReport {
    private static final int LISTED_MAX = 2_000;
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2420; --soft: #5c6660; --paper: #fbfaf6; --line: #d9d8d0;
              --gained: #b3401f; --lost: #2c6db3; --earlier: #7a52a8; --later: #8a6d00; --altered: #117a72; --same: #9aa39d; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e8e6dd; --soft: #a3aaa4; --paper: #161a18; --line: #343b37;
                --gained: #ff8a61; --lost: #7ab8ff; --earlier: #c3a0f0; --later: #e5c34f; --altered: #5fd0c4; --same: #6d7771; } }
            body { margin: 0 auto; max-width: 75rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
              font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
            h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
            p { margin: .3rem 0; } .hint { color: var(--soft); }
            .tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; }
            .tile { border: 1px solid var(--line); border-left: .4rem solid; border-radius: .4rem; padding: .4rem .9rem; }
            .tile b { display: block; font-size: 1.5rem; }
            .scroll { overflow-x: auto; } svg { min-width: 46rem; width: 100%; }
            svg text { fill: var(--soft); font-size: 12px; } .grid { stroke: var(--line); }
            rect { fill-opacity: .75; stroke: var(--paper); stroke-width: .75; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
            td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; } th { color: var(--soft); font-weight: 600; }
            .bars { display: inline-block; height: .6rem; min-width: 1px; background: var(--same); vertical-align: middle; }
            .bars.changed { background: var(--altered); }
            .word { font-weight: 600; white-space: nowrap; }
            .gained { fill: var(--gained); color: var(--gained); } .lost { fill: var(--lost); color: var(--lost); }
            .earlier { fill: var(--earlier); color: var(--earlier); } .later { fill: var(--later); color: var(--later); }
            .altered { fill: var(--altered); color: var(--altered); } .same { fill: var(--same); color: var(--soft); }
            .tile span { color: var(--ink); }
            """;

    private final Comparison comparison;
    private final Language language;
    private final Words words;
    private final Page page = new Page();

    private PageReport(Comparison comparison, Language language) {
        this.comparison = comparison;
        this.language = language;
        this.words = new Words(language, comparison);
    }

    /** The whole page. */
    public static String of(Comparison comparison, Language language) {
        PageReport report = new PageReport(comparison, language);
        report.write();
        return report.page.toString();
    }

    private void write() {
        page.raw("<!doctype html>\n<html lang=\"" + language.tag() + "\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\""
                        + " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .element("title", title())
                .raw("<style>\n" + STYLE + "</style>\n</head>\n<body>\n")
                .element("h1", title());
        page.element(
                "p",
                "hint",
                words.moment(comparison.fromMs()) + " – " + words.moment(comparison.toMs()) + " ("
                        + comparison.zone() + "), "
                        + language.of(
                                language.number(comparison.observations()) + " 条观测",
                                language.number(comparison.observations()) + " observations"));
        comparison.remarks().forEach(remark -> page.element("p", language.of(remark)));
        tiles();
        heading("时间线", "Time line");
        page.element(
                "p",
                "hint",
                language.of(
                        "每条规则两行：上为原规则，下为新规则", "two lines a rule: the recorded rules above, the changed ones below"));
        page.raw("<div class=\"scroll\">\n");
        new Timeline(comparison, language).draw(page);
        page.raw("</div>\n");
        differences();
        summary();
        rules();
        days();
        page.raw("</body>\n</html>\n");
    }

    private String title() {
        return language.of("规则回测：", "Backtest of rules: ") + language.of(comparison.site());
    }

    private void heading(String zh, String en) {
        page.element("h2", language.of(zh, en));
    }

    private void tiles() {
        page.raw("<div class=\"tiles\">\n");
        for (Verdict verdict : Verdict.values()) {
            page.raw("<div class=\"tile " + kind(verdict) + "\">")
                    .element("b", language.number(comparison.of(verdict)))
                    .element("span", language.of(verdict.text()))
                    .raw("</div>\n");
        }
        page.raw("</div>\n");
    }

    private static String kind(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private void head(List<String> names) {
        page.raw("<div class=\"scroll\"><table>\n<thead><tr>");
        names.forEach(name -> page.element("th", name));
        page.raw("</tr></thead>\n<tbody>\n");
    }

    private void foot() {
        page.raw("</tbody></table></div>\n");
    }

    private void differences() {
        heading("有差别的警情", "Alarms that differ");
        List<Difference> differing = comparison.differences().stream()
                .filter(each -> each.verdict() != Verdict.SAME)
                .toList();
        if (differing.isEmpty()) {
            page.element("p", language.of("没有差别", "There is no difference."));
            return;
        }
        head(List.of(
                language.of("时间", "time"),
                language.of("差别", "difference"),
                language.of("规则，设备", "rule, device"),
                language.of("类别，级别", "kind, severity"),
                language.of("原因", "because")));
        differing.stream().limit(LISTED_MAX).forEach(this::difference);
        foot();
        if (differing.size() > LISTED_MAX) {
            page.element("p", "hint", "+ " + language.number(differing.size() - LISTED_MAX));
        }
    }

    private void difference(Difference each) {
        page.raw("<tr>")
                .element("td", words.moment(each.atMs()))
                .raw("<td class=\"word " + kind(each.verdict()) + "\">")
                .text(words.verdict(each))
                .raw("</td>")
                .raw("<td>")
                .text(each.rule())
                .raw("<br>")
                .element("span", "hint", each.subject())
                .raw("</td>")
                .element("td", words.grade(each))
                .raw("<td>");
        List<String> reasons = words.reasons(each);
        for (int i = 0; i < reasons.size(); i++) {
            page.raw(i == 0 ? "" : "<br>").text(reasons.get(i));
        }
        page.raw("</td></tr>\n");
    }

    private void summary() {
        heading("负荷", "What it asks of people");
        head(List.of("", language.of("原规则", "recorded rules"), language.of("新规则", "changed rules")));
        Summary.of(comparison, language)
                .forEach(row -> page.raw("<tr>")
                        .element("td", row.name())
                        .element("td", row.recorded())
                        .element("td", row.changed())
                        .raw("</tr>\n"));
        foot();
    }

    private void rules() {
        heading("各规则", "Each rule");
        page.raw("<div class=\"scroll\"><table>\n<thead><tr>")
                .element("th", language.of("规则", "rule"))
                .element("th", "n", language.of("原", "recorded"))
                .element("th", "n", language.of("新", "changed"));
        for (Verdict verdict : Verdict.values()) {
            page.element("th", "n", language.of(verdict.text()));
        }
        page.raw("</tr></thead>\n<tbody>\n");
        for (Comparison.RuleTotal rule : comparison.rules()) {
            page.raw("<tr>").element("td", rule.rule());
            page.element("td", "n", language.number(rule.recorded()));
            page.element("td", "n", language.number(rule.changed()));
            for (Verdict verdict : Verdict.values()) {
                page.element("td", "n", language.number(rule.of(verdict)));
            }
            page.raw("</tr>\n");
        }
        foot();
    }

    private void days() {
        heading("每日警情", "Alarms of each day");
        long most = comparison.days().stream()
                .mapToLong(day -> Math.max(day.recorded(), day.changed()))
                .max()
                .orElse(1);
        head(List.of(
                language.of("日期", "day"), language.of("原规则", "recorded rules"), language.of("新规则", "changed rules")));
        for (Comparison.DayTotal day : comparison.days()) {
            page.raw("<tr>").element("td", day.date());
            bar("bars", day.recorded(), most);
            bar("bars changed", day.changed(), most);
            page.raw("</tr>\n");
        }
        foot();
    }

    private void bar(String kind, long count, long most) {
        page.raw(String.format(
                        Locale.ROOT,
                        "<td><span class=\"%s\" style=\"width:%.2frem\"></span> ",
                        kind,
                        14.0 * count / Math.max(1, most)))
                .text(language.number(count))
                .raw("</td>");
    }
}
