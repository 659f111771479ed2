package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmEvent;
import org.beaconhub.rules.alarm.AlarmEvent.AcknowledgedBy;
import org.beaconhub.rules.alarm.AlarmEvent.ClosedBy;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.AlarmState.Acknowledged;
import org.beaconhub.rules.alarm.AlarmState.Returned;
import org.beaconhub.rules.alarm.Lifecycle;
import org.beaconhub.rules.alarm.Outcome;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Command.Acknowledge;
import org.beaconhub.rules.fact.Command.Close;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.Command.Reset;
import org.beaconhub.rules.fact.Command.Shelve;
import org.beaconhub.rules.fact.Command.Unshelve;
import org.beaconhub.rules.fact.Text;

/** People's commands: put into the inbox as facts, and answered with what the engine made of them. */
final class Commands {
    private final Submission submission;
    private final StateJson json;

    Commands(Submission submission, StateJson json) {
        this.submission = submission;
        this.json = json;
    }

    private Alarm asked(Context ctx) {
        return alarm(submission.views().view(), ctx.pathParam("id")).orElseThrow(Commands::noSuchAlarm);
    }

    ObjectNode acknowledge(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by"));
        Alarm alarm = asked(ctx);
        String by = submission.by(ctx, body);
        check(alarm, new AcknowledgedBy(by));
        View view = submission.carriedOut(ctx, new Command(by, new Acknowledge(alarm.id())));
        Optional<Alarm> now = alarm(view, alarm.id());
        now.filter(open -> !seenBy(open.state(), by)).ifPresent(open -> check(open, new AcknowledgedBy(by)));
        return now.map(open -> json.alarm(view, open)).orElseGet(() -> closed(alarm.id()));
    }

    ObjectNode close(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "disposition", "note"));
        Alarm alarm = asked(ctx);
        String by = submission.by(ctx, body);
        Disposition disposition = disposition(Submission.text(body, "disposition", 1, 16));
        String note = Submission.note(body);
        ClosedBy event = new ClosedBy(by, disposition, note);
        check(alarm, event);
        View view = submission.carriedOut(ctx, new Command(by, new Close(alarm.id(), disposition, note)));
        alarm(view, alarm.id()).ifPresent(open -> {
            check(open, event);
            throw new Rejected(
                    409,
                    new Text(
                            "警情 " + open.id() + " 仍未关闭，请再查看",
                            "alarm " + open.id() + " is still open; look at it again"));
        });
        return closed(alarm.id());
    }

    ObjectNode reset(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "note"));
        Alarm alarm = asked(ctx);
        String by = submission.by(ctx, body);
        return moved(
                ctx, alarm, new AlarmEvent.ResetBy(by), new Command(by, new Reset(alarm.id(), Submission.note(body))));
    }

    ObjectNode shelve(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "reason", "minutes"));
        Alarm alarm = asked(ctx);
        String by = submission.by(ctx, body);
        String reason = Submission.reason(body);
        long forMs = Submission.minutesMs(body, Shelve.FOR_MS_MAX);
        AlarmEvent event = new AlarmEvent.ShelvedBy(by, reason, 0, alarm.lifeSafety());
        return moved(ctx, alarm, event, new Command(by, new Shelve(alarm.id(), forMs, reason)));
    }

    ObjectNode unshelve(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "note"));
        Alarm alarm = asked(ctx);
        String by = submission.by(ctx, body);
        return moved(
                ctx,
                alarm,
                new AlarmEvent.UnshelvedBy(by),
                new Command(by, new Unshelve(alarm.id(), Submission.note(body))));
    }

    /** Carries out an act that the alarm's table allows, and says where the alarm stands then. */
    private ObjectNode moved(Context ctx, Alarm alarm, AlarmEvent event, Command command) throws InterruptedException {
        check(alarm, event);
        View view = submission.carriedOut(ctx, command);
        Optional<Alarm> now = alarm(view, alarm.id());
        now.filter(open -> open.state().equals(alarm.state())).ifPresent(open -> check(open, event));
        return now.map(open -> json.alarm(view, open)).orElseGet(() -> closed(alarm.id()));
    }

    private static Rejected noSuchAlarm() {
        return new Rejected(
                404, new Text("没有该编号的未关闭警情，可能已经关闭", "there is no open alarm of that id; it may be closed already"));
    }

    private static ObjectNode closed(String id) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("state", "closed");
    }

    private static boolean seenBy(AlarmState state, String by) {
        return state instanceof Acknowledged(long since, String who) && who.equals(by)
                || state instanceof Returned(long sinceMs, String whoElse) && whoElse.equals(by);
    }

    private static Optional<Alarm> alarm(View view, String id) {
        return view.alarms().stream().filter(alarm -> alarm.id().equals(id)).findFirst();
    }

    /** Says what the alarm's own table says of it. */
    private static void check(Alarm alarm, AlarmEvent event) {
        if (Lifecycle.next(alarm.state(), event, alarm.state().sinceMs()) instanceof Outcome.Refuses(Text why)) {
            throw new Rejected(
                    409, new Text("警情 " + alarm.id() + "：" + why.zh(), "alarm " + alarm.id() + ": " + why.en()));
        }
    }

    private static Disposition disposition(String word) {
        for (Disposition disposition : Disposition.values()) {
            if (disposition.name().toLowerCase(Locale.ROOT).equals(word)) {
                return disposition;
            }
        }
        throw new Rejected(
                400,
                new Text(
                        "“结论”须为真实、误报、测试、设备故障、由其他原因引起或不值得报警",
                        "the field 'disposition' must be real, false, test, fault, consequence or nuisance"));
    }
}
