package org.beaconhub.rules.backtest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/** A hub's journal as it would have come about, with turns of time a little late and notices delivered. */
final class Past {
    static final long START_MS = 1_800_000_000_000L;
    private static final long LATE_MS = 7;
    private static final int BATCH = 13;
    private static final int AHEAD = 3;

    final Engine engine = Engine.empty();
    final List<Entry> entries = new ArrayList<>();
    final Map<String, AlarmName> alarms = new HashMap<>();

    static Past of(String rules) {
        Past past = new Past().tell(0, site(rules));
        if (past.engine.siteFiles().isEmpty()) {
            throw new IllegalArgumentException(Site.parse(site(rules).files()).toString());
        }
        return past;
    }

    static SiteChanged site(String rules) {
        return new SiteChanged(
                "start",
                List.of(
                        new SiteFile("channels.yaml", """
                                channels:
                                  - name: brigade
                                    type: webhook
                                    secret: brigade
                                    url: http://127.0.0.1:1/x
                                    kinds: [alarm]
                                    min-severity: minor
                                """),
                        new SiteFile("devices.yaml", """
                                devices:
                                  - { id: n-1, type: node, area: forest, name: { zh: 一号, en: Node 1 } }
                                  - { id: n-2, type: node, area: forest, name: { zh: 二号, en: Node 2 } }
                                """),
                        new SiteFile("rules/own.yaml", rules),
                        new SiteFile("site.yaml", """
                                name: { zh: 试验, en: Trial }
                                zone: Asia/Shanghai
                                areas: { forest: { zh: 林区, en: Forest } }
                                """),
                        new SiteFile("types.yaml", "types: { node: { measures: [temperature, smoke] } }\n")));
    }

    static ChangedRules changed(String rules) {
        return new ChangedRules(List.of(new SiteFile("rules/own.yaml", rules)));
    }

    static String rule(String name, String raise, String severity) {
        return """
                - rule: %s
                  on: node
                  raise: %s
                  kind: alarm
                  severity: %s
                  message: { zh: "{device} 热", en: "{device} is hot" }
                """.formatted(name, raise, severity);
    }

    Past tell(double second, Fact fact) {
        long ms = START_MS + Math.round(second * 1000);
        while (engine.nextTimerMs() <= ms - LATE_MS) {
            append(Math.max(engine.nextTimerMs() + LATE_MS, engine.hubTimeMs()), new TimePassed());
        }
        append(ms, fact);
        return this;
    }

    Past heat(double second, String device, double celsius) {
        return says(second, device, new Measurement(Quantity.TEMPERATURE, celsius));
    }

    Past passes(double second, String device, String card) {
        return says(second, device, new Label(Quantity.CARD, card));
    }

    /** The hub tells whether its broker is connected. */
    Past broker(double second, boolean up) {
        return says(second, Device.HUB, new Measurement(Quantity.BROKER_UP, up ? 1 : 0));
    }

    /** The hub was away since its last entry and begins again, as its loop does: before any timer it tells that it hears nobody. */
    Past begins(double second) {
        long ms = START_MS + Math.round(second * 1000);
        List<Reading> gone = List.of(new Measurement(Quantity.BROKER_UP, 0));
        append(ms, new Observation(Device.HUB, ms, Observation.TimeSource.HUB, Observation.NO_SEQ, gone));
        return this;
    }

    private Past says(double second, String device, Reading reading) {
        return tell(
                second,
                new Observation(
                        device,
                        START_MS + Math.round(second * 1000),
                        Observation.TimeSource.DEVICE,
                        Observation.NO_SEQ,
                        List.of(reading)));
    }

    Past act(double second, Command.Act act) {
        return tell(second, new Command("li", act));
    }

    /** The id of the only open alarm. */
    String alarm() {
        return engine.view().alarms().getFirst().id();
    }

    private void append(long hubTimeMs, Fact fact) {
        Entry entry = new Entry(engine.seq() + 1, Math.max(hubTimeMs, engine.hubTimeMs()), fact);
        entries.add(entry);
        for (LiveDecision decision : engine.apply(entry)) {
            if (decision instanceof AlarmMoved moved) {
                alarms.put(
                        moved.alarm().id(),
                        new AlarmName(moved.alarm().rule(), moved.alarm().subject()));
            } else if (decision instanceof NoticeOrdered ordered) {
                append(
                        entry.hubTimeMs(),
                        new DeliveryReport(
                                ordered.notice().id(), ordered.channel(), 1, new DeliveryReport.Delivered("200")));
            }
        }
    }

    Comparison under(ChangedRules rules) {
        return under(rules, Backtest.Span.ALL);
    }

    Comparison under(ChangedRules rules, Backtest.Span span) {
        return run(new Backtest(Optional.empty(), rules, this::name, span, Backtest.AWAY_MS), entries);
    }

    /** As one that no hub was away from, however far its rows are apart. */
    Comparison asRecordingUnder(ChangedRules rules) {
        return run(
                new Backtest(Optional.empty(), rules, this::name, Backtest.Span.ALL, Backtest.NEVER_AWAY_MS), entries);
    }

    /** From the state after so many entries. */
    Comparison underFrom(int begin, ChangedRules rules) {
        Engine base = Engine.empty();
        entries.subList(0, begin).forEach(base::apply);
        return run(
                new Backtest(Optional.of(base.snapshot()), rules, this::name, Backtest.Span.ALL, Backtest.AWAY_MS),
                entries.subList(begin, entries.size()));
    }

    private Optional<AlarmName> name(String id) {
        return Optional.ofNullable(alarms.get(id));
    }

    private static Comparison run(Backtest backtest, List<Entry> entries) {
        for (int from = 0; from < entries.size(); from += BATCH) {
            Backtest.Half half = backtest.recorded(batch(entries, from));
            backtest.changed(half);
            if (half.isLast()) {
                break;
            }
        }
        return backtest.compare();
    }

    /** The recorded rules are some batches ahead all the time, as on a thread of their own. */
    Comparison underBehind(ChangedRules rules, Backtest.Span span) {
        Backtest backtest = new Backtest(Optional.empty(), rules, this::name, span, Backtest.AWAY_MS);
        Deque<Backtest.Half> halves = new ArrayDeque<>();
        for (int from = 0; from < entries.size(); from += BATCH) {
            halves.add(backtest.recorded(batch(entries, from)));
            if (halves.getLast().isLast()) {
                break;
            }
            if (halves.size() == AHEAD) {
                backtest.changed(halves.removeFirst());
            }
        }
        halves.forEach(backtest::changed);
        return backtest.compare();
    }

    private static List<Entry> batch(List<Entry> entries, int from) {
        return entries.subList(from, Math.min(from + BATCH, entries.size()));
    }
}
