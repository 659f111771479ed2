package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.beaconhub.gateway.console.door.Door;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.site.SiteDifference;
import org.beaconhub.rules.source.Problem;

/** {@code POST /api/v1/site} and {@code POST /api/v1/site/check}. */
final class SiteAnswers {
    private final SiteReload reload;
    private final Submission submission;

    SiteAnswers(SiteReload reload, Submission submission) {
        this.reload = reload;
        this.submission = submission;
    }

    ObjectNode check(Context ctx) {
        Submission.body(ctx, Set.of());
        return told(ctx, reload.check());
    }

    ObjectNode reload(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by"));
        return told(ctx, reload.reload(submission.by(ctx, body)));
    }

    private static ObjectNode told(Context ctx, SiteReload.Answer answer) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (answer) {
            case SiteReload.Answer.Refused refused -> {
                ctx.status(422);
                node.put("error", "the site has errors; nothing is changed");
                problems(node.putArray("problems"), refused.problems());
            }
            case SiteReload.Answer.Unchanged unchanged -> node.put("changed", false);
            case SiteReload.Answer.Possible possible -> possible(node.put("changed", true), possible);
            case SiteReload.Answer.Done done -> {
                Door.became(ctx, done.seq());
                node.put("changed", true).put("seq", done.seq());
                possible(node, done.what());
                alarms(node.putArray("alarms"), done.alarms());
            }
            case SiteReload.Answer.Late late -> {
                ctx.status(503);
                node.put("error", "the journal did not take the site in time; it stays queued: ask again");
            }
        }
        return node;
    }

    private static void possible(ObjectNode node, SiteReload.Answer.Possible possible) {
        names(node.putObject("rules"), possible.difference().rules());
        names(node.putObject("devices"), possible.difference().devices());
        problems(node.putArray("warnings"), possible.warnings());
    }

    private static void names(ObjectNode node, SiteDifference.Names names) {
        names.added().forEach(node.putArray("added")::add);
        names.changed().forEach(node.putArray("changed")::add);
        names.removed().forEach(node.putArray("removed")::add);
    }

    private static void problems(ArrayNode nodes, List<Problem> problems) {
        problems.forEach(problem -> nodes.addObject()
                .put("file", problem.at().file())
                .put("line", problem.at().line())
                .put("column", problem.at().column())
                .put("message", problem.message()));
    }

    private static void alarms(ArrayNode nodes, List<AlarmMoved> alarms) {
        for (AlarmMoved moved : alarms) {
            ObjectNode node = nodes.addObject()
                    .put("id", moved.alarm().id())
                    .put("rule", moved.alarm().rule())
                    .put("subject", moved.alarm().subject())
                    .put("reason", moved.reason().name().toLowerCase(Locale.ROOT));
            if (moved.alarm().state() instanceof AlarmState.Closed closed) {
                node.put("note", closed.note());
            }
        }
    }
}
