package org.beaconhub.gateway.console.door;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.beaconhub.gateway.access.Accounts;
import org.beaconhub.gateway.access.ApiToken;
import org.beaconhub.gateway.access.Caller;
import org.beaconhub.gateway.access.Right;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.audit.AuditLine;
import org.beaconhub.gateway.audit.AuditLine.What;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.rules.fact.Text;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who a request comes from, lets through what that one may do, and writes down what must be. */
public final class Door {
    /** Beginning of every token's text. */
    static final String TOKEN_MARK = "bh_";

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final String CALLER = "beacon.caller";
    private static final String SEQ = "beacon.seq";
    private static final String BEARER = "Bearer ";
    private static final long LOOK_AGAIN_MS = 2_000;
    /** So many refusals of strangers a minute are written down; more say nothing new, and would push out the rest. */
    private static final int STRANGERS_MAX = 60;

    private final Street street;
    private final Keys keys;
    private final Clock clock;
    private long minute;
    private int strangers;

    /** A door on a street. */
    public Door(Street street, Keys keys, Clock clock) {
        this.street = street;
        this.keys = keys;
        this.clock = clock;
    }

    Street street() {
        return street;
    }

    /** The console's address, as who asks knows it; without a slash at its end. */
    public String base(Context ctx) {
        return street.base(ctx);
    }

    Keys keys() {
        return keys;
    }

    String cookieName() {
        return street.isSecure() ? "__Host-beacon" : "beacon";
    }

    /**
     * Lets a browser keep something that no script reads, and send it by the wire alone where that is encrypted.
     *
     * @param what name and value, with = between
     * @param sameSite whether it is sent when another site leads here: Strict or Lax
     * @param age for how long, as a part of the header; empty until the browser ends
     */
    void keep(Context ctx, String what, String sameSite, String age) {
        String secure = street.isSecure() ? "; Secure" : "";
        ctx.res().addHeader("Set-Cookie", what + "; Path=/; HttpOnly; SameSite=" + sameSite + secure + age);
    }

    /** Whether people must sign in here; where others reach the hub, also before there is anybody who can. */
    public boolean isLocked() {
        return keys.areNeeded()
                || keys.accounts().isPresent() && street.publicUrl().isPresent();
    }

    /** What time it is, milliseconds since 1970 UTC. */
    long nowMs() {
        return clock.nowMs();
    }

    /** Who a request comes from. */
    public Caller caller(Context ctx) {
        Caller known = ctx.attribute(CALLER);
        if (known == null) {
            known = found(ctx);
            ctx.attribute(CALLER, known);
        }
        return known;
    }

    private Caller found(Context ctx) {
        if (!isLocked()) {
            return new Caller.Unnamed();
        }
        Accounts accounts = keys.accounts().orElseThrow();
        String bearer = bearer(ctx);
        String cookie = ctx.cookie(cookieName());
        String secret = bearer != null ? bearer : cookie == null ? "" : cookie;
        if (secret.startsWith(TOKEN_MARK)) {
            return accounts.ofText(secret)
                    .filter(token -> bearer != null || isForBrowsers(token))
                    .<Caller>map(Caller.Program::new)
                    .orElseGet(Caller.Stranger::new);
        }
        Optional<Caller> person = bearer != null || secret.isEmpty()
                ? Optional.empty()
                : keys.sessions().of(secret).map(Caller.Person::new);
        return person.orElseGet(Caller.Stranger::new);
    }

    /** A cookie of a token lasts for ever, so it may only look. */
    static boolean isForBrowsers(ApiToken token) {
        return token.role() == Role.VIEWER;
    }

    /** The text of an Authorization header; null where there is none. */
    private static @Nullable String bearer(Context ctx) {
        String header = ctx.header("Authorization");
        return header == null || !header.startsWith(BEARER)
                ? null
                : header.substring(BEARER.length()).strip();
    }

    /** Whether a request carries a token in a header, which no foreign page can make a browser do. */
    public static boolean hasBearer(Context ctx) {
        return bearer(ctx) != null;
    }

