package org.beaconhub.gateway.console.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.beaconhub.gateway.access.Account;
import org.beaconhub.gateway.access.Accounts;
import org.beaconhub.gateway.access.ApiToken;
import org.beaconhub.gateway.access.Caller;
import org.beaconhub.gateway.access.Right;
import org.beaconhub.gateway.audit.AuditLine;
import org.beaconhub.gateway.audit.AuditLine.What;
import org.beaconhub.gateway.oidc.Oidc;
import org.beaconhub.rules.fact.Text;

/** Signing in and out, and choosing a password by a one-time link: as pages without script, and for the console. */
public final class SignInDoor {
    /** Where the console signs in and out. */
    public static final String SESSION = "/api/v1/session";

    /** Where a password is chosen by a one-time link, whose code stands behind a number sign. */
    static final String SET_UP = "/set-up";

    static final Text FROM_HERE = new Text("请在本页面提交", "send the form from this page");
    static final Text DIFFER = new Text("两次输入不一致", "the two passwords differ");
    private static final Text WRONG = new Text("姓名或密码不对", "the name or the password is wrong");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY_BYTES_MAX = 4 * 1024;

    private final Door door;
    private final Optional<String> firstCode;
    private final long firstUntilMs;
    private final Optional<Oidc> provider;

    /**
     * The door's own pages.
     *
     * @param firstCode the code that lets the first admin in while there are no accounts; good for a day from now
     * @param provider by which people may come too
     */
    public SignInDoor(Door door, Optional<String> firstCode, Optional<Oidc> provider) {
        this.door = door;
        this.firstCode = firstCode;
        this.provider = provider;
        this.firstUntilMs = door.nowMs() + Accounts.LINK_MS;
    }

    /** Whether a path is a form of this door, which checks by itself where it comes from. */
    public static boolean isForm(String path) {
        return path.equals("/sign-in") || path.equals("/sign-out") || path.equals(SET_UP) || path.equals("/password");
    }

    /** Whether this door itself writes down what comes of a path. */
    static boolean tellsItself(String path) {
        return path.equals(SESSION) || isForm(path) || path.startsWith(OidcDoor.BEGIN);
    }

    /** Adds the pages. */
    public void open(RoutesConfig routes) {
        routes.get("/sign-in", ctx -> page(ctx, 200, "", next(ctx.queryParam("next")), Optional.empty()), Needs.OPEN);
        routes.post("/sign-in", this::signIn, Needs.OPEN);
        provider.ifPresent(each -> new OidcDoor(door, this, each).open(routes));
        routes.post("/sign-out", this::signOut, Needs.OPEN);
        routes.get(SET_UP, ctx -> PlainPage.sendInstallable(ctx, 200, SignInPages.code()), Needs.OPEN);
        routes.post(SET_UP, this::choose, Needs.OPEN);
        routes.get(
                "/set-up.js",
                ctx -> ctx.contentType("text/javascript; charset=utf-8")
                        .result(SignInPages.SCRIPT.getBytes(StandardCharsets.UTF_8)),
                Needs.OPEN);
        routes.get(
                "/sign-in.js",
                ctx -> ctx.contentType("text/javascript; charset=utf-8")
                        .result(SignInPages.PROVIDER_SCRIPT.getBytes(StandardCharsets.UTF_8)),
                Needs.OPEN);
        routes.get(
                "/sign-in.css",
                ctx -> ctx.contentType("text/css; charset=utf-8")
                        .result(SignInPages.STYLE.getBytes(StandardCharsets.UTF_8)),
                Needs.OPEN);
        routes.get(SESSION, this::tell, Needs.OPEN);
        routes.post(SESSION, this::enter, Needs.OPEN);
        routes.delete(SESSION, this::leave, Needs.OPEN);
    }

    /** Where to go afterwards: a path of this console, and nothing that a browser could take for another one. */
    static String next(@org.jspecify.annotations.Nullable String wanted) {
        return wanted != null && wanted.matches("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,500}") ? wanted : "/";
    }

    boolean isOwnForm(Context ctx) {
        String type = Optional.ofNullable(ctx.contentType()).orElse("");
        return door.street().isOwnOrigin(ctx.header("Origin"), ctx.header("Host"))
                && !Street.isForeign(ctx)
                && type.startsWith("application/x-www-form-urlencoded")
                && ctx.bodyAsBytes().length <= BODY_BYTES_MAX;
    }

