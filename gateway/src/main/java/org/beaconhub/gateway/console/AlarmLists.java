package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import java.util.List;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.fact.Text;
import org.jspecify.annotations.Nullable;

/** The lists that alarms stand in: what calls, and apart from it what was put aside, each kind for itself. */
final class AlarmLists {
    private static final List<String> LISTS = List.of("active", "shelved", "suppressed", "out_of_service");
    private static final List<String> KINDS = List.of("alarm", "supervisory", "trouble");

    private AlarmLists() {}

    /** The list of a state. */
    static String of(AlarmState state) {
        return switch (state) {
            case AlarmState.Shelved s -> "shelved";
            case AlarmState.SuppressedByDesign s -> "suppressed";
            case AlarmState.OutOfUse s -> "out_of_service";
            case AlarmState.Normal s -> "active";
            case AlarmState.Unacknowledged s -> "active";
            case AlarmState.Acknowledged s -> "active";
            case AlarmState.ReturnedUnacknowledged s -> "active";
            case AlarmState.Returned s -> "active";
            case AlarmState.LatchedUnacknowledged s -> "active";
            case AlarmState.LatchedAcknowledged s -> "active";
            case AlarmState.Closed s -> "active";
        };
    }

    /** Those of the alarms that {@code ?list=} and {@code ?kind=} ask for. */
    static ArrayNode chosen(ArrayNode all, Context ctx) {
        String list = word(ctx, "list", LISTS);
        String kind = word(ctx, "kind", KINDS);
        ArrayNode chosen = JsonNodeFactory.instance.arrayNode();
        all.forEach(alarm -> {
            if ((list == null || alarm.path("list").asText().equals(list))
                    && (kind == null || alarm.path("kind").asText().equals(kind))) {
                chosen.add(alarm);
            }
        });
        return chosen;
    }

    private static @Nullable String word(Context ctx, String name, List<String> allowed) {
        String word = ctx.queryParam(name);
        if (word != null && !allowed.contains(word)) {
            throw new Rejected(
                    400,
                    new Text(
                            "参数 " + name + " 须为以下之一：" + String.join("、", allowed),
                            "the parameter '" + name + "' must be one of " + String.join(", ", allowed)));
        }
        return word;
    }
}