    /** Lets a request through to its route, or not. */
    public void check(Context ctx) {
        Right right = null;
        for (RouteRole role : ctx.routeRoles()) {
            if (role instanceof Needs.Nothing) {
                return;
            }
            right = role instanceof Needs.Having having ? having.right() : right;
        }
        Caller caller = caller(ctx);
        if (caller instanceof Caller.Unnamed || right != null && caller.may(right)) {
            return;
        }
        if (caller instanceof Caller.Stranger) {
            throw stranger(ctx);
        }
        throw new Refusal(
                403,
                new Text(
                        "“" + caller.name() + "”没有此项权限"
                                + (right == null ? "" : "：" + right.means().zh()),
                        "'" + caller.name() + "' may not "
                                + (right == null ? "do this" : right.means().en())));
    }

    private Refusal stranger(Context ctx) {
        String next = ctx.path() + (ctx.queryString() == null ? "" : "?" + ctx.queryString());
        boolean page = !ctx.path().startsWith("/api/") && !ctx.path().equals("/metrics");
        return new Refusal(
                page ? 303 : 401,
                new Text("请先登录", "sign in first"),
                page
                        ? Optional.of("/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
                        : Optional.empty());
    }

    /** Whether who holds a stream open may still have it; looks again every two seconds. */
    public BooleanSupplier still(Context ctx) {
        long[] lookedNanos = {clock.steadyNanos()};
        return () -> {
            if (clock.steadyNanos() - lookedNanos[0] < TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MS)) {
                return true;
            }
            lookedNanos[0] = clock.steadyNanos();
            return found(ctx).may(Right.LOOK);
        };
    }

    /** Remembers which entry of the journal an act became. */
    public static void became(Context ctx, long seq) {
        ctx.attribute(SEQ, seq);
    }

    /** Writes down what was done and what was refused; looks at persons are written down before they are shown. */
    public void after(Context ctx) {
        int status = ctx.statusCode();
        boolean act =
                !ctx.method().name().matches("GET|HEAD|OPTIONS") && ctx.path().startsWith("/api/");
        boolean refused = status == 401 || status == 403 || status == 429;
        if (!act && !refused || SignInDoor.tellsItself(ctx.path())) {
            return;
        }
        Long seq = ctx.attribute(SEQ);
        String outcome = status < 300 ? AuditLine.DONE : "refused with " + status;
        Caller caller = ctx.attribute(CALLER) == null ? new Caller.Stranger() : caller(ctx);
        String about = ctx.method() + " " + ctx.path();
        try {
            if (caller instanceof Caller.Stranger) {
                writeTried(ctx, "", act ? What.ACT : What.REFUSED, about, outcome);
            } else {
                write(ctx, caller.name(), act ? What.ACT : What.REFUSED, about, outcome, seq);
            }
        } catch (IOException e) {
            LOG.error("the audit cannot be written; {} {} is missing in it", ctx.method(), ctx.path(), e);
        }
    }

    /** Writes down what a stranger tried, so many a minute; of more than that the number. */
    synchronized void writeTried(Context ctx, String who, What what, String about, String outcome) throws IOException {
        long now = clock.nowMs() / 60_000;
        int left = strangers - STRANGERS_MAX;
        if (now != minute) {
            minute = now;
            strangers = 0;
            if (left > 0) {
                String more = left + " more before this were not written down";
                keys.audit().append(new AuditLine(clock.nowMs(), "", "", What.REFUSED, "", more, 0));
            }
        }
        strangers++;
        if (strangers <= STRANGERS_MAX) {
            write(ctx, who, what, about, outcome, null);
        }
    }

    /**
     * Writes down a look at what tells of persons, before it is shown.
     *
     * @throws Refusal where it cannot be written down: then nothing is shown
     */
    public void looks(Context ctx, String about) {
        try {
            write(ctx, caller(ctx).name(), What.LOOK, about, AuditLine.DONE, null);
        } catch (IOException e) {
            LOG.error("the audit cannot be written; nothing about persons is shown", e);
            throw new Refusal(
                    503, new Text("审计无法写入，暂不显示个人信息", "the audit cannot be written, so nothing about persons is shown"));
        }
    }

    void write(Context ctx, String who, What what, String about, String outcome, @Nullable Long seq)
            throws IOException {
        keys.audit()
                .append(new AuditLine(
                        clock.nowMs(), who, street.from(ctx), what, about, outcome, seq == null ? 0 : seq));
    }
}
