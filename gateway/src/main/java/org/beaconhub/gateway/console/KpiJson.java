package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.beaconhub.rules.kpi.Kpis;
import org.beaconhub.rules.kpi.PositionKpis;
import org.beaconhub.rules.kpi.Rate;

/** The alarm system's figures in the words of the API; times in milliseconds, shares from 0 to 1. */
final class KpiJson {
    private KpiJson() {}

    static ObjectNode of(Kpis kpis) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("from", kpis.fromMs())
                .put("until", kpis.untilMs())
                .put("last_seq", kpis.lastSeq())
                .put("days", kpis.days())
                .put("enough_days", kpis.enough());
        node.set("verdict", Console.text(kpis.verdict()));
        ArrayNode positions = node.putArray("positions");
        kpis.positions().forEach(each -> positions.add(position(each)));
        return node;
    }

    private static ObjectNode position(PositionKpis kpis) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("position", kpis.position())
                .put("calls", kpis.calls());
        rate(node, "per_10_min", kpis.perTenMinutes());
        rate(node, "per_hour", kpis.perHour());
        rate(node, "per_day", kpis.perDay());
        node.put("flooded_time_share", kpis.floodedTimeShare())
                .put("crowded_share", kpis.crowdedShare())
                .put("busy_share", kpis.busyShare())
                .put("stale", kpis.stale())
                .put("chattering", kpis.chattering())
                .put("fleeting", kpis.fleeting())
                .put("worst_share", kpis.worstShare())
                .put("acknowledged", kpis.acknowledged())
                .put("waiting", kpis.waiting())
                .put("shelved", kpis.shelved())
                .put("suppressed", kpis.suppressed());
        kpis.acknowledgedAfterMsMedian().ifPresent(ms -> node.put("acknowledged_after_median", ms));
        kpis.acknowledgedAfterMsMost().ifPresent(ms -> node.put("acknowledged_after_p95", ms));
        ArrayNode worst = node.putArray("worst");
        kpis.worst()
                .forEach(actor -> worst.addObject()
                        .put("rule", actor.rule())
                        .put("subject", actor.subject())
                        .put("calls", actor.calls())
                        .put("share", actor.share()));
        counts(node, "priorities", kpis.priorities());
        counts(node, "kinds", kpis.kinds());
        counts(node, "dispositions", kpis.dispositions());
        return node;
    }

    private static void rate(ObjectNode node, String name, Rate rate) {
        node.putObject(name).put("average", rate.average()).put("peak", rate.peak());
    }

    private static void counts(ObjectNode node, String name, Map<? extends Enum<?>, Long> counts) {
        ObjectNode own = node.putObject(name);
        counts.forEach((each, count) -> own.put(each.name().toLowerCase(Locale.ROOT), count));
    }
}
