package org.beaconhub.gateway.records;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.decision.DrillAlarmMoved;
import org.beaconhub.rules.decision.DrillBegan;
import org.beaconhub.rules.decision.DrillCalled;
import org.beaconhub.rules.decision.DrillDecision;
import org.beaconhub.rules.decision.DrillEnded;
import org.beaconhub.rules.decision.DrillIncidentMoved;
import org.beaconhub.rules.decision.DrillNotice;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.DrillNoticeSpared;
import org.beaconhub.rules.decision.DrillNoticeWithdrawn;
import org.beaconhub.rules.decision.DrillRefused;
import org.beaconhub.rules.drill.DrillRecord;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DrillDeliveryReport;
import org.beaconhub.rules.fact.Entry;

/** What happened in one drill, read from the journal: who was told over what and whether it arrived, and what people did. */
public final class DrillCourse {
    /** A longer course ends there. */
    public static final int STEPS_MAX = 5_000;

    private static final int BLOCK = 5_000;
    private static final int ENTRIES_MAX = 3_000_000;
    /** So long after its end notices of it may still be delivered, in milliseconds. */
    private static final long AFTER_END_MS = 900_000;

    private final JournalReader journal;
    private final String drill;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> byNotice = new HashMap<>();
    private OptionalLong decided = OptionalLong.empty();

    /**
     * One step; times are hub time in milliseconds since 1970 UTC.
     *
     * @param atMs when
     * @param what {@code told}, {@code spared}, or what happened to an incident, as its time line says it
     * @param who id of the contact who was told, empty for a channel's own receivers; or who did it
     * @param over name of the channel; empty for what is no notice
     * @param about id of the notice, or what the line is about
     * @param note what was said to it, or why a delivery failed
     * @param outcome what became of a notice: {@code pending}, {@code delivered}, {@code failed} or {@code withdrawn}; else empty
     * @param outcomeAtMs when that was known; 0 where it is not
     */
    public record Step(
            long atMs,
            String what,
            String who,
            String over,
            String about,
            String note,
            String outcome,
            long outcomeAtMs) {
        private Step became(String next, long atMs, String why) {
            return new Step(this.atMs, what, who, over, about, why, next, atMs);
        }
    }

    private DrillCourse(JournalReader journal, String drill) {
        this.journal = journal;
        this.drill = drill;
    }

    /** The steps of a drill, in order; of one whose beginning the journal has forgotten, what is left. */
    public static List<Step> of(DrillRecord record, JournalReader journal) {
        DrillCourse course = new DrillCourse(journal, record.id());
        course.read(
                Long.parseLong(record.id().substring(1)),
                record.end().isPresent() ? record.endsAtMs() : Long.MAX_VALUE - AFTER_END_MS);
        return List.copyOf(course.steps);
    }

    private void read(long fromSeq, long endedAtMs) {
        decided = journal.nextDecided(fromSeq);
        List<Entry> block = journal.read(fromSeq, BLOCK);
        for (int count = 0;
                !block.isEmpty() && count < ENTRIES_MAX && steps.size() < STEPS_MAX;
                count += block.size()) {
            for (Entry entry : block) {
                if (entry.hubTimeMs() > endedAtMs + AFTER_END_MS) {
                    return;
                }
                take(entry);
            }
            block = journal.read(block.getLast().seq() + 1, BLOCK);
        }
    }

    private void take(Entry entry) {
        if (entry.fact() instanceof DrillDeliveryReport report) {
            reported(report, entry.hubTimeMs());
        }
        if (decided.isPresent() && decided.getAsLong() < entry.seq()) {
            decided = journal.nextDecided(entry.seq());
        }
        if (decided.isPresent() && decided.getAsLong() == entry.seq()) {
            for (Decision decision : journal.recorded(entry.seq())) {
                if (decision instanceof DrillDecision own && own.drill().equals(drill)) {
                    take(own, entry.hubTimeMs());
                }
            }
            decided = journal.nextDecided(entry.seq() + 1);
        }
    }

    private void take(DrillDecision decision, long atMs) {
        switch (decision) {
            case DrillNoticeOrdered ordered -> {
                byNotice.put(ordered.notice().id(), steps.size());
                steps.add(new Step(
                        atMs,
                        "told",
                        ordered.recipient(),
                        ordered.channel(),
                        ordered.notice().id(),
                        why(ordered.notice()),
                        "pending",
                        0));
            }
            case DrillNoticeSpared spared ->
                steps.add(new Step(atMs, "spared", spared.recipient(), spared.channel(), "", "", "", 0));
            case DrillNoticeWithdrawn withdrawn -> became(withdrawn.notice(), "withdrawn", atMs, "");
            case DrillIncidentMoved moved ->
                steps.add(new Step(
                        atMs,
                        moved.line().what().name().toLowerCase(Locale.ROOT),
                        moved.line().by(),
                        "",
                        moved.line().ref(),
                        moved.line().note(),
                        "",
                        0));
            case DrillBegan _, DrillEnded _, DrillAlarmMoved _, DrillCalled _, DrillRefused _ -> {}
        }
    }

    private static String why(DrillNotice notice) {
        return switch (notice.about()) {
            case DrillCalled called -> called.reason().name().toLowerCase(Locale.ROOT);
            case DrillAlarmMoved moved -> moved.reason().name().toLowerCase(Locale.ROOT);
            case DrillEnded _ -> "drill_ended";
        };
    }

    private void reported(DrillDeliveryReport report, long atMs) {
        switch (report.result()) {
            case DeliveryReport.Delivered _ -> became(report.notice(), "delivered", atMs, "");
            case DeliveryReport.Failed failed ->
                became(report.notice(), "failed", atMs, failed.why().both());
            case DeliveryReport.Retrying _ -> {}
        }
    }

    /** A notice keeps why it was sent, unless it failed: then that is what counts. */
    private void became(String notice, String outcome, long atMs, String why) {
        Integer place = byNotice.get(notice);
        if (place != null) {
            Step step = steps.get(place);
            steps.set(place, step.became(outcome, atMs, why.isEmpty() ? step.note() : why));
        }
    }
}
