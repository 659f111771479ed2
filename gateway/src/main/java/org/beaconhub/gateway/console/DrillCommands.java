package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.drill.DrillView;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DrillCommand;
import org.beaconhub.rules.fact.DrillStopped;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Injected;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.rehearse.Scenario;
import org.beaconhub.rules.rehearse.ScenarioReader;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/** Drills: ordered, stopped and acted in. What is done here reaches the drill's own world alone; nothing real can be named. */
final class DrillCommands {
    private static final int ID_LENGTH_MAX = 64;
    private static final int NAME_LENGTH_MAX = 100;
    private static final int READINGS_MAX = 20;
    /** What the acts on alarms and incidents have among them; each act takes its own. */
    private static final Set<String> ACT_FIELDS = Set.of(
            "by",
            "alarm",
            "incident",
            "act",
            "note",
            "reason",
            "minutes",
            "disposition",
            "check",
            "unit",
            "task",
            "into",
            "signs",
            "zh",
            "en");

    private final Submission submission;
    private final Function<Site, ScenarioReader.Scenarios> scenarios;

    DrillCommands(Submission submission, Function<Site, ScenarioReader.Scenarios> scenarios) {
        this.submission = submission;
        this.scenarios = scenarios;
    }

    private DrillsView drills() {
        return submission.views().drills();
    }

    /** The drill that goes on, and those that ended. */
    ObjectNode all() {
        return DrillJson.all(drills());
    }

    /** What can be played. */
    ObjectNode scenarios() {
        return DrillJson.scenarios(scenarios.apply(submission.views().view().site()));
    }

