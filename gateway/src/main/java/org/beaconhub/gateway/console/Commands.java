package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Optional;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.AlarmState.Acknowledged;
import org.beaconhub.rules.alarm.AlarmState.Returned;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Text;

/** People's commands: put into the inbox as facts, and answered with what the engine made of them. */
final class Commands {
    private final Submission submission;
    private final StateJson json;

    Commands(Submission submission, StateJson json) {
        this.submission = submission;
        this.json = json;
    }

    /**
     * What is asked for.
     *
     * @param alarm the alarm as it stands
     * @param by who asks
     * @param act what for
     */
    private record Asked(Alarm alarm, String by, AlarmAct act) {
        Command command() {
            return new Command(by, act.act());
        }
    }

    /** Reads an act, and rejects what the alarm's table refuses. */
    private Asked asked(Context ctx, String word) {
        JsonNode body = Submission.body(ctx, AlarmAct.fields(word).orElseThrow());
        Alarm alarm =
                AlarmAct.alarm(submission.views().view(), ctx.pathParam("id")).orElseThrow(AlarmAct::noSuchAlarm);
        String by = submission.by(ctx, body);
        AlarmAct act = AlarmAct.of(alarm, word, by, body);
        act.check(alarm);
        return new Asked(alarm, by, act);
    }

    ObjectNode acknowledge(Context ctx) throws InterruptedException {
        Asked asked = asked(ctx, "acknowledge");
        View view = submission.carriedOut(ctx, asked.command());
        Optional<Alarm> now = AlarmAct.alarm(view, asked.alarm().id());
        now.filter(open -> !seenBy(open.state(), asked.by())).ifPresent(asked.act()::check);
        return told(view, now, asked.alarm().id());
    }

    ObjectNode close(Context ctx) throws InterruptedException {
        Asked asked = asked(ctx, "close");
        View view = submission.carriedOut(ctx, asked.command());
        AlarmAct.alarm(view, asked.alarm().id()).ifPresent(open -> {
            asked.act().check(open);
            throw new Rejected(
                    409,
                    new Text(
                            "警情 " + open.id() + " 仍未关闭，请再查看",
                            "alarm " + open.id() + " is still open; look at it again"));
        });
        return closed(asked.alarm().id());
    }

    ObjectNode reset(Context ctx) throws InterruptedException {
        return moved(ctx, asked(ctx, "reset"));
    }

    ObjectNode shelve(Context ctx) throws InterruptedException {
        return moved(ctx, asked(ctx, "shelve"));
    }

    ObjectNode unshelve(Context ctx) throws InterruptedException {
        return moved(ctx, asked(ctx, "unshelve"));
    }

    /** Carries out an act that the alarm's table allows, and says where the alarm stands then. */
    private ObjectNode moved(Context ctx, Asked asked) throws InterruptedException {
        View view = submission.carriedOut(ctx, asked.command());
        Optional<Alarm> now = AlarmAct.alarm(view, asked.alarm().id());
        now.filter(open -> open.state().equals(asked.alarm().state())).ifPresent(asked.act()::check);
        return told(view, now, asked.alarm().id());
    }

    private ObjectNode told(View view, Optional<Alarm> now, String id) {
        return now.map(open -> json.alarm(view, open)).orElseGet(() -> closed(id));
    }

    private static ObjectNode closed(String id) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("state", "closed");
    }

    private static boolean seenBy(AlarmState state, String by) {
        return state instanceof Acknowledged(long since, String who) && who.equals(by)
                || state instanceof Returned(long sinceMs, String whoElse) && whoElse.equals(by);
    }
}
