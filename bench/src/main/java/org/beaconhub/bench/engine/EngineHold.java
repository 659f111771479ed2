package org.beaconhub.bench.engine;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.beaconhub.bench.peers.HoldPeer;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.TimePassed;

/** The rule in our engine, with all that an entry of the journal costs: timers, alarms, incidents. */
public final class EngineHold implements HoldPeer {
    private static final long BEGIN_MS = 1_800_000_000_000L;

    private final Engine engine = Engine.empty();
    private long alarms;

    /** An engine with the rule and so many devices, {@code d0} and on. */
    public EngineHold(int devices) {
        engine.apply(new Entry(1, BEGIN_MS, site(devices)));
    }

    @Override
    public String own(String device) {
        return engine.site().device(device).orElseThrow().id();
    }

    @Override
    public void observe(String device, long timeMs, double value) {
        long nowMs = BEGIN_MS + timeMs;
        // What is due at the moment of the reading is for the reading to decide, as in the peers.
        while (engine.isDue(nowMs - 1)) {
            count(engine.apply(new Entry(engine.seq() + 1, nowMs, new TimePassed())));
        }
        Observation observation = new Observation(
                device,
                nowMs,
                Observation.TimeSource.HUB,
                Observation.NO_SEQ,
                List.of(new Measurement(Quantity.TEMPERATURE, value)));
        count(engine.apply(new Entry(engine.seq() + 1, nowMs, observation)));
    }

    private void count(List<LiveDecision> decisions) {
        for (int i = 0; i < decisions.size(); i++) {
            boolean raised = decisions.get(i) instanceof AlarmMoved moved
                    && (moved.reason() == MoveReason.RAISED || moved.reason() == MoveReason.RAISED_AGAIN);
            alarms += raised ? 1 : 0;
        }
    }

    @Override
    public long alarms() {
        return alarms;
    }

    @Override
    public void close() {}

    private static SiteChanged site(int count) {
        String devices = IntStream.range(0, count)
                .mapToObj(i -> "- {id: d%d, type: node, area: a, name: {zh: x, en: x}}\n".formatted(i))
                .collect(Collectors.joining());
        return new SiteChanged(
                "bench",
                List.of(
                        new SiteFile("devices.yaml", "devices:\n" + devices),
                        new SiteFile("rules/hold.yaml", """
                                - rule: hold
                                  on: node
                                  raise: temperature > 60 °C for 30 s
                                  clear: temperature < 55 °C
                                  kind: alarm
                                  severity: severe
                                  message: { zh: x, en: x }
                                """),
                        new SiteFile("site.yaml", """
                                name: { zh: x, en: x }
                                zone: UTC
                                areas: { a: { zh: x, en: x } }
                                """),
                        new SiteFile("types.yaml", "types: { node: { measures: [temperature] } }\n")));
    }
}
