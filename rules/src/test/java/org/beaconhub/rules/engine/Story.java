package org.beaconhub.rules.engine;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.TimePassed;

/** Drives an engine as the loop does: timers first, then the fact. Seconds are from the story's beginning. */
final class Story {
    static final long START_MS = 1_800_000_000_000L;

    final List<Entry> entries = new ArrayList<>();
    final List<LiveDecision> decisions = new ArrayList<>();
    Engine engine = Engine.empty();

    /** A story in the small site, whose broker is connected. */
    static Story begin() {
        return begin(Sites.RULES);
    }

    static Story begin(String rules) {
        Story story = new Story();
        story.tell(0, Sites.with(rules));
        story.observe(0, "hub", Quantity.BROKER_UP, 1);
        return story;
    }

    /** Lets time pass to a second, firing what is due on the way. */
    Story until(double second) {
        long ms = START_MS + Math.round(second * 1000);
        while (engine.nextTimerMs() <= ms) {
            append(Math.max(engine.nextTimerMs(), engine.hubTimeMs()), new TimePassed());
        }
        return this;
    }

    Story tell(double second, Fact fact) {
        until(second);
        append(START_MS + Math.round(second * 1000), fact);
        return this;
    }

    Story observe(double second, String device, Quantity quantity, double value) {
        return observe(second, device, List.of(new Measurement(quantity, value)));
    }

    Story observe(double second, String device, List<Reading> readings) {
        long ms = START_MS + Math.round(second * 1000);
        return tell(second, new Observation(device, ms, Observation.TimeSource.DEVICE, Observation.NO_SEQ, readings));
    }

    private void append(long hubTimeMs, Fact fact) {
        Entry entry = new Entry(engine.seq() + 1, hubTimeMs, fact);
        entries.add(entry);
        decisions.addAll(engine.apply(entry));
    }

    /** What the alarms did, as {@code 20 RAISED hot fn-1}, seconds from the beginning. */
    List<String> moves() {
        return decisions.stream()
                .filter(AlarmMoved.class::isInstance)
                .map(AlarmMoved.class::cast)
                .map(moved -> {
                    Alarm alarm = moved.alarm();
                    return (alarm.state().sinceMs() - START_MS) / 1000 + " " + moved.reason() + " " + alarm.rule() + " "
                            + alarm.subject();
                })
                .toList();
    }

    Alarm alarm() {
        return engine.view().alarms().getFirst();
    }
}
