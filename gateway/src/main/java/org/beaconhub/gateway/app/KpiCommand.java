package org.beaconhub.gateway.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.beaconhub.gateway.journal.FolderLock;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.gateway.run.KpiReader;
import org.beaconhub.rules.alarm.Priority;
import org.beaconhub.rules.kpi.Kpis;
import org.beaconhub.rules.kpi.PositionKpis;
import org.beaconhub.rules.kpi.Rate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon kpi DATA}. */
@Command(
        name = "kpi",
        description = "Tells, for each operator position, how well the alarm system of a stopped hub served it"
                + " (ISA-18.2, EEMUA 191). A running hub tells the same at /api/v1/kpi.")
final class KpiCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "The hub's data folder.")
    private Path data;

    @Option(names = "--json", description = "Only the last line, for programs.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    KpiCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DataFolder folder = DataFolder.used(data);
        try (FolderLock _ = FolderLock.take(data);
                MvJournal journal = MvJournal.openToRead(folder.journal())) {
            Kpis kpis = KpiReader.ofStopped(journal, new Snapshots(folder.snapshots()))
                    .all();
            if (!json) {
                print(kpis, out);
            }
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("days", kpis.days());
            figures.put("enoughDays", kpis.enough());
            kpis.positions().forEach(each -> figures.put(each.position(), brief(each)));
            out.println(Figures.line("kpi", true, figures));
            return 0;
        }
    }

    private static Map<String, Object> brief(PositionKpis kpis) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("calls", kpis.calls());
        figures.put("perTenMinutes", kpis.perTenMinutes().average());
        figures.put("peakTenMinutes", kpis.perTenMinutes().peak());
        figures.put("perDay", kpis.perDay().average());
        figures.put("floodedTimeShare", kpis.floodedTimeShare());
        figures.put("stale", kpis.stale());
        figures.put("chattering", kpis.chattering());
        figures.put("fleeting", kpis.fleeting());
        figures.put("worstShare", kpis.worstShare());
        return figures;
    }

    private static void print(Kpis kpis, PrintWriter out) {
        out.println(kpis.verdict().zh());
        out.println(kpis.verdict().en());
        for (PositionKpis each : kpis.positions()) {
            out.println();
            out.println("position " + each.position() + ": " + each.calls() + " alarms");
            row(out, "per 10 min", rate(each.perTenMinutes()), "about 1, at most 2; peak at most 10");
            row(out, "per hour", rate(each.perHour()), "about 6, at most 12");
            row(out, "per day", rate(each.perDay()), "about 150, at most 300");
            row(out, "time in flood", percent(each.floodedTimeShare()), "below 1 %");
            row(out, "10 min periods with more than 10", percent(each.crowdedShare()), "below 1 %");
            row(out, "hours with more than 30", percent(each.busyShare()), "below 1 %");
            row(out, "stale now (over 24 h)", each.stale(), "below 5, each with a plan");
            row(out, "chattering", each.chattering(), "none");
            row(out, "fleeting (over within a minute)", each.fleeting(), "none");
            row(out, "top 10 bad actors' share", percent(each.worstShare()), "1 % to 5 %");
            for (Priority priority : Priority.values()) {
                double share = each.priorities().getOrDefault(priority, 0L) / (double) Math.max(1, each.calls());
                String name = priority.name().toLowerCase(Locale.ROOT);
                row(out, "priority " + name, percent(share), "about " + percent(priority.recommendedShare()));
            }
            row(out, "acknowledged", each.acknowledged() + ", waiting " + each.waiting(), "");
            row(out, "acknowledged after, median", seconds(each.acknowledgedAfterMsMedian()), "");
            row(out, "acknowledged after, 95 %", seconds(each.acknowledgedAfterMsMost()), "");
            row(out, "shelved, suppressed", each.shelved() + ", " + each.suppressed(), "");
            row(out, "closed as", each.dispositions().toString().toLowerCase(Locale.ROOT), "");
            each.worst()
                    .forEach(actor -> row(
                            out, "  " + actor.rule() + " " + actor.subject(), actor.calls(), percent(actor.share())));
        }
    }

    private static void row(PrintWriter out, String name, Object value, String target) {
        out.printf("  %-36s %-28s %s%n", name, value, target);
    }

    private static String rate(Rate rate) {
        return String.format(Locale.ROOT, "%.2f, peak %d", rate.average(), rate.peak());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String seconds(OptionalLong ms) {
        return ms.isPresent() ? ms.getAsLong() / 1000 + " s" : "-";
    }
}
