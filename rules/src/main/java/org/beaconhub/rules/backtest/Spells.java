package org.beaconhub.rules.backtest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.decision.AlarmMoved;

/** The spells of one run, gathered from what its alarms did. */
final class Spells {
    /** So many spells of a run are kept; a set of rules that raises more is no candidate. */
    static final int SPELLS_MAX = 100_000;

    private final Numbering numbering;
    private final Map<AlarmName, Open> open = new HashMap<>();
    private final List<Open> all = new ArrayList<>();
    private boolean truncated;

    /** A spell while it goes on. */
    private static final class Open {
        private final long fromMs;
        private final List<Evidence> evidence;
        private Alarm alarm;
        private long untilMs = Spell.STANDS;
        private boolean told;
        private long notices;

        private Open(Alarm alarm, long fromMs, List<Evidence> evidence) {
            this.alarm = alarm;
            this.fromMs = fromMs;
            this.evidence = evidence;
        }

        private Spell spell() {
            return new Spell(
                    alarm.rule(),
                    alarm.subject(),
                    alarm.area(),
                    alarm.kind(),
                    alarm.severity(),
                    alarm.message(),
                    fromMs,
                    untilMs,
                    told,
                    notices,
                    evidence);
        }
    }

    Spells(Numbering numbering) {
        this.numbering = numbering;
    }

    boolean truncated() {
        return truncated;
    }

    boolean holds(AlarmName name) {
        return open.containsKey(name);
    }

    /** An alarm that stands already where the run begins. */
    void begins(AlarmName name, Alarm alarm) {
        if (alarm.state().holds()) {
            begin(name, alarm, alarm.raisedAtMs());
        }
    }

    /** An alarm moved; whether a spell began by that. */
    boolean moved(AlarmName name, AlarmMoved moved, long nowMs) {
        Alarm alarm = moved.alarm();
        Open standing = open.get(name);
        if (standing == null) {
            if (!alarm.state().holds()) {
                return false;
            }
            begin(name, alarm, nowMs);
            return true;
        }
        standing.alarm = alarm;
        standing.told |= alarm.state() instanceof AlarmState.Unacknowledged;
        if (!alarm.state().holds()) {
            standing.untilMs = nowMs;
            open.remove(name);
        }
        return false;
    }

    private void begin(AlarmName name, Alarm alarm, long fromMs) {
        List<Evidence> evidence = alarm.explanation().stream()
                .map(each -> new Evidence(
                        each.clause(),
                        each.value(),
                        each.sinceMs(),
                        each.seq() == 0 ? 0 : numbering.inJournal(each.seq())))
                .toList();
        Open begun = new Open(alarm, fromMs, evidence);
        begun.told = alarm.state() instanceof AlarmState.Unacknowledged;
        open.put(name, begun);
        if (all.size() < SPELLS_MAX) {
            all.add(begun);
        } else {
            truncated = true;
        }
    }

    /** A notice about an alarm was ordered. */
    void notice(AlarmName name) {
        Open standing = open.get(name);
        if (standing != null) {
            standing.notices++;
        }
    }

    /** The spells so far, by what they are about, each in order of time. */
    Map<AlarmName, List<Spell>> byName() {
        Map<AlarmName, List<Spell>> byName =
                new TreeMap<>(java.util.Comparator.comparing(AlarmName::rule).thenComparing(AlarmName::subject));
        for (Open each : all) {
            Spell spell = each.spell();
            byName.computeIfAbsent(new AlarmName(spell.rule(), spell.subject()), name -> new ArrayList<>())
                    .add(spell);
        }
        return byName;
    }
}