    static String field(Context ctx, String name) {
        return Optional.ofNullable(ctx.formParam(name)).orElse("");
    }

    private sealed interface Tried {
        record In(String name, String cookie, boolean lasts) implements Tried {}

        record Out(int status, Text why) implements Tried {}
    }

    private Tried tried(Context ctx, String name, String password) throws InterruptedException, IOException {
        if (!door.isLocked()) {
            return new Tried.Out(409, new Text("本烽台未设账户，无需登录", "this hub has no accounts; nobody needs to sign in"));
        }
        Accounts accounts = door.keys().accounts().orElseThrow();
        String from = door.street().from(ctx);
        long waitMs = door.keys().brake().attempt(name, from);
        if (waitMs > 0) {
            return out(ctx, 429, name, waiting(ctx, waitMs));
        }
        if (name.isEmpty() && password.startsWith(Door.TOKEN_MARK)) {
            return triedToken(ctx, accounts.ofText(password), password);
        }
        Optional<Account> account = accounts.signedIn(name, password);
        if (account.isEmpty()) {
            return out(ctx, 401, name, WRONG);
        }
        door.keys().brake().succeeded(name, from);
        return new Tried.In(account.get().name(), door.keys().sessions().open(account.get()), false);
    }

    /** Says, in the answer's head and in words, how long to wait. */
    static Text waiting(Context ctx, long waitMs) {
        long seconds = (waitMs + 999) / 1_000;
        ctx.header("Retry-After", Long.toString(seconds));
        return new Text("尝试过多，请 " + seconds + " 秒后再试", "too many attempts; wait " + seconds + " s");
    }

    private Tried triedToken(Context ctx, Optional<ApiToken> token, String text) throws IOException {
        if (token.isEmpty()) {
            return out(ctx, 401, "", new Text("令牌不对", "the token is wrong"));
        }
        String name = new Caller.Program(token.get()).name();
        door.keys().brake().succeeded("", door.street().from(ctx));
        return Door.isForBrowsers(token.get())
                ? new Tried.In(name, text, true)
                : out(
                        ctx,
                        403,
                        name,
                        new Text(
                                "浏览器只能用只读（viewer）令牌登录", "a browser signs in with a read-only token alone, a viewer's"));
    }

    private Tried out(Context ctx, int status, String name, Text why) throws IOException {
        door.writeTried(ctx, name, What.SIGN_IN, "", why.en());
        return new Tried.Out(status, why);
    }

    private void letIn(Context ctx, Tried.In in) throws IOException {
        door.write(ctx, in.name(), What.SIGN_IN, "", AuditLine.DONE, null);
        endSession(ctx);
        cookie(ctx, in.cookie(), in.lasts() ? "; Max-Age=34560000" : "");
    }

    private void page(Context ctx, int status, String name, String next, Optional<Text> wrong) {
        String page = SignInPages.signIn(name, next, wrong, provider.isPresent());
        if (provider.isPresent()) {
            PlainPage.sendInstallable(ctx, status, page);
        } else {
            PlainPage.send(ctx, status, page);
        }
    }

    private void endSession(Context ctx) {
        Optional.ofNullable(ctx.cookie(door.cookieName()))
                .ifPresent(id -> door.keys().sessions().end(id));
    }

    /** Begins a session of an account in the place of the one that this browser had. */
    void renew(Context ctx, Account account) {
        endSession(ctx);
        cookie(ctx, door.keys().sessions().open(account), "");
    }

    /** Begins a session of who came by the provider in the place of the one that this browser had. */
    void renewGuest(Context ctx, Account guest) {
        endSession(ctx);
        cookie(ctx, door.keys().sessions().openGuest(guest), "");
    }

    private void cookie(Context ctx, String value, String age) {
        door.keep(ctx, door.cookieName() + "=" + value, "Strict", age);
    }

    private void signIn(Context ctx) throws InterruptedException, IOException {
        String next = next(field(ctx, "next"));
        String name = field(ctx, "name").strip();
        if (!isOwnForm(ctx)) {
            page(ctx, 403, "", "/", Optional.of(FROM_HERE));
            return;
        }
        switch (tried(ctx, name, field(ctx, "password"))) {
            case Tried.In in -> {
                letIn(ctx, in);
                ctx.status(303).header("Location", next);
            }
            case Tried.Out out -> page(ctx, out.status(), name, next, Optional.of(out.why()));
        }
    }

