package org.beaconhub.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;

/** A real engine behind the doors of the loop: facts are applied at once, on the caller's thread. */
final class Desk implements Views, Inbox {
    static final long START_MS = 1_800_000_000_000L;

    private final List<Fact> facts = new ArrayList<>();
    private Mind mind = Mind.around(Engine.empty());
    private Engine engine = mind.live();
    private boolean deaf;

    /** A site with so many nodes; channels as YAML list items. */
    Desk(int nodes, String... channels) {
        StringBuilder devices = new StringBuilder("""
                devices:
                  - { id: hub, type: hub, area: hill, name: { zh: 烽台, en: Hub } }
                  - { id: horn, type: hub, area: hill, name: { zh: 警笛, en: Horn } }
                """);
        for (int i = 1; i <= nodes; i++) {
            devices.append(
                    "  - { id: fn-%d, type: node, area: hill, lat: 35.9, lon: 120.1, name: { zh: 节点%d, en: Node %d } }\n"
                            .formatted(i, i, i));
        }
        apply(new SiteChanged(
                "start",
                List.of(
                        new SiteFile("site.yaml", """
                        name: { zh: 试验, en: Trial }
                        zone: Asia/Shanghai
                        areas:
                          hill: { zh: 山, en: Hill }
                        """),
                        new SiteFile("types.yaml", """
                        types:
                          node: { measures: [temperature], interval: 10 s, dialect: beacon }
                          hub: { measures: [broker_up], dialect: beacon }
                        """),
                        new SiteFile("devices.yaml", devices.toString()),
                        new SiteFile("channels.yaml", "channels:\n  - " + String.join("\n  - ", channels) + "\n"),
                        new SiteFile("rules/all.yaml", """
                        - rule: hot
                          on: node
                          raise: temperature > 60 °C
                          clear: temperature < 50 °C
                          kind: alarm
                          severity: severe
                          message: { zh: "{device} 高温", en: "{device} is hot" }
                        """))));
    }

    /** What made its site. */
    synchronized Fact siteFact() {
        return facts.getFirst();
    }

    /** What is left after a crash: the state of the engine, and nobody who was delivering. */
    synchronized void restart() {
        mind = Mind.restore(mind.snapshot());
        engine = mind.live();
        deaf = false;
    }

    /** The hub dies between sending and knowing: what is put from now on is lost. */
    synchronized void dieBeforeReports() {
        deaf = true;
    }

    void heat(int node, double celsius) {
        apply(new Observation(
                "fn-" + node,
                view().hubTimeMs(),
                Observation.TimeSource.DEVICE,
                Observation.NO_SEQ,
                List.of(new Measurement(Quantity.TEMPERATURE, celsius))));
    }

    synchronized void apply(Fact fact) {
        if (deaf) {
            return;
        }
        facts.add(fact);
        mind.apply(new Entry(engine.seq() + 1, START_MS + engine.seq(), fact));
        notifyAll();
    }

    /** Results of a notice's attempts, in order. */
    synchronized List<DeliveryReport.Result> results(String notice) {
        return reports().stream()
                .filter(report -> report.notice().equals(notice))
                .map(DeliveryReport::result)
                .toList();
    }

    synchronized List<DeliveryReport> reports() {
        return facts.stream()
                .filter(DeliveryReport.class::isInstance)
                .map(DeliveryReport.class::cast)
                .toList();
    }

    synchronized List<String> pending() {
        return engine.view().pendingNotices().stream()
                .map(ordered -> ordered.notice().id())
                .toList();
    }

    @Override
    public void put(List<? extends Fact> batch, Receipt receipt) {
        batch.forEach(this::apply);
    }

    @Override
    public void putFirst(List<? extends Fact> batch, Receipt receipt) {
        batch.forEach(this::apply);
    }

    @Override
    public synchronized DrillsView drills() {
        return mind.drills();
    }

    @Override
    public synchronized View view() {
        return engine.view();
    }

    @Override
    public synchronized View awaitBeyond(long seq, long timeoutMs) throws InterruptedException {
        if (engine.seq() <= seq) {
            TimeUnit.MILLISECONDS.timedWait(this, timeoutMs);
        }
        return engine.view();
    }
}
