package org.beaconhub.gateway.vitals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Priority;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.incident.Incident;

/** What the control room has before it: alarms, incidents, floods. Every row is always there, 0 included. */
final class ControlRoom {
    private static final String OVER = "over";
    private static final List<String> STANDINGS = List.of("unacknowledged", "acknowledged", "hushed");
    private static final List<String> STAGES =
            List.of("reported", "verified", "responding", "contained", "accepted", OVER);
    private static final double SECOND_MS = 1000;

    private final MultiGauge alarms;
    private final MultiGauge waiting;
    private final MultiGauge incidents;
    private final MultiGauge flooded;

    ControlRoom(MeterRegistry registry) {
        alarms = MultiGauge.builder("beacon.alarms.active").register(registry);
        waiting =
                MultiGauge.builder("beacon.alarms.waiting").baseUnit("seconds").register(registry);
        incidents = MultiGauge.builder("beacon.incidents").register(registry);
        flooded = MultiGauge.builder("beacon.positions.flooded").register(registry);
    }

    /** Takes over what a view shows. */
    void show(View view) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Priority priority : Priority.values()) {
                STANDINGS.forEach(standing -> rows.add(alarms(view, kind, priority, standing)));
            }
        }
        alarms.register(rows, true);
        waiting.register(
                Arrays.stream(Kind.values()).map(kind -> waiting(view, kind)).toList(), true);
        incidents.register(STAGES.stream().map(stage -> incidents(view, stage)).toList(), true);
        flooded.register(List.of(MultiGauge.Row.of(Tags.empty(), view.flooded().size())), true);
    }

    private static MultiGauge.Row<?> alarms(View view, Kind kind, Priority priority, String standing) {
        long count = view.alarms().stream()
                .filter(alarm -> alarm.kind() == kind && alarm.priority() == priority)
                .filter(alarm -> standing(alarm.state()).equals(standing))
                .count();
        return MultiGauge.Row.of(Tags.of("kind", name(kind), "priority", name(priority), "standing", standing), count);
    }

    /** How long the oldest alarm of a kind that nobody has seen has called, in seconds. */
    private static MultiGauge.Row<?> waiting(View view, Kind kind) {
        long ms = unseen(view, kind)
                .mapToLong(alarm -> view.hubTimeMs() - alarm.raisedAtMs())
                .max()
                .orElse(0);
        return MultiGauge.Row.of(Tags.of("kind", name(kind)), ms / SECOND_MS);
    }

    private static Stream<Alarm> unseen(View view, Kind kind) {
        return view.alarms().stream()
                .filter(alarm -> alarm.kind() == kind)
                .filter(alarm -> standing(alarm.state()).equals("unacknowledged"));
    }

    private static MultiGauge.Row<?> incidents(View view, String stage) {
        long count = view.incidents().incidents().stream()
                .map(Incident::state)
                .filter(state -> (state.isOpen() ? state.word() : OVER).equals(stage))
                .count();
        return MultiGauge.Row.of(Tags.of("state", stage), count);
    }

    private static String standing(AlarmState state) {
        return switch (state) {
            case AlarmState.Unacknowledged s -> "unacknowledged";
            case AlarmState.ReturnedUnacknowledged s -> "unacknowledged";
            case AlarmState.LatchedUnacknowledged s -> "unacknowledged";
            case AlarmState.Acknowledged s -> "acknowledged";
            case AlarmState.Returned s -> "acknowledged";
            case AlarmState.LatchedAcknowledged s -> "acknowledged";
            case AlarmState.Hushed s -> "hushed";
            case AlarmState.Normal s -> OVER;
            case AlarmState.Closed s -> OVER;
        };
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