    /** Begins a drill. */
    ObjectNode begin(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "scenario"));
        String name = Submission.text(body, "scenario", 1, NAME_LENGTH_MAX);
        String by = submission.by(ctx, body);
        Site site = submission.views().view().site();
        Scenario scenario = scenarios.apply(site).scenarios().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        404, new Text("没有名为“" + name + "”的演练脚本", "there is no scenario of the name '" + name + "'")));
        drills().running().ifPresent(DrillCommands::rejectSecond);
        TreeSet<String> unknown = new TreeSet<>(scenario.ordered(by).cast());
        unknown.removeIf(device -> site.device(device).isPresent());
        if (!unknown.isEmpty()) {
            throw new Rejected(
                    409,
                    new Text(
                            "站点没有设备 " + String.join("、", unknown),
                            "the site has no device " + String.join(", ", unknown)));
        }
        Submission.Drilled after = submission.drilled(ctx, scenario.ordered(by));
        after.drills()
                .running()
                .filter(drill -> !drill.record().id().equals("D" + after.seq()))
                .ifPresent(DrillCommands::rejectSecond);
        return DrillJson.all(after.drills());
    }

    private static void rejectSecond(DrillView other) {
        String id = other.record().id();
        throw new Rejected(
                409, new Text("演练 " + id + " 正在进行，须先结束", "drill " + id + " goes on; stop it before another begins"));
    }

    /** The drill of a request's path, which must go on. */
    private static DrillView asked(DrillsView drills, Context ctx) {
        String id = ctx.pathParam("id");
        return drills.running()
                .filter(drill -> drill.record().id().equals(id))
                .orElseThrow(() ->
                        over(drills.past().stream().anyMatch(past -> past.id().equals(id)) ? 409 : 404, id));
    }

    private static Rejected over(int status, String id) {
        return new Rejected(
                status, new Text("演练 " + id + "：已结束或不存在", "drill " + id + ": it is over, or there is none of that id"));
    }

    /** Ends a drill before its time. */
    ObjectNode stop(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "reason"));
        DrillView drill = asked(drills(), ctx);
        DrillStopped stopped = new DrillStopped(drill.record().id(), submission.by(ctx, body), Submission.reason(body));
        return DrillJson.all(submission.drilled(ctx, stopped).drills());
    }

    /** Lets a device say in the drill what its script does not have. */
    ObjectNode inject(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "device", "readings"));
        DrillView drill = asked(drills(), ctx);
        String id = Submission.text(body, "device", 1, ID_LENGTH_MAX);
        Device device = drill.world()
                .site()
                .device(id)
                .orElseThrow(() -> new Rejected(409, new Text("站点没有设备 " + id, "the site has no device " + id)));
        Injected said = new Injected(drill.record().id(), submission.by(ctx, body), id, readings(device, body));
        return DrillJson.all(submission.drilled(ctx, said).drills());
    }

    private static List<Reading> readings(Device device, JsonNode body) {
        JsonNode values = body.path("readings");
        List<Reading> readings = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : values.properties()) {
            Optional<Quantity> quantity = Quantity.of(each.getKey())
                    .filter(known -> known.unit() != Unit.TEXT)
                    .filter(known -> device.type().measures().contains(known));
            if (quantity.isEmpty() || !each.getValue().isNumber()) {
                throw new Rejected(
                        400,
                        new Text(
                                "“" + each.getKey() + "”须为设备 " + device.id() + " 能测的量，取值须为数字",
                                "'" + each.getKey() + "' must be a number of a quantity that " + device.id()
                                        + " measures"));
            }
            readings.add(new Measurement(quantity.get(), each.getValue().asDouble()));
        }
        if (readings.isEmpty() || readings.size() > READINGS_MAX) {
            throw new Rejected(
                    400,
                    new Text(
                            "“读数”须有 1 至 " + READINGS_MAX + " 项",
                            "the field 'readings' must be an object of 1 to " + READINGS_MAX
                                    + " quantities with their values"));
        }
        return readings;
    }

    /** An act on an alarm or an incident of the drill: the words and fields of the acts on real ones. */
    ObjectNode act(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, ACT_FIELDS);
        View world = asked(drills(), ctx).world();
        String word = Submission.text(body, "act", 1, ID_LENGTH_MAX);
        if (body.has("alarm") == body.has("incident")) {
            throw new Rejected(
                    400,
                    new Text(
                            "须写明演练中的一条警情（alarm）或一个事件（incident）",
                            "the body must name an 'alarm' or an 'incident' of the drill, and not both"));
        }
        return body.has("alarm") ? onAlarm(ctx, world, word, body) : onIncident(ctx, world, word, body);
    }

    private static void allow(JsonNode body, String on, Set<String> fields) {
        Set<String> allowed = new HashSet<>(fields);
        allowed.addAll(Set.of(on, "act"));
        Submission.allow(body, allowed);
    }

    private ObjectNode onAlarm(Context ctx, View world, String word, JsonNode body) throws InterruptedException {
        Set<String> fields = AlarmAct.fields(word).orElseThrow(AlarmAct::noSuchAct);
        allow(body, "alarm", fields);
        Alarm alarm = AlarmAct.alarm(world, Submission.text(body, "alarm", 1, ID_LENGTH_MAX))
                .orElseThrow(AlarmAct::noSuchAlarm);
        String by = submission.by(ctx, body);
        AlarmAct act = AlarmAct.of(alarm, word, by, body);
        act.check(alarm);
        DrillsView after = carriedOut(ctx, by, act.act());
        after.running()
                .flatMap(drill -> AlarmAct.alarm(drill.world(), alarm.id()))
                .filter(now -> now.state().equals(alarm.state()))
                .ifPresent(act::check);
        return DrillJson.all(after);
    }

    private ObjectNode onIncident(Context ctx, View world, String word, JsonNode body) throws InterruptedException {
        allow(body, "incident", IncidentCommands.fields(word));
        Incident was = IncidentCommands.asked(world, Submission.text(body, "incident", 1, ID_LENGTH_MAX));
        IncidentAct act = IncidentCommands.act(was.id(), word, body);
        String by = submission.by(ctx, body);
        IncidentCommands.refuse(world, by, act);
        DrillsView after = carriedOut(ctx, by, act);
        after.running()
                .map(DrillView::world)
                .filter(now -> now.incidents()
                        .incident(was.id())
                        .filter(each -> !each.hasNewOf(by, was))
                        .isPresent())
                .ifPresent(now -> IncidentCommands.refuse(now, by, act));
        return DrillJson.all(after);
    }

    private DrillsView carriedOut(Context ctx, String by, Command.Act act) throws InterruptedException {
        return submission
                .drilled(ctx, new DrillCommand(ctx.pathParam("id"), by, act))
                .drills();
    }
}
