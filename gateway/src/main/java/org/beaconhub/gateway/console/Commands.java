package org.beaconhub.gateway.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Views;
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
import org.beaconhub.rules.fact.Text;

/** People's commands: put into the inbox as facts, and answered with what the engine made of them. */
final class Commands {
    private static final long ANSWER_MS = 5_000;
    private static final int NAME_LENGTH_MAX = 64;
    private static final int NOTE_LENGTH_MAX = 500;

    private final Views views;
    private final Inbox inbox;
    private final StateJson json;
    private final ObjectMapper mapper = new ObjectMapper();

    Commands(Views views, Inbox inbox, StateJson json) {
        this.views = views;
        this.inbox = inbox;
        this.json = json;
    }

    ObjectNode acknowledge(Context ctx) throws InterruptedException {
        JsonNode body = body(ctx, Set.of("by"));
        Alarm alarm = alarm(views.view(), ctx.pathParam("id")).orElseThrow(Commands::noSuchAlarm);
        String by = text(body, "by", 1, NAME_LENGTH_MAX);
        check(alarm, new AcknowledgedBy(by));
        View view = carriedOut(new Command(by, new Acknowledge(alarm.id())));
        Optional<Alarm> now = alarm(view, alarm.id());
        now.filter(open -> !seenBy(open.state(), by)).ifPresent(open -> check(open, new AcknowledgedBy(by)));
        return now.map(open -> json.alarm(view.site(), open)).orElseGet(() -> closed(alarm.id()));
    }

    ObjectNode close(Context ctx) throws InterruptedException {
        JsonNode body = body(ctx, Set.of("by", "disposition", "note"));
        Alarm alarm = alarm(views.view(), ctx.pathParam("id")).orElseThrow(Commands::noSuchAlarm);
        String by = text(body, "by", 1, NAME_LENGTH_MAX);
        Disposition disposition = disposition(text(body, "disposition", 1, 16));
        String note = body.has("note") ? text(body, "note", 0, NOTE_LENGTH_MAX) : "";
        ClosedBy event = new ClosedBy(by, disposition, note);
        check(alarm, event);
        View view = carriedOut(new Command(by, new Close(alarm.id(), disposition, note)));
        alarm(view, alarm.id()).ifPresent(open -> {
            check(open, event);
            throw new Rejected(409, "alarm " + open.id() + " is still open; look at it again");
        });
        return closed(alarm.id());
    }

    private static Rejected noSuchAlarm() {
        return new Rejected(404, "there is no open alarm of that id; it may be closed already");
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
            throw new Rejected(409, "alarm " + alarm.id() + ": " + why.en());
        }
    }

    /** The view after a command became durable and was decided upon. */
    private View carriedOut(Command command) throws InterruptedException {
        CompletableFuture<Long> committed = new CompletableFuture<>();
        inbox.putFirst(List.of(command), committed::complete);
        try {
            long seq = committed.get(ANSWER_MS, TimeUnit.MILLISECONDS);
            View view = views.awaitBeyond(seq - 1, ANSWER_MS);
            if (view.seq() >= seq) {
                return view;
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new Rejected(
                    503,
                    "the journal did not take the command within 5 s; it stays queued: look at the alarm"
                            + " again before repeating it");
        }
        throw new Rejected(503, "the command is in the journal, and is not decided upon yet; look at the alarm again");
    }

    private JsonNode body(Context ctx, Set<String> allowed) {
        JsonNode body;
        try {
            body = mapper.readTree(ctx.body());
        } catch (JsonProcessingException e) {
            throw new Rejected(400, "the body is no JSON: " + e.getOriginalMessage());
        }
        if (body == null || !body.isObject()) {
            throw new Rejected(400, "the body must be a JSON object such as {\"by\": \"…\"}");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                throw new Rejected(400, "the body has an unknown field; allowed are " + String.join(", ", allowed));
            }
        });
        return body;
    }

    private static String text(JsonNode body, String name, int min, int max) {
        JsonNode value = body.path(name);
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (!value.isTextual()
                || text.length() < min
                || text.length() > max
                || text.chars().anyMatch(Commands::control)) {
            throw new Rejected(400, "the field '" + name + "' must be a text of " + min + " to " + max + " characters");
        }
        return text;
    }

    private static boolean control(int character) {
        return Character.isISOControl(character) && character != '\n';
    }

    private static Disposition disposition(String word) {
        for (Disposition disposition : Disposition.values()) {
            if (disposition.name().toLowerCase(Locale.ROOT).equals(word)) {
                return disposition;
            }
        }
        throw new Rejected(400, "the field 'disposition' must be real, false, test or fault");
    }
}
