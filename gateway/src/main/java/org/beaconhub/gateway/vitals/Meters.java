package org.beaconhub.gateway.vitals;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.detect.Coverage;
import org.beaconhub.rules.engine.Counters;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
import org.beaconhub.rules.fact.DeliveryReport.Failed;
import org.beaconhub.rules.fact.DeliveryReport.Result;
import org.beaconhub.rules.fact.DeliveryReport.Retrying;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.beaconhub.rules.kpi.Kpis;

/** The hub's figures in the text format of Prometheus; {@code docs/metrics.md} says what each means. */
public final class Meters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter messages;
    private final MultiGauge coverage =
            MultiGauge.builder("beacon.area.devices").register(registry);
    private final ControlRoom room = new ControlRoom(registry);
    private final AlarmFigures figures = new AlarmFigures(registry);
    private final Deliveries deliveries = new Deliveries();
    private final Views views;
    private final Supplier<Kpis> kpis;

    /**
     * Meters that read these.
     *
     * @param kpis the alarm system's figures, asked at each scrape
     */
    public Meters(Views views, Vitals vitals, Signs signs, Supplier<Kpis> kpis) {
        this.views = views;
        this.kpis = kpis;
        messages = Counter.builder("beacon.messages").register(registry);
        counter("beacon.observations", views, Counters::observations);
        counter("beacon.repeats", views, Counters::repeats);
        counter("beacon.out.of.order", views, Counters::outOfOrder);
        counter("beacon.alarms", views, Counters::alarms);
        counter("beacon.notices.ordered", views, Counters::notices);
        Quarantine quarantine = vitals.quarantine();
        for (Reason reason : Reason.values()) {
            FunctionCounter.builder("beacon.unreadable", quarantine, from -> from.count(reason))
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        FunctionCounter.builder("beacon.journal.entries", signs, Signs::entries).register(registry);
        FunctionCounter.builder("beacon.journal.commits", signs, Signs::commits).register(registry);
        FunctionCounter.builder("beacon.journal.commit", signs, from -> from.commitNanos() / 1e9)
                .baseUnit("seconds")
                .register(registry);
        FunctionCounter.builder("beacon.dispatch.faults", signs, Signs::dispatchFaults)
                .register(registry);
        Gauge.builder("beacon.inbox.depth", signs, Signs::inboxDepth).register(registry);
        TimeGauge.builder("beacon.history.lag", signs, TimeUnit.MILLISECONDS, Signs::historyLagMs)
                .register(registry);
        TimeGauge.builder("beacon.records.lag", signs, TimeUnit.MILLISECONDS, Signs::recordsLagMs)
                .register(registry);
        Gauge.builder("beacon.disk.room", signs, Signs::roomBytes)
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("beacon.broker.up", signs, from -> from.brokerConnected() ? 1 : 0)
                .register(registry);
        Gauge.builder("beacon.journal.writable", signs, from -> from.journalWritable() ? 1 : 0)
                .register(registry);
        Gauge.builder("beacon.ready", vitals, from -> from.ready() ? 1 : 0).register(registry);
        alarms(views);
        machine();
    }

    private void alarms(Views views) {
        Gauge.builder("beacon.alarms.open", views, from -> from.view().alarms().size())
                .register(registry);
        Gauge.builder(
                        "beacon.notices.pending",
                        views,
                        from -> from.view().pendingNotices().size())
                .register(registry);
    }

    private static Stream<MultiGauge.Row<?>> rows(Coverage area) {
        return Stream.of(
                row(area, "working", area.working()),
                row(area, "blind", area.blind()),
                row(area, "silent", area.silent()),
                row(area, "out_of_service", area.outOfService()));
    }

    private static MultiGauge.Row<?> row(Coverage area, String duty, int devices) {
        return MultiGauge.Row.of(Tags.of("area", area.area(), "duty", duty), devices);
    }

    private void machine() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private void counter(String name, Views views, ToDoubleFunction<Counters> of) {
        FunctionCounter.builder(
                        name, views, from -> of.applyAsDouble(from.view().counters()))
                .register(registry);
    }

    /** A message came from the broker. */
    public void message() {
        messages.increment();
    }

    /** An attempt to deliver a notice ended so. */
    public void delivery(String channel, Result result, long nowMs) {
        deliveries.note(channel, result, nowMs);
        String name = switch (result) {
            case Delivered delivered -> "delivered";
            case Retrying retrying -> "retrying";
            case Failed failed -> "failed";
        };
        registry.counter("beacon.deliveries", "channel", channel, "result", name)
                .increment();
    }

    /** How the last attempts of each channel ended. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** Everything, in the text format of Prometheus; one at a time, as the rows of a gauge are replaced by each. */
    public synchronized String scrape() {
        View view = views.view();
        coverage.register(view.coverage().stream().flatMap(Meters::rows).toList(), true);
        room.show(view);
        figures.show(kpis.get());
        return registry.scrape();
    }
}
