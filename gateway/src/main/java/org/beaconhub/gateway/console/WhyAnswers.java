package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.explain.HubAlarm;
import org.beaconhub.rules.explain.Why;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Site;

/** Answers {@code /why}: why the rules that watch a device have an alarm there, or none, and the hub's own alarms. */
final class WhyAnswers {
    private static final long TIMEOUT_MS = 2_000;

    private final Views views;

    WhyAnswers(Views views) {
        this.views = views;
    }

    ObjectNode answer(Context ctx) throws InterruptedException {
        String device = ctx.queryParam("device");
        if (device == null || device.isEmpty()) {
            throw new Rejected(
                    400,
                    new Text(
                            "缺少 device；例如 /api/v1/why?device=fn-east-01&rule=forest-fire",
                            "device is missing; ask as in /api/v1/why?device=fn-east-01&rule=forest-fire"));
        }
        Site site = views.view().site();
        boolean watched = site.device(device).isPresent();
        if (!watched && site.channel(device).isEmpty()) {
            throw new Rejected(404, new Text("站点没有该编号的设备或渠道", "the site has no device or channel of that id"));
        }
        List<Why> all = watched
                ? views.why(device, TIMEOUT_MS)
                        .orElseThrow(() -> new Rejected(
                                503, new Text("烽台繁忙，暂时无法说明原因，请再试", "the hub is too busy to explain; ask again")))
                : List.of();
        String rule = ctx.queryParam("rule");
        List<Why> asked = all.stream()
                .filter(each -> rule == null || each.rule().equals(rule))
                .toList();
        List<HubAlarm> own = views.view().hubAlarms(device).stream()
                .filter(each -> rule == null || each.alarm().rule().equals(rule))
                .toList();
        if (rule != null && asked.isEmpty() && own.isEmpty()) {
            throw new Rejected(404, new Text("没有该名称的规则监视 " + device, "no rule of that name watches " + device));
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("device", device);
        ArrayNode rules = node.putArray("rules");
        asked.forEach(each -> rules.add(WhyJson.of(each)));
        ArrayNode hubAlarms = node.putArray("hub_alarms");
        own.forEach(each -> hubAlarms.add(WhyJson.of(each)));
        return node;
    }
}
