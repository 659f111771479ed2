package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.gateway.series.Charts;
import org.beaconhub.gateway.series.Charts.HistoryUnavailable;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unit;
import org.jspecify.annotations.Nullable;

/** Answers {@code /chart}: columns of times, lowest, mean and highest values, as a chart draws them. */
final class ChartAnswers {
    private static final int POINTS_MAX = 5_000;
    private static final int POINTS_DEFAULT = 600;
    private static final long SPAN_DEFAULT_MS = 15 * 60_000L;
    /** The end of the year 9999, in milliseconds UTC. */
    static final long TIME_MAX_MS = 253_402_300_800_000L;

    private final Views views;
    private final Charts charts;
    private final Clock clock;

    ChartAnswers(Views views, Charts charts, Clock clock) {
        this.views = views;
        this.charts = charts;
        this.clock = clock;
    }

    ObjectNode answer(Context ctx) {
        String device = needed(ctx, "device");
        if (views.view().site().device(device).isEmpty()) {
            throw new Rejected(404, new Text("站点没有该编号的设备", "the site has no device of that id"));
        }
        Quantity quantity = quantity(ctx);
        long toMs = number(ctx.queryParam("to"), "to", 0, TIME_MAX_MS, clock.nowMs());
        long fromMs = number(ctx.queryParam("from"), "from", 0, TIME_MAX_MS, Math.max(0, toMs - SPAN_DEFAULT_MS));
        if (fromMs >= toMs) {
            throw fromAfterTo();
        }
        int points = (int) number(ctx.queryParam("points"), "points", 1, POINTS_MAX, POINTS_DEFAULT);
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("device", device)
                .put("quantity", quantity.key())
                .put("unit", quantity.unit().symbol())
                .put("from", fromMs)
                .put("to", toMs);
        ArrayNode times = node.putArray("times");
        ArrayNode min = node.putArray("min");
        ArrayNode mean = node.putArray("mean");
        ArrayNode max = node.putArray("max");
        try {
            charts.points(device, quantity, fromMs, toMs, points).forEach(point -> {
                times.add(point.timeMs());
                min.add(point.min());
                mean.add(point.mean());
                max.add(point.max());
            });
        } catch (HistoryUnavailable e) {
            throw new Rejected(
                    503, new Text("历史库没有应答：" + e.getMessage(), "The history does not answer: " + e.getMessage()));
        }
        return node;
    }

    private static Quantity quantity(Context ctx) {
        return Quantity.of(needed(ctx, "quantity"))
                .filter(known -> known.unit() != Unit.TEXT)
                .orElseThrow(() -> new Rejected(
                        400,
                        new Text(
                                "quantity 须为目录中数值量的名称，例如 temperature",
                                "quantity must be a number's name of the catalogue: temperature")));
    }

    /** A span of time that ends before it begins. */
    static Rejected fromAfterTo() {
        return new Rejected(400, new Text("from 须早于 to", "from must be before to"));
    }

    /** That a request's parameter has no characters, or more than these. */
    static Text length(String name, int max) {
        return new Text(
                "参数 " + name + " 须有 1 至 " + max + " 个字符",
                "the parameter '" + name + "' must have 1 to " + max + " characters");
    }

    private static String needed(Context ctx, String name) {
        String value = ctx.queryParam(name);
        if (value == null || value.isEmpty() || value.length() > 64) {
            throw new Rejected(400, length(name, 64));
        }
        return value;
    }

    /** A whole number of a request, within bounds; {@code otherwise} where it is not given. */
    static long number(@Nullable String text, String name, long min, long max, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,15}")) {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw new Rejected(
                400,
                new Text(
                        "参数 " + name + " 须为 " + min + " 至 " + max + " 的整数",
                        "the parameter '" + name + "' must be a whole number from " + min + " to " + max));
    }
}
