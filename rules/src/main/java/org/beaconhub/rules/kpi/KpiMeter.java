package org.beaconhub.rules.kpi;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.FloodChanged;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.IncidentMoved;
import org.beaconhub.rules.decision.IncidentsRecur;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.decision.NoticeWithdrawn;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.site.OperatorPosition;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.jspecify.annotations.Nullable;

/** Takes in the journal, entry by entry with its decisions, and gives the figures so far. One thread at a time. */
public final class KpiMeter {
    private static final long STALE_AFTER_MS = 86_400_000;
    /** An alarm that is over so soon, unseen, was fleeting. */
    private static final long FLEETING_MS = 60_000;

    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Map<String, Standing> standing = new HashMap<>();
    private Site site;
    private long fromMs = -1;
    private long untilMs = -1;
    private long lastSeq;

    /** An alarm that is open: since when its condition holds, and since when it calls, or -1. */
    private record Standing(String position, long holdsSinceMs, long callsSinceMs) {
        private static final long NOT = -1;

        private boolean fleets(long nowMs) {
            return callsSinceMs != NOT && nowMs - callsSinceMs <= FLEETING_MS;
        }
    }

    /** Begins with the site that the first entry finds. */
    public KpiMeter(Site site) {
        this.site = site;
        tally(OperatorPosition.CONTROL_ROOM);
    }

    private Tally tally(String position) {
        return tallies.computeIfAbsent(position, name -> new Tally());
    }

    /** Takes in the next entry and what was decided upon it. */
    public void take(Entry entry, List<LiveDecision> decisions) {
        fromMs = fromMs < 0 ? entry.hubTimeMs() : fromMs;
        untilMs = entry.hubTimeMs();
        lastSeq = entry.seq();
        if (entry.fact() instanceof SiteChanged changed && Site.parse(changed.files()) instanceof Parsed.Valid valid) {
            site = valid.site();
        }
        for (LiveDecision decision : decisions) {
            switch (decision) {
                case AlarmMoved moved -> moved(moved, entry.hubTimeMs());
                case FloodChanged flood -> tally(flood.position()).flood(flood.flooded(), entry.hubTimeMs());
                case IncidentMoved moved -> {}
                case IncidentsRecur recur -> {}
                case NoticeOrdered ordered -> {}
                case IncidentCalled called -> {}
                case Actuation actuation -> {}
                case NoticeWithdrawn withdrawn -> {}
                case Refused refused -> {}
            }
        }
    }

    private void moved(AlarmMoved moved, long nowMs) {
        Alarm alarm = moved.alarm();
        AlarmState state = alarm.state();
        Standing before = standing.get(alarm.id());
        String position = before == null ? site.position(alarm.area()) : before.position();
        Tally tally = tally(position);
        boolean calls = moved.reason().calls(state);
        if (calls) {
            tally.call(alarm, nowMs);
        }
        if (state instanceof AlarmState.SuppressedByDesign suppressed && suppressed.sinceMs() == nowMs) {
            tally.suppressed();
        }
        if (moved.reason() == MoveReason.SHELVED) {
            tally.shelved();
        } else if (moved.reason() == MoveReason.ACKNOWLEDGED
                && before != null
                && before.callsSinceMs() != Standing.NOT) {
            tally.acknowledged(nowMs - before.callsSinceMs());
        }
        if (moved.reason() == MoveReason.RETURNED && before != null && before.fleets(nowMs)) {
            tally.fleeting(alarm);
        }
        if (state instanceof AlarmState.Closed closed) {
            tally.closed(closed.disposition());
            standing.remove(alarm.id());
            return;
        }
        standing.put(
                alarm.id(),
                new Standing(position, holding(state, before, nowMs), calling(state, before, calls, nowMs)));
    }

    private static long holding(AlarmState state, @Nullable Standing before, long nowMs) {
        if (!state.holds()) {
            return Standing.NOT;
        }
        return before == null || before.holdsSinceMs() == Standing.NOT ? nowMs : before.holdsSinceMs();
    }

    private static long calling(AlarmState state, @Nullable Standing before, boolean calls, long nowMs) {
        boolean waits = state instanceof AlarmState.Unacknowledged
                || state instanceof AlarmState.ReturnedUnacknowledged
                || state instanceof AlarmState.LatchedUnacknowledged;
        if (!waits) {
            return Standing.NOT;
        }
        return calls || before == null ? nowMs : before.callsSinceMs();
    }

    /** The last entry taken in; 0 before the first. */
    public long lastSeq() {
        return lastSeq;
    }

    /** The figures so far. */
    public Kpis figures() {
        Tally.Span span = new Tally.Span(fromMs, untilMs, ZoneId.of(site.zone()));
        List<PositionKpis> positions = tallies.entrySet().stream()
                .map(each -> each.getValue().figures(each.getKey(), span, stale(each.getKey()), waiting(each.getKey())))
                .toList();
        return new Kpis(fromMs, untilMs, lastSeq, positions);
    }

    private int stale(String position) {
        return (int) standing.values().stream()
                .filter(each -> each.position().equals(position)
                        && each.holdsSinceMs() != Standing.NOT
                        && untilMs - each.holdsSinceMs() > STALE_AFTER_MS)
                .count();
    }

    private int waiting(String position) {
        return (int) standing.values().stream()
                .filter(each -> each.position().equals(position) && each.callsSinceMs() != Standing.NOT)
                .count();
    }
}
