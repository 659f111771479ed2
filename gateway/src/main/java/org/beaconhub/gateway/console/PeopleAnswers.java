package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.beaconhub.gateway.access.Right;
import org.beaconhub.gateway.audit.AuditLine;
import org.beaconhub.gateway.audit.AuditLog;
import org.beaconhub.gateway.console.door.Door;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.engine.View.DeviceView;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DrillCommand;
import org.beaconhub.rules.fact.DrillDeliveryReport;
import org.beaconhub.rules.fact.DrillFact;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.DrillStopped;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Injected;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.Text;

/** What tells of persons, each look written down first; and the audit itself. */
final class PeopleAnswers {
    /** What is told only to those who may see it: pseudonyms of plates and cards. */
    static final Set<Quantity> PERSONAL = EnumSet.of(Quantity.PLATE, Quantity.CARD);

    private static final int LINES_MAX = 500;
    private static final int LINES_DEFAULT = 100;

    private final Views views;
    private final Door door;
    private final AuditLog audit;
    private final LongFunction<Optional<Entry>> entries;

    PeopleAnswers(Views views, Door door, Entrance entrance) {
        this.views = views;
        this.door = door;
        this.audit = entrance.keys().audit();
        this.entries = entrance.entries();
    }

    /** The newest plate and card of a device. */
    ObjectNode ofDevice(Context ctx) {
        String id = ctx.pathParam("id");
        DeviceView device = views.view().devices().stream()
                .filter(each -> each.device().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Rejected(404, new Text("没有该编号的设备", "there is no device of that id")));
        door.looks(ctx, "plates and cards of device " + id);
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("device", id);
        device.latest().forEach(told -> {
            if (told.reading() instanceof Label label && PERSONAL.contains(label.quantity())) {
                node.put(label.quantity().key(), label.text());
            }
        });
        return node.put("observed_at", device.observedAtMs());
    }

    /** An incident as one may see it: what people reported is told only to those who may read it, and that is written down. */
    ObjectNode seen(Context ctx, ObjectNode incident) {
        // A line stays where its sign goes to another incident, so the signs alone do not tell.
        List<ObjectNode> said = new ArrayList<>();
        for (JsonNode line : incident.path("time_line")) {
            boolean ofSign = line.path("what").asText().matches("opened|joined");
            if (line instanceof ObjectNode each
                    && ofSign
                    && each.path("ref").asText().startsWith("P")) {
                said.add(each);
            }
        }
        boolean reported = !said.isEmpty();
        for (JsonNode sign : incident.path("signs")) {
            reported |= sign.path("origin").asText().equals("report");
        }
        if (reported && door.caller(ctx).may(Right.SEE_PEOPLE)) {
            door.looks(ctx, "reports of incident " + incident.path("id").asText());
        } else {
            said.forEach(each -> each.put("note", "").put("by", ""));
        }
        return incident;
    }

    /** The messages that could not be read, which may hold anything. */
    JsonNode quarantine(Context ctx, JsonNode quarantine) {
        door.looks(ctx, "quarantine");
        return quarantine;
    }

    /** The newest lines of the audit; what the journal has as a fact is read from there. */
    ObjectNode audit(Context ctx) {
        long before = number(ctx, "before", Long.MAX_VALUE);
        int limit = (int) number(ctx, "limit", LINES_DEFAULT);
        if (limit < 1 || limit > LINES_MAX) {
            throw new Rejected(
                    400,
                    new Text(
                            "参数 limit 须为 1 至 " + LINES_MAX + " 的整数",
                            "the parameter 'limit' must be a whole number from 1 to " + LINES_MAX));
        }
        String who = Optional.ofNullable(ctx.queryParam("who")).orElse("");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode lines = node.putArray("lines");
        try {
            audit.newest(before, who, limit).forEach(line -> lines.add(line(line)));
        } catch (IOException e) {
            throw new Rejected(
                    503, new Text("审计无法读取：" + e.getMessage(), "the audit cannot be read: " + e.getMessage()));
        }
        return node;
    }

    private static long number(Context ctx, String name, long otherwise) {
        String text = ctx.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,15}")) {
            throw new Rejected(
                    400, new Text("参数 " + name + " 须为整数", "the parameter '" + name + "' must be a whole number"));
        }
        return Long.parseLong(text);
    }

    private ObjectNode line(AuditLine line) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("at", line.atMs())
                .put("who", line.who())
                .put("from", line.from())
                .put("what", line.what().name().toLowerCase(Locale.ROOT))
                .put("about", line.about())
                .put("outcome", line.outcome());
        if (line.seq() > 0) {
            node.put("seq", line.seq());
            entries.apply(line.seq()).ifPresent(entry -> fact(node, entry));
        }
        return node;
    }

    private static void fact(ObjectNode node, Entry entry) {
        if (entry.fact() instanceof Command command) {
            node.put("by", command.by()).put("fact", command.act().toString());
        } else if (entry.fact() instanceof SiteChanged changed) {
            node.put("by", changed.by()).put("fact", "SiteChanged");
        } else if (entry.fact() instanceof DrillFact drilled) {
            drill(node, drilled);
        }
    }

    /** What was done to a drill or in it; each says that it is none of the real world. */
    private static void drill(ObjectNode node, DrillFact fact) {
        switch (fact) {
            case DrillOrdered order ->
                node.put("by", order.by()).put("fact", "DrillOrdered[scenario=" + order.scenario() + "]");
            case DrillStopped stopped -> node.put("by", stopped.by()).put("fact", stopped.toString());
            case DrillCommand command -> node.put("by", command.by()).put("fact", command.toString());
            case Injected injected -> node.put("by", injected.by()).put("fact", injected.toString());
            case DrillDeliveryReport _ -> {}
        }
    }
}
