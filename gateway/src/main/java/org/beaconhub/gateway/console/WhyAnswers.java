package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.explain.Why;

/** Answers {@code /why}: why the rules that watch a device have an alarm there, or none. */
final class WhyAnswers {
    private static final long TIMEOUT_MS = 2_000;

    private final Views views;

    WhyAnswers(Views views) {
        this.views = views;
    }

    ObjectNode answer(Context ctx) throws InterruptedException {
        String device = ctx.queryParam("device");
        if (device == null || device.isEmpty()) {
            throw new Rejected(400, "device is missing; ask as in /api/v1/why?device=fn-east-01&rule=forest-fire");
        }
        if (views.view().site().device(device).isEmpty()) {
            throw new Rejected(404, "the site has no device of that id");
        }
        List<Why> all = views.why(device, TIMEOUT_MS)
                .orElseThrow(() -> new Rejected(503, "the hub is too busy to explain; ask again"));
        String rule = ctx.queryParam("rule");
        List<Why> asked = rule == null
                ? all
                : all.stream().filter(each -> each.rule().equals(rule)).toList();
        if (rule != null && asked.isEmpty()) {
            throw new Rejected(404, "no rule of that name watches " + device);
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("device", device);
        ArrayNode rules = node.putArray("rules");
        asked.forEach(each -> rules.add(WhyJson.of(each)));
        return node;
    }
}
