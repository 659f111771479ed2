package org.beaconhub.gateway.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.console.door.Door;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.gateway.wire.Pseudonyms;
import org.beaconhub.rules.engine.KnownAct;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.ActKey;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Report;
import org.beaconhub.rules.incident.Sign;

/**
 * The lane that people's acts go through: those on one thing one after another, so that of two at once the second finds
 * what the first did; only on the version that its person saw, where it names one; and once, where it carries an
 * {@code Idempotency-Key}. Answers are kept in memory, keys in the journal: after a restart an act that comes again is told to have
 * been taken in, and is not done twice; a report's code, by which its reporter asks on, is told again. Versions are no more then.
 */
final class ActLane {
    /** So many answers are kept; the oldest goes first. */
    static final int ANSWERS_MAX = 10_000;
    /** Answers are kept for so long, milliseconds. */
    static final long ANSWERS_MS = 24 * 3_600_000L;

    private static final long WAIT_MS = 5_000;
    private static final int STRIPES = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Views views;
    private final Versions versions;
    private final Door door;
    private final Clock clock;
    private final Pseudonyms pseudonyms;
    private final ReentrantLock[] stripes =
            Stream.generate(() -> new ReentrantLock(true)).limit(STRIPES).toArray(ReentrantLock[]::new);
    private final Map<String, Kept> answers = new LinkedHashMap<>();

    private record Answer(int status, ObjectNode body) {}

    private record Kept(String request, long atNanos, CompletableFuture<Answer> answer) {}

    /** What an act does. */
    interface Act {
        ObjectNode carryOut(Context ctx) throws InterruptedException;
    }

    /** A lane that knows the keys of acts that the hub took in before it started; {@code pseudonyms} makes what the journal has of keys. */
    ActLane(Views views, Versions versions, Door door, Clock clock, Pseudonyms pseudonyms) {
        this.views = views;
        this.versions = versions;
        this.door = door;
        this.clock = clock;
        this.pseudonyms = pseudonyms;
        View view = views.view();
        Map<String, Report> reports =
                view.incidents().reports().stream().collect(Collectors.toMap(Report::id, each -> each, (a, _) -> a));
        for (KnownAct each : views.knownActs()) {
            long atNanos = clock.steadyNanos() - TimeUnit.MILLISECONDS.toNanos(view.hubTimeMs() - each.atMs());
            Answer answer = Optional.ofNullable(reports.get(Sign.ofReport(each.seq())))
                    .map(report -> new Answer(200, ReportCommands.said(report)))
                    .orElse(takenBefore(each.seq()));
            answers.put(each.key(), new Kept(each.request(), atNanos, CompletableFuture.completedFuture(answer)));
        }
    }

    /** What is answered to an act that came before the hub started. */
    private static Answer takenBefore(long seq) {
        ObjectNode body = JSON.createObjectNode().put("seq", seq);
        body.set(
                "text",
                Console.text(new Text(
                        "重启前已收到这一操作（日志第 " + seq + " 条），没有再做一次；请查看现状",
                        "the journal has this act from before the hub's start, as entry " + seq
                                + "; it was not done again: look how things stand")));
        return new Answer(200, body);
    }

    /** Carries an act out, or answers what it was answered before. */
    void run(Context ctx, Act act) throws InterruptedException {
        run(ctx, ctx.body(), act);
    }

    /** The same for a request that tells what is asked for otherwise than as JSON: {@code body} says it in JSON. */
    void run(Context ctx, String body, Act act) throws InterruptedException {
        String key = ctx.header("Idempotency-Key");
        if (key == null) {
            tell(ctx, answered(ctx, body, act));
            return;
        }
        if (!key.matches("[!-~]{1,128}")) {
            throw new Rejected(
                    400,
                    new Text(
                            "请求头 Idempotency-Key 须为 1 至 128 个不含空格的 ASCII 字符",
                            "the header Idempotency-Key must be 1 to 128 characters of ASCII without blanks"));
        }
        String request =
                pseudonyms.digest(ctx.method() + " " + ctx.path() + " " + ctx.header("If-Match") + "\n" + body);
        Kept own = new Kept(request, clock.steadyNanos(), new CompletableFuture<>());
        String name = pseudonyms.digest(door.caller(ctx).name() + "\n" + key);
        Optional<Kept> before = keep(name, own);
        if (before.isPresent()) {
            repeat(ctx, before.get(), request);
            return;
        }
        Submission.under(ctx, new ActKey(name, request));
        try {
            Answer answer = answered(ctx, body, act);
            if (answer.status() != 503 || Submission.isSubmitted(ctx)) {
                own.answer().complete(answer);
            }
            tell(ctx, answer);
        } finally {
            if (!own.answer().isDone()) {
                forget(name, own);
            }
        }
    }

