package org.beaconhub.gateway.vitals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Priority;
import org.beaconhub.rules.kpi.Kpis;
import org.beaconhub.rules.kpi.PositionKpis;
import org.beaconhub.rules.kpi.Rate;

/** How well the alarm system serves each operator position (ISA-18.2), over all that the journal keeps. */
final class AlarmFigures {
    private static final double SECOND_MS = 1000;

    private final MultiGauge days;
    private final MultiGauge calls;
    private final MultiGauge rate;
    private final MultiGauge floodedShare;
    private final MultiGauge stale;
    private final MultiGauge chattering;
    private final MultiGauge worst;
    private final MultiGauge answered;

    AlarmFigures(MeterRegistry registry) {
        days = MultiGauge.builder("beacon.kpi.days").register(registry);
        calls = MultiGauge.builder("beacon.kpi.calls").register(registry);
        rate = MultiGauge.builder("beacon.kpi.calls.per.ten.minutes").register(registry);
        floodedShare = MultiGauge.builder("beacon.kpi.flooded.share").register(registry);
        stale = MultiGauge.builder("beacon.kpi.stale").register(registry);
        chattering = MultiGauge.builder("beacon.kpi.chattering").register(registry);
        worst = MultiGauge.builder("beacon.kpi.worst.calls").register(registry);
        answered = MultiGauge.builder("beacon.kpi.answered").baseUnit("seconds").register(registry);
    }

    /** Takes over new figures. */
    void show(Kpis kpis) {
        days.register(List.of(MultiGauge.Row.of(Tags.empty(), kpis.days())), true);
        each(kpis, calls, AlarmFigures::calls);
        each(kpis, rate, position -> rate(position.position(), position.perTenMinutes()));
        each(kpis, floodedShare, position -> one(position, position.floodedTimeShare()));
        each(kpis, stale, position -> one(position, position.stale()));
        each(kpis, chattering, position -> one(position, position.chattering()));
        each(kpis, worst, AlarmFigures::worst);
        each(kpis, answered, AlarmFigures::answered);
    }

    private static void each(Kpis kpis, MultiGauge gauge, Function<PositionKpis, Stream<MultiGauge.Row<?>>> rows) {
        gauge.register(kpis.positions().stream().flatMap(rows).toList(), true);
    }

    private static Stream<MultiGauge.Row<?>> one(PositionKpis position, Number value) {
        return Stream.of(MultiGauge.Row.of(Tags.of("position", position.position()), value));
    }

    private static Stream<MultiGauge.Row<?>> calls(PositionKpis position) {
        return Arrays.stream(Priority.values())
                .map(priority -> MultiGauge.Row.of(
                        Tags.of(
                                "position",
                                position.position(),
                                "priority",
                                priority.name().toLowerCase(Locale.ROOT)),
                        position.priorities().getOrDefault(priority, 0L)));
    }

    private static Stream<MultiGauge.Row<?>> rate(String position, Rate rate) {
        return Stream.of(
                MultiGauge.Row.of(Tags.of("position", position, "figure", "average"), rate.average()),
                MultiGauge.Row.of(Tags.of("position", position, "figure", "peak"), rate.peak()));
    }

    private static Stream<MultiGauge.Row<?>> worst(PositionKpis position) {
        return position.worst().stream()
                .map(actor -> MultiGauge.Row.of(
                        Tags.of("position", position.position(), "rule", actor.rule(), "device", actor.subject()),
                        actor.calls()));
    }

    private static Stream<MultiGauge.Row<?>> answered(PositionKpis position) {
        return Stream.concat(
                answered(position, "0.5", position.acknowledgedAfterMsMedian()),
                answered(position, "0.95", position.acknowledgedAfterMsMost()));
    }

    private static Stream<MultiGauge.Row<?>> answered(PositionKpis position, String share, OptionalLong ms) {
        return ms.stream()
                .mapToObj(value ->
                        MultiGauge.Row.of(Tags.of("position", position.position(), "share", share), value / SECOND_MS));
    }
}
