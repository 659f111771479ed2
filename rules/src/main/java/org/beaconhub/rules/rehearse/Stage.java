package org.beaconhub.rules.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.explain.Why;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.source.Position;

/** Plays one story: an engine, and a clock that goes by the story and fires the engine's timers as the hub does. */
final class Stage {
    private final Story story;
    private final Engine engine = Engine.empty();
    private final Chronicle chronicle;
    private final List<Shortfall> shortfalls = new ArrayList<>();
    private final Coverage coverage;
    private int expectations;

    private Stage(Story story, Coverage coverage) {
        this.coverage = coverage;
        this.story = story;
        this.chronicle = new Chronicle(story);
    }

    /** Plays a story on a site, and notes which clauses it covers. */
    static Played play(Story story, SiteChanged site, Coverage coverage) {
        return new Stage(story, coverage).play(site);
    }

    private Played play(SiteChanged site) {
        apply(story.startMs(), site);
        // A hub tells of its broker whether or not its site lists it.
        apply(
                story.startMs(),
                observation(Device.HUB, story.startMs(), List.of(new Measurement(Quantity.BROKER_UP, 1))));
        for (Event event : story.events()) {
            until(story.startMs() + event.afterMs());
            happens(event);
        }
        return new Played(story, expectations, shortfalls);
    }

    private void until(long ms) {
        while (engine.nextTimerMs() <= ms) {
            apply(Math.max(engine.nextTimerMs(), engine.hubTimeMs()), new TimePassed());
        }
    }

    private List<LiveDecision> apply(long hubMs, Fact fact) {
        List<LiveDecision> decisions = engine.apply(new Entry(engine.seq() + 1, hubMs, fact));
        for (LiveDecision decision : decisions) {
            if (decision instanceof AlarmMoved moved) {
                chronicle.moved(hubMs, moved);
            }
        }
        cover(hubMs);
        return decisions;
    }

    private void cover(long hubMs) {
        for (String device : story.devices()) {
            engine.why(device, rule -> story.rules().contains(rule.name()), hubMs)
                    .forEach(coverage::look);
        }
    }

    private static Observation observation(
            String device, long observedMs, List<org.beaconhub.rules.fact.Reading> readings) {
        return new Observation(device, observedMs, TimeSource.DEVICE, Observation.NO_SEQ, readings);
    }

    private void happens(Event event) {
        long nowMs = story.startMs() + event.afterMs();
        switch (event) {
            case Event.Says says -> {
                chronicle.said(says);
                apply(nowMs, observation(says.device(), nowMs - says.delayedMs(), says.readings()));
            }
            case Event.Acts acts -> act(acts, nowMs);
            case Event.Expects expects -> expect(expects);
            case Event.ExpectsAll all -> expectAll(all);
        }
    }

    private void act(Event.Acts acts, long nowMs) {
        Optional<Command.Act> act = switch (acts.deed()) {
            case Event.Outright outright -> Optional.of(outright.act());
            case Event.OnAlarm on ->
                alarm(on.rule(), on.device()).map(alarm -> on.act().of(alarm.id()));
            case Event.EndsMaintenance ends ->
                engine.view().maintenances().stream()
                        .filter(each -> each.area().equals(ends.area()))
                        .findFirst()
                        .map(each -> new Command.EndMaintenance(each.id(), ""));
        };
        if (act.isEmpty()) {
            miss(acts.at(), acts.afterMs(), acts.deed().needs() + ", for a person to act on", "there is none");
            return;
        }
        chronicle.did(acts, act.get());
        String refusal = apply(nowMs, new Command(acts.by(), act.get())).stream()
                .filter(Refused.class::isInstance)
                .map(decision -> ((Refused) decision).why())
                .collect(Collectors.joining("; "));
        if (!acts.refusal().isEmpty()) {
            expectations++;
        }
        if (acts.refusal().isEmpty() != refusal.isEmpty() || !refusal.contains(acts.refusal())) {
            String wanted = acts.refusal().isEmpty() ? "it is done" : "it is refused: '" + acts.refusal() + "'";
            miss(acts.at(), acts.afterMs(), wanted, refusal.isEmpty() ? "it was done" : "it was refused: " + refusal);
        }
    }

    private Optional<Alarm> alarm(String rule, String device) {
        return engine.view().alarms().stream()
                .filter(alarm -> alarm.rule().equals(rule) && alarm.subject().equals(device))
                .findFirst();
    }

    private void expect(Event.Expects expects) {
        expectations++;
        Expectation wanted = expects.expectation();
        Optional<Alarm> alarm = alarm(wanted.rule(), wanted.device());
        long nowMs = story.startMs() + expects.afterMs();
        Optional<Why> why = engine.why(wanted.device(), rule -> rule.name().equals(wanted.rule()), nowMs).stream()
                .findFirst();
        List<String> reasons = why.map(Why::reasons).orElse(List.of()).stream()
                .flatMap(text -> Stream.of(text.en(), text.zh()))
                .toList();
        String got = wanted.got(alarm, story.startMs(), reasons);
        if (!got.equals(wanted.text())) {
            List<String> sentences = why.map(Why::sentences).orElse(List.of()).stream()
                    .map(Text::en)
                    .toList();
            shortfalls.add(
                    new Shortfall(expects.at(), expects.afterMs(), wanted.text(), got, chronicle.lines(), sentences));
        }
    }

    private void expectAll(Event.ExpectsAll all) {
        expectations++;
        List<String> got = engine.view().alarms().stream()
                .filter(alarm -> story.devices().contains(alarm.subject()))
                .filter(alarm -> Wanted.RAISED.admits(Wanted.of(alarm.state())))
                .map(alarm -> alarm.rule() + " at " + alarm.subject())
                .sorted()
                .toList();
        List<String> wanted = all.alarms().stream().sorted().toList();
        if (!got.equals(wanted)) {
            miss(all.at(), all.afterMs(), "alarms " + wanted, "alarms " + got);
        }
    }

    private void miss(Position at, long afterMs, String expected, String got) {
        shortfalls.add(new Shortfall(at, afterMs, expected, got, chronicle.lines(), List.of()));
    }
}
