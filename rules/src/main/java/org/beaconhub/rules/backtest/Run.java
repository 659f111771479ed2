package org.beaconhub.rules.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
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
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.ActKey;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.site.Device;

/**
 * An engine of its own over the facts of a journal. The journal's turns of time were placed for the rules of then, so
 * the run has its own; its notices count as delivered at once.
 */
final class Run {
    private static final DeliveryReport.Result DELIVERED = new DeliveryReport.Delivered("backtest");

    private final Engine engine;
    private final long awayMs;
    private final Numbering numbering = new Numbering();
    private final Spells spells = new Spells(numbering);
    private final Acts acts;
    private final TreeMap<String, Long> notices = new TreeMap<>();
    private final List<Begun> begun = new ArrayList<>();
    private final List<String> undelivered = new ArrayList<>();
    private boolean counts;
    private long floods;
    private long carried;
    private long dropped;
    private long refused;
    private boolean stuck;
    private long lastMs;

    /** A spell began. */
    record Begun(AlarmName name, long atMs) {}

    Run(Engine engine, Recorded recorded, long awayMs) {
        this.engine = engine;
        this.awayMs = awayMs;
        this.acts = new Acts(recorded);
        this.lastMs = engine.hubTimeMs();
        engine.view().alarms().forEach(alarm -> {
            acts.begins(alarm);
            spells.begins(new AlarmName(alarm.rule(), alarm.subject()), alarm);
        });
    }

    Engine engine() {
        return engine;
    }

    Spells spells() {
        return spells;
    }

    /** From now on notices, floods and acts are counted. */
    void count() {
        counts = true;
    }

    /** Lets time pass to a moment: each timer that is due until then fires at its own time, in order. */
    void turnTo(long hubMs) {
        boolean away = away(hubMs);
        int idle = 0;
        while (engine.isDue(hubMs)) {
            long atMs = away ? hubMs : Math.max(engine.nextTimerMs(), engine.hubTimeMs());
            apply(atMs, new TimePassed());
            idle = engine.isDue(atMs) ? idle + 1 : 0;
            if (idle == Engine.IDLE_TURNS_MAX) {
                stuck = true;
                return;
            }
        }
    }

    private boolean away(long hubMs) {
        return lastMs > 0 && hubMs - lastMs > awayMs;
    }

    /** Whether a hub that was away begins again: its first word, before any timer, is that it hears nobody yet. */
    private boolean begins(Observation word, long hubMs) {
        return away(hubMs)
                && word.device().equals(Device.HUB)
                && word.readings().contains(new Measurement(Quantity.BROKER_UP, 0));
    }

    /** Whether a timer did not advance. */
    boolean stuck() {
        return stuck;
    }

    /** A fact of the journal, at its place there; drills are nothing that the rules saw. */
    void take(Entry entry) {
        if (entry.fact() instanceof Observation word && begins(word, entry.hubTimeMs())) {
            applyAs(entry, word);
            turnTo(entry.hubTimeMs());
            lastMs = entry.hubTimeMs();
            return;
        }
        turnTo(entry.hubTimeMs());
        lastMs = entry.hubTimeMs();
        if (!(entry.fact() instanceof LiveFact fact)) {
            return;
        }
        switch (fact) {
            case Observation observation -> applyAs(entry, observation);
            case Unreadable unreadable -> applyAs(entry, unreadable);
            case PersonReport report -> applyAs(entry, report);
            case Command command ->
                acts.carried(command, entry.seq(), engine.seq() + 1)
                        .ifPresentOrElse(own -> act(entry, own), () -> dropped += counts ? 1 : 0);
            case DeliveryReport report -> {}
            case TimePassed passed -> {}
            case ActKey key -> {}
            case SiteChanged changed -> applyAs(entry, changed);
        }
    }

    private void act(Entry entry, Command command) {
        boolean done = applyAs(entry, command).stream().noneMatch(Refused.class::isInstance);
        if (counts) {
            carried += done ? 1 : 0;
            refused += done ? 0 : 1;
        }
    }

    private List<LiveDecision> applyAs(Entry entry, LiveFact fact) {
        numbering.stands(engine.seq() + 1, entry.seq());
        return apply(entry.hubTimeMs(), fact);
    }

    private List<LiveDecision> apply(long hubMs, LiveFact fact) {
        List<LiveDecision> made = engine.apply(new Entry(engine.seq() + 1, hubMs, fact));
        if (!made.isEmpty()) {
            made.forEach(decision -> note(decision, hubMs));
            deliver(hubMs);
        }
        return made;
    }

    private void note(LiveDecision decision, long hubMs) {
        switch (decision) {
            case AlarmMoved moved -> {
                AlarmName name =
                        new AlarmName(moved.alarm().rule(), moved.alarm().subject());
                acts.moved(name, moved.alarm());
                if (spells.moved(name, moved, hubMs)) {
                    begun.add(new Begun(name, hubMs));
                }
            }
            case NoticeOrdered ordered -> {
                undelivered.add(ordered.notice().id());
                if (ordered.notice().about() instanceof AlarmMoved told) {
                    spells.notice(
                            new AlarmName(told.alarm().rule(), told.alarm().subject()));
                }
                if (counts) {
                    notices.merge(ordered.channel(), 1L, Long::sum);
                }
            }
            case FloodChanged flood -> floods += counts && flood.flooded() ? 1 : 0;
            case Refused refusal -> {}
            case IncidentMoved moved -> {}
            case IncidentsRecur found -> {}
            case IncidentCalled called -> {}
            case Actuation actuation -> {}
            case NoticeWithdrawn withdrawn -> undelivered.remove(withdrawn.notice());
        }
    }

    private void deliver(long hubMs) {
        while (!undelivered.isEmpty()) {
            String notice = undelivered.removeFirst();
            apply(hubMs, new DeliveryReport(notice, "backtest", 1, DELIVERED));
        }
    }

    /** What spells began since the last call. */
    List<Begun> takeBegun() {
        if (begun.isEmpty()) {
            return List.of();
        }
        List<Begun> taken = List.copyOf(begun);
        begun.clear();
        return taken;
    }

    /** What it asked of people, with alarms counted elsewhere. */
    Load load(long alarms, long hushed) {
        return new Load(alarms, hushed, notices, floods, carried, dropped, refused);
    }
}
