package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Command.Actuate;
import org.beaconhub.rules.fact.Command.BeginMaintenance;
import org.beaconhub.rules.fact.Command.EndMaintenance;
import org.beaconhub.rules.fact.Command.PutBack;
import org.beaconhub.rules.fact.Command.TakeOut;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.live.Maintenance;
import org.beaconhub.rules.site.Way;

/** What people decide about devices and areas: out of service and back, maintenance and its end, what actuators do. */
final class ServiceCommands {
    private final Submission submission;

    ServiceCommands(Submission submission) {
        this.submission = submission;
    }

    private String device(Context ctx) {
        String id = ctx.pathParam("id");
        if (submission.views().view().site().device(id).isEmpty()) {
            throw new Rejected(404, new Text("没有该编号的设备", "there is no device of that id"));
        }
        return id;
    }

    private static boolean isOut(View view, String device) {
        return view.devicesOut().stream().anyMatch(each -> each.device().equals(device));
    }

    ObjectNode takeOut(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "reason"));
        String device = device(ctx);
        if (isOut(submission.views().view(), device)) {
            throw new Rejected(
                    409, new Text("设备 " + device + " 已经停用", "device " + device + " is out of service already"));
        }
        Command command = new Command(submission.by(ctx, body), new TakeOut(device, Submission.reason(body)));
        return StateJson.silenced(submission.carriedOut(ctx, command));
    }

    ObjectNode putBack(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "note"));
        String device = device(ctx);
        if (!isOut(submission.views().view(), device)) {
            throw new Rejected(409, new Text("设备 " + device + " 没有停用", "device " + device + " is not out of service"));
        }
        Command command = new Command(submission.by(ctx, body), new PutBack(device, Submission.note(body)));
        return StateJson.silenced(submission.carriedOut(ctx, command));
    }

    ObjectNode activate(Context ctx) throws InterruptedException {
        return actuate(ctx, true);
    }

    ObjectNode rest(Context ctx) throws InterruptedException {
        return actuate(ctx, false);
    }

    private ObjectNode actuate(Context ctx, boolean active) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "reason"));
        String channel = ctx.pathParam("channel");
        boolean there = submission
                .views()
                .view()
                .site()
                .channel(channel)
                .filter(each -> each.way() instanceof Way.Actuator)
                .isPresent();
        if (!there) {
            throw new Rejected(404, new Text("没有该名称的执行器渠道", "there is no channel of that name with an actuator"));
        }
        Actuate act = new Actuate(channel, active, Submission.reason(body));
        View view = submission.carriedOut(ctx, new Command(submission.by(ctx, body), act));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("actuators", ActuatorJson.all(view));
        return answer;
    }

    ObjectNode beginMaintenance(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "area", "from", "minutes", "reason"));
        String area = Submission.text(body, "area", 1, 200);
        if (!submission.views().view().site().hasArea(area)) {
            throw new Rejected(404, new Text("没有该区域", "there is no area of that path"));
        }
        JsonNode from = body.path("from");
        if (!from.isMissingNode() && (!from.isIntegralNumber() || from.asLong() < 0)) {
            throw new Rejected(
                    400,
                    new Text(
                            "“开始时间”须为自 1970 年（UTC）起的毫秒数",
                            "the field 'from' must be a time in milliseconds since 1970 UTC"));
        }
        long forMs = Submission.minutesMs(body, BeginMaintenance.FOR_MS_MAX);
        List<Maintenance> before = submission.views().view().maintenances();
        View view = submission.carriedOut(
                ctx,
                new Command(
                        submission.by(ctx, body),
                        new BeginMaintenance(area, from.asLong(0), forMs, Submission.reason(body))));
        if (before.containsAll(view.maintenances())) {
            throw new Rejected(409, new Text("检修项目过多，请先结束一些", "there are too many maintenances; end some first"));
        }
        return StateJson.silenced(view);
    }

    ObjectNode endMaintenance(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "note"));
        String id = ctx.pathParam("id");
        if (submission.views().view().maintenances().stream()
                .noneMatch(each -> each.id().equals(id))) {
            throw new Rejected(404, new Text("没有该编号的检修，可能已经结束", "there is no maintenance of that id; it may be over"));
        }
        Command command = new Command(submission.by(ctx, body), new EndMaintenance(id, Submission.note(body)));
        return StateJson.silenced(submission.carriedOut(ctx, command));
    }
}
