package org.beaconhub.gateway.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.beaconhub.gateway.access.Caller;
import org.beaconhub.gateway.console.door.Door;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.ActKey;
import org.beaconhub.rules.fact.DrillFact;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Text;

/** The way of a command: a checked body in, a fact into the inbox, the view after it was decided upon out. */
record Submission(Views views, Inbox inbox, Door door) {
    private static final String SUBMITTED = "beacon.submitted";
    private static final String KEY = "beacon.key";
    /** The version that a person saw; {@link ActLane} looks at it. */
    private static final String EXPECTED = "expected";

    private static final long ANSWER_MS = 5_000;
    private static final int NAME_LENGTH_MAX = 64;
    private static final int NOTE_LENGTH_MAX = 500;
    private static final Map<String, String> FIELDS_ZH = Map.of(
            "by", "值班员", "reason", "原因", "note", "备注", "area", "区域", "disposition", "结论", "zh", "中文内容", "en", "英文内容");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The view after a command that a request asks for became durable and was decided upon. */
    View carriedOut(Context ctx, LiveFact command) throws InterruptedException {
        return carriedOut(keyed(ctx, command), seq -> Door.became(ctx, seq));
    }

    /** The act of a request comes under a key. */
    static void under(Context ctx, ActKey key) {
        ctx.attribute(KEY, key);
    }

    /** What a request puts in: the journal has its key in one piece with it, so that neither is there without the other. */
    private static List<Fact> keyed(Context ctx, Fact fact) {
        ctx.attribute(SUBMITTED, true);
        ActKey key = ctx.attribute(KEY);
        return key == null ? List.of(fact) : List.of(key, fact);
    }

    /**
     * The drills after a fact of one was decided upon.
     *
     * @param drills how they stand then
     * @param seq the fact's place in the journal
     */
    record Drilled(DrillsView drills, long seq) {}

    /** The drills after what a request asks of one became durable and was decided upon. */
    Drilled drilled(Context ctx, DrillFact fact) throws InterruptedException {
        AtomicLong at = new AtomicLong();
        carriedOut(keyed(ctx, fact), seq -> {
            at.set(seq);
            Door.became(ctx, seq);
        });
        return new Drilled(views.drills(), at.get());
    }

    /** Whether a request has put its command in, whatever became of it. */
    static boolean isSubmitted(Context ctx) {
        return ctx.attribute(SUBMITTED) != null;
    }

    /** The view after a fact became durable and was decided upon. */
    View carriedOut(LiveFact fact) throws InterruptedException {
        return carriedOut(List.of(fact), seq -> {});
    }

    /** The view after a fact of a drill became durable and was decided upon. */
    View carriedOut(DrillFact fact) throws InterruptedException {
        return carriedOut(List.of(fact), seq -> {});
    }

    /** The view after a fact of what is real; empty where the journal did not take the fact in time, which stays queued then. */
    Optional<View> carriedOutInTime(LiveFact fact) throws InterruptedException {
        try {
            return Optional.of(carriedOut(fact));
        } catch (Rejected late) {
            return Optional.empty();
        }
    }

    private View carriedOut(List<Fact> facts, LongConsumer became) throws InterruptedException {
        CompletableFuture<Long> committed = new CompletableFuture<>();
        inbox.putFirst(facts, committed::complete);
        try {
            long seq = committed.get(ANSWER_MS, TimeUnit.MILLISECONDS);
            became.accept(seq);
            View view = views.awaitBeyond(seq - 1, ANSWER_MS);
            if (view.seq() >= seq) {
                return view;
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new Rejected(
                    503,
                    new Text(
                            "日志未能在 5 秒内写入该操作，操作仍在排队：请先查看现状，再决定是否重做",
                            "the journal did not take the command within 5 s; it stays queued: look at the alarm"
                                    + " again before repeating it"));
        }
        throw new Rejected(
                503,
                new Text(
                        "操作已写入日志，尚未作出决定；请稍后再查看",
                        "the command is in the journal, and is not decided upon yet; look at the alarm again"));
    }

    static JsonNode body(Context ctx, Set<String> allowed) {
        JsonNode body;
        try {
            body = MAPPER.readTree(ctx.body());
        } catch (JsonProcessingException e) {
            throw new Rejected(400, new Text("请求不是 JSON", "the body is no JSON: " + e.getOriginalMessage()));
        }
        if (body == null || !body.isObject()) {
            throw new Rejected(
                    400,
                    new Text(
                            "请求须为 JSON 对象，例如 {\"by\": \"…\"}",
                            "the body must be a JSON object such as {\"by\": \"…\"}"));
        }
        allow(body, allowed);
        return body;
    }

    /** Rejects fields that nobody knows: a misspelt one would be lost without a word. */
    static void allow(JsonNode body, Set<String> allowed) {
        body.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name) && !name.equals(EXPECTED) && !name.equals("by")) {
                throw new Rejected(
                        400,
                        new Text(
                                "请求含有未知字段；可用的有 " + String.join("、", allowed),
                                "the body has an unknown field; allowed are " + String.join(", ", allowed)));
            }
        });
    }

    /**
     * Who acts: who signed in, and only where nobody needs to, who the body says. A page that does not know yet of another
     * person's sign-in beside it names the one before, and what that one decided is not done under another name.
     */
    String by(Context ctx, JsonNode body) {
        Caller caller = door.caller(ctx);
        String name = caller.name();
        if (name.isEmpty()) {
            return text(body, "by", 1, NAME_LENGTH_MAX);
        }
        String said = body.path("by").asText(name);
        if (caller instanceof Caller.Person && !said.equals(name)) {
            throw new Rejected(
                    403,
                    new Text(
                            "现在以“" + name + "”登录，而这一操作出自另一人；请查看后重新提交",
                            "you are signed in as " + name
                                    + ", and this act names somebody else; look, and send it again"));
        }
        return name;
    }

    /** A remark, empty where there is none. */
    static String note(JsonNode body) {
        return body.has("note") ? text(body, "note", 0, NOTE_LENGTH_MAX) : "";
    }

    /** Why, which must be said. */
    static String reason(JsonNode body) {
        return text(body, "reason", 1, NOTE_LENGTH_MAX);
    }

    /** What a field is called in Chinese; by its own name where it has none. */
    static String nameZh(String name) {
        return FIELDS_ZH.getOrDefault(name, name);
    }

    static String text(JsonNode body, String name, int min, int max) {
        JsonNode value = body.path(name);
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (!value.isTextual()
                || text.length() < min
                || text.length() > max
                || text.codePoints().anyMatch(Submission::control)) {
            throw new Rejected(
                    400,
                    new Text(
                            "“" + nameZh(name) + "”须为 " + min + " 至 " + max + " 个字符",
                            "the field '" + name + "' must be a text of " + min + " to " + max + " characters"));
        }
        return text;
    }

    /** A time of so many minutes, in milliseconds. */
    static long minutesMs(JsonNode body, long maxMs) {
        JsonNode value = body.path("minutes");
        long max = maxMs / 60_000;
        if (!value.isIntegralNumber() || value.asLong() < 1 || value.asLong() > max) {
            throw new Rejected(
                    400,
                    new Text(
                            "“分钟数”须为 1 至 " + max + " 的整数",
                            "the field 'minutes' must be a whole number from 1 to " + max));
        }
        return value.asLong() * 60_000;
    }

    private static boolean control(int character) {
        boolean half = Character.getType(character) == Character.SURROGATE;
        return half || Character.isISOControl(character) && character != '\n';
    }
}