    private void repeat(Context ctx, Kept kept, String request) throws InterruptedException {
        if (!kept.request().equals(request)) {
            throw new Rejected(
                    422,
                    new Text(
                            "同一 Idempotency-Key 已用于另一操作", "this Idempotency-Key was used for another request already"));
        }
        try {
            Answer answer = kept.answer().get(2 * WAIT_MS, TimeUnit.MILLISECONDS);
            ctx.header("Idempotent-Replayed", "true");
            tell(ctx, answer);
        } catch (TimeoutException | ExecutionException e) {
            throw new Rejected(503, new Text("同一操作仍在进行", "the same act is still under way; ask again"));
        }
    }

    /** Keeps an act under its key, or tells the one that is kept there already. */
    private Optional<Kept> keep(String name, Kept own) {
        synchronized (answers) {
            long oldNanos = own.atNanos() - TimeUnit.MILLISECONDS.toNanos(ANSWERS_MS);
            var oldest = answers.values().iterator();
            while (oldest.hasNext() && oldest.next().atNanos() - oldNanos < 0) {
                oldest.remove();
            }
            Kept kept = answers.putIfAbsent(name, own);
            if (answers.size() > ANSWERS_MAX) {
                answers.remove(answers.keySet().iterator().next());
            }
            return Optional.ofNullable(kept);
        }
    }

    private void forget(String name, Kept own) {
        synchronized (answers) {
            answers.remove(name, own);
        }
        own.answer().cancel(false);
    }

    /** The lane's answer, a refusal too. */
    private Answer answered(Context ctx, String body, Act act) throws InterruptedException {
        String id = ctx.pathParamMap().getOrDefault("id", "");
        try {
            ObjectNode done = inOrder(ctx, id, body, act);
            return new Answer(ctx.statusCode(), done);
        } catch (Rejected e) {
            ObjectNode refusal = Console.refusal(e.text());
            if (e.status() == 409) {
                View view = views.view();
                first(view, id).ifPresent(first -> refusal.set("first", first));
                refusal.put("version", versions.of(view, id));
            }
            return new Answer(e.status(), refusal);
        }
    }

    private static void tell(Context ctx, Answer answer) {
        ctx.status(answer.status())
                .contentType("application/json")
                .result(answer.body().toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode inOrder(Context ctx, String id, String body, Act act) throws InterruptedException {
        // Merging and splitting touch more than one incident, so all of these have one place in the row.
        String row = ctx.path().startsWith("/api/v1/incidents/") ? "incidents" : id;
        ReentrantLock lock = stripes[Math.floorMod(row.hashCode(), STRIPES)];
        if (!lock.tryLock(WAIT_MS, TimeUnit.MILLISECONDS)) {
            throw new Rejected(503, new Text("前一操作尚未完成，请稍后再试", "an act before this one is not done yet; try again"));
        }
        try {
            expected(ctx, body).ifPresent(version -> check(id, version));
            return act.carryOut(ctx);
        } finally {
            lock.unlock();
        }
    }

    private void check(String id, long expected) {
        long now = versions.of(views.view(), id);
        if (now != expected) {
            throw new Rejected(
                    409,
                    new Text(
                            id + " 已有变化，请看过现状再操作",
                            id + " has changed since you looked: it is at version " + now + ", you saw " + expected));
        }
    }

    /** The version that the person saw: {@code If-Match}, or {@code expected} in the body. */
    private static OptionalLong expected(Context ctx, String body) {
        String header = ctx.header("If-Match");
        String text = header == null ? inBody(body) : header.strip().replaceAll("^\"(.*)\"$", "$1");
        if (text.isEmpty() || text.equals("*")) {
            return OptionalLong.empty();
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new Rejected(
                    400,
                    new Text(
                            "If-Match 或 expected 须为状态中给出的版本号（整数）",
                            "If-Match, or 'expected', must be a version as the state tells it: a whole number"));
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private static String inBody(String text) {
        try {
            JsonNode body = JSON.readTree(text);
            return body == null ? "" : body.path("expected").asText("");
        } catch (JsonProcessingException e) {
            return ""; // whoever reads the body says so
        }
    }

    /** Who moved a thing last, when, and to what; empty where nobody did. */
    private static Optional<ObjectNode> first(View view, String id) {
        Optional<ObjectNode> alarm = view.alarms().stream()
                .filter(each -> each.id().equals(id))
                .filter(each -> !AlarmJson.by(each.state()).isEmpty())
                .map(each -> who(
                        AlarmJson.by(each.state()),
                        each.state().sinceMs(),
                        each.state().word()))
                .findFirst();
        return alarm.or(() -> view.incidents().incidents().stream()
                .filter(each -> each.id().equals(id))
                .flatMap(each -> each.lines().reversed().stream())
                .filter(line -> !line.by().isEmpty() && !line.tellsOfSign())
                .map(line -> who(line.by(), line.atMs(), StateJson.lower(line.what())))
                .findFirst());
    }

    private static ObjectNode who(String by, long atMs, String what) {
        return JSON.createObjectNode().put("by", by).put("at", atMs).put("what", what);
    }
}
