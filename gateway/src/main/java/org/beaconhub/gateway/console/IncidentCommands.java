package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentActs;

/** What people do to incidents: put into the inbox as facts, and answered with the incident as it is then. */
final class IncidentCommands {
    private static final int ID_LENGTH_MAX = 64;

    private final Submission submission;
    private final Versions versions;

    IncidentCommands(Submission submission, Versions versions) {
        this.submission = submission;
        this.versions = versions;
    }

    /** One incident with its signs and its time line. */
    ObjectNode one(Context ctx) {
        View view = submission.views().view();
        return whole(view, asked(view, ctx));
    }

    private ObjectNode whole(View view, Incident incident) {
        return IncidentJson.whole(view, incident).put("version", versions.of(view, incident));
    }

    /** The incident that a request names. */
    static Incident asked(View view, Context ctx) {
        return asked(view, ctx.pathParam("id"));
    }

    /** The incident of an id. */
    static Incident asked(View view, String id) {
        return view.incidents()
                .incident(id)
                .orElseThrow(() -> new Rejected(
                        404, new Text("没有该编号的事件，可能已经结束", "there is no incident of that id; it may be over")));
    }

    /** Carries out an act that the incident's table allows. */
    ObjectNode act(Context ctx) throws InterruptedException {
        View before = submission.views().view();
        Incident was = asked(before, ctx);
        JsonNode body = Submission.body(ctx, fields(actOf(ctx)));
        IncidentAct act = act(was.id(), actOf(ctx), body);
        String by = submission.by(ctx, body);
        refuse(before, by, act);
        return carriedOut(ctx, was, by, act);
    }

    /** Puts an act in that was not refused, and tells the incident as it is then. */
    ObjectNode carriedOut(Context ctx, Incident was, String by, IncidentAct act) throws InterruptedException {
        View view = submission.carriedOut(ctx, new Command(by, act));
        Optional<Incident> now = view.incidents().incident(was.id());
        if (now.filter(each -> !each.hasNewOf(by, was)).isPresent()) {
            refuse(view, by, act);
        }
        return now.map(each -> whole(view, each))
                .orElseGet(() -> JsonNodeFactory.instance
                        .objectNode()
                        .put("id", was.id())
                        .put("open", false));
    }

    private static String actOf(Context ctx) {
        return ctx.path().substring(ctx.path().lastIndexOf('/') + 1);
    }

    /** Rejects an act that the incident's table refuses. */
    static void refuse(View view, String by, IncidentAct act) {
        IncidentActs.refusal(view.incidents().incidents(), view.site(), view.hubTimeMs(), by, act)
                .ifPresent(why -> {
                    throw new Rejected(409, why);
                });
    }

    /** The fields that an act's body may have. */
    static Set<String> fields(String act) {
        return switch (act) {
            case "acknowledge", "verify", "respond", "contain", "look-back", "note" -> Set.of("by", "note");
            case "agree" -> Set.of("by", "check", "note");
            case "close" -> Set.of("by", "disposition", "note");
            case "assign" -> Set.of("by", "unit");
            case "tick" -> Set.of("by", "task", "note");
            case "merge" -> Set.of("by", "into");
            case "split" -> Set.of("by", "signs");
            case "publish" -> Set.of("by", "zh", "en");
            case "withdraw" -> Set.of("by");
            default -> throw noSuchAct();
        };
    }

    private static Rejected noSuchAct() {
        return new Rejected(404, new Text("事件没有这项操作", "there is no such act on an incident"));
    }

    /** Reads an act of {@link #fields}. */
    static IncidentAct act(String id, String act, JsonNode body) {
        return switch (act) {
            case "acknowledge" -> new IncidentAct.Acknowledge(id, Submission.note(body));
            case "verify" -> advance(id, IncidentAct.Step.VERIFY, body);
            case "respond" -> advance(id, IncidentAct.Step.RESPOND, body);
            case "contain" -> advance(id, IncidentAct.Step.CONTAIN, body);
            case "look-back" -> advance(id, IncidentAct.Step.LOOK_BACK, body);
            case "note" -> new IncidentAct.Remark(id, Submission.text(body, "note", 1, IncidentAct.NOTE_LENGTH_MAX));
            case "agree" ->
                new IncidentAct.Agree(id, oneOf(body, "check", IncidentAct.Check.values()), Submission.note(body));
            case "close" ->
                new IncidentAct.CloseIncident(
                        id, oneOf(body, "disposition", Disposition.values()), Submission.note(body));
            case "assign" -> new IncidentAct.Assign(id, Submission.text(body, "unit", 1, ID_LENGTH_MAX));
            case "tick" -> new IncidentAct.Tick(id, body.path("task").asInt(0), Submission.note(body));
            case "merge" -> new IncidentAct.Merge(id, Submission.text(body, "into", 1, ID_LENGTH_MAX));
            case "split" -> new IncidentAct.Split(id, signs(body));
            case "publish" -> new IncidentAct.Publish(id, new Text(everybody(body, "zh"), everybody(body, "en")));
            case "withdraw" -> new IncidentAct.Withdraw(id);
            default -> throw noSuchAct();
        };
    }

    private static IncidentAct advance(String id, IncidentAct.Step step, JsonNode body) {
        return new IncidentAct.Advance(id, step, Submission.note(body));
    }

    /** What everybody is to read, in one language. */
    private static String everybody(JsonNode body, String language) {
        return Submission.text(body, language, 1, IncidentAct.PUBLIC_LENGTH_MAX);
    }

    private static List<String> signs(JsonNode body) {
        JsonNode list = body.path("signs");
        List<String> signs = new ArrayList<>();
        list.forEach(each -> signs.add(each.asText()));
        if (!list.isArray() || signs.isEmpty() || signs.size() > IncidentAct.SPLIT_MAX) {
            throw new Rejected(
                    400,
                    new Text(
                            "请选 1 至 " + IncidentAct.SPLIT_MAX + " 个迹象",
                            "the field 'signs' must be a list of 1 to " + IncidentAct.SPLIT_MAX + " ids of signs"));
        }
        return signs;
    }

    private static <E extends Enum<E>> E oneOf(JsonNode body, String name, E[] constants) {
        String word = Submission.text(body, name, 1, ID_LENGTH_MAX);
        List<String> words = Arrays.stream(constants)
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = words.indexOf(word);
        if (index < 0) {
            throw new Rejected(
                    400,
                    new Text(
                            "“" + Submission.nameZh(name) + "”须为以下之一：" + String.join("、", words),
                            "the field '" + name + "' must be one of " + String.join(", ", words)));
        }
        return constants[index];
    }
}