    private void end(Context ctx) throws IOException {
        String name = door.caller(ctx).name();
        endSession(ctx);
        cookie(ctx, "", "; Max-Age=0");
        if (!name.isEmpty()) {
            door.write(ctx, name, What.SIGN_OUT, "", AuditLine.DONE, null);
        }
    }

    private void signOut(Context ctx) throws IOException {
        if (isOwnForm(ctx)) {
            end(ctx);
        }
        ctx.status(303).header("Location", "/sign-in");
    }

    private void leave(Context ctx) throws IOException {
        end(ctx);
        ctx.status(204);
    }

    /** Who one is here, and what one may do. */
    private void tell(Context ctx) {
        Caller caller = door.caller(ctx);
        ObjectNode node =
                JSON.createObjectNode().put("sign_in", door.isLocked()).put("name", caller.name());
        if (caller instanceof Caller.Person person) {
            node.put("role", person.account().role().word());
            node.put("has_password", person.account().password().isPresent());
        } else if (caller instanceof Caller.Program program) {
            node.put("role", program.token().role().word());
        }
        if (provider.isPresent()) {
            node.put("provider", OidcDoor.BEGIN);
        }
        ArrayNode rights = node.putArray("rights");
        for (Right right : Right.values()) {
            if (caller.may(right)) {
                rights.add(right.name().toLowerCase(Locale.ROOT));
            }
        }
        json(ctx, 200, node);
    }

    private void enter(Context ctx) throws InterruptedException, IOException {
        JsonNode body;
        if (ctx.bodyAsBytes().length > BODY_BYTES_MAX) {
            throw new Refusal(413, new Text("请求过长", "the body is longer than " + BODY_BYTES_MAX + " bytes"));
        }
        try {
            body = JSON.readTree(ctx.body());
        } catch (JsonProcessingException e) {
            throw new Refusal(400, new Text("请求不是 JSON", "the body is no JSON"));
        }
        if (!body.path("name").isTextual() || !body.path("password").isTextual()) {
            throw new Refusal(400, new Text("需要姓名和密码", "the body must have the texts 'name' and 'password'"));
        }
        switch (tried(
                ctx, body.path("name").asText().strip(), body.path("password").asText())) {
            case Tried.In in -> {
                letIn(ctx, in);
                json(ctx, 200, JSON.createObjectNode().put("name", in.name()));
            }
            case Tried.Out out -> throw new Refusal(out.status(), out.why());
        }
    }

    private static void json(Context ctx, int status, ObjectNode node) {
        ctx.status(status)
                .header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(node.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The account of a code, or an empty name for the first admin; nothing where the code is not good. */
    private Optional<String> whose(String code) {
        Optional<Accounts> accounts = door.keys().accounts();
        if (firstCode.filter(first -> isSame(first, code)).isPresent()
                && door.nowMs() < firstUntilMs
                && accounts.filter(Accounts::exist).isEmpty()) {
            return Optional.of("");
        }
        return accounts.flatMap(all -> all.ofLink(code)).map(Account::name);
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** A code alone is answered with whose it is; with a password, it is used up. */
    private void choose(Context ctx) throws IOException {
        String code = field(ctx, "code").strip();
        Optional<String> whose = whose(code);
        if (whose.isEmpty()) {
            door.writeTried(ctx, "", What.SET_UP, "", "the link is not good");
            PlainPage.send(ctx, 404, SignInPages.gone());
            return;
        }
        if (ctx.formParam("password") == null) {
            PlainPage.send(ctx, 200, SignInPages.setUp(code, whose.get(), Optional.empty()));
            return;
        }
        Optional<Text> refusal = chosen(ctx, code, whose.get());
        if (refusal.isPresent()) {
            PlainPage.send(ctx, 422, SignInPages.setUp(code, whose.get(), refusal));
            return;
        }
        String name = whose.get().isEmpty() ? field(ctx, "name").strip() : whose.get();
        door.write(ctx, name, What.SET_UP, "", AuditLine.DONE, null);
        ctx.status(303).header("Location", "/sign-in");
    }

    private Optional<Text> chosen(Context ctx, String code, String name) {
        Accounts accounts = door.keys().accounts().orElseThrow();
        String password = field(ctx, "password");
        if (!isOwnForm(ctx)) {
            return Optional.of(FROM_HERE);
        }
        if (!password.equals(field(ctx, "again"))) {
            return Optional.of(DIFFER);
        }
        return name.isEmpty()
                ? accounts.addFirst(field(ctx, "name").strip(), password)
                : accounts.choose(code, password);
    }
}
