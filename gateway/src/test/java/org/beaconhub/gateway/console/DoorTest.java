package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.beaconhub.gateway.access.Account;
import org.beaconhub.gateway.access.Right;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.access.Sessions;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.junit.jupiter.api.Test;

/** Who gets in, and who may do what. */
class DoorTest extends DoorTrial {
    private static final List<String> OPEN = List.of(
            "DELETE /api/v1/session",
            "GET /answer/drill/{token}",
            "GET /answer/{token}",
            "GET /api/v1/session",
            "GET /assets/{name}",
            "GET /health",
            "GET /public",
            "GET /public/feed.atom",
            "GET /public/style.css",
            "GET /ready",
            "GET /report",
            "GET /report/drill",
            "GET /report/icon-192.png",
            "GET /report/icon-512.png",
            "GET /report/icon.svg",
            "GET /report/manifest.webmanifest",
            "GET /report/report.js",
            "GET /report/style.css",
            "GET /report/ticket",
            "GET /report/worker.js",
            "GET /report/{code}",
            "GET /set-up",
            "GET /set-up.js",
            "GET /sign-in",
            "GET /sign-in.css",
            "GET /sign-in.js",
            "GET /vendor/{name}",
            "POST /answer/drill/{token}",
            "POST /answer/{token}",
            "POST /api/v1/session",
            "POST /report",
            "POST /report/{code}/photos",
            "POST /set-up",
            "POST /sign-in",
            "POST /sign-out");

    @Test
    void everyRouteIsOpenToExactlyTheRolesThatHaveItsRight() throws Exception {
        for (Route route : console.routes()) {
            String path = route.path().replaceAll("\\{\\w+}", "none");
            if (path.equals("/api/v1/events")) {
                continue; // it does not end; a story of its own
            }
            for (Role role : Role.values()) {
                HttpRequest.Builder request = by(role, to(path));
                int status = send(route.method().equals("GET")
                                ? request
                                : request.setHeader("Content-Type", "application/json")
                                        .method(route.method(), BodyPublishers.ofString("{}")))
                        .statusCode();
                boolean may = route.right().map(role::may).orElse(true);
                boolean door = route.path().equals("/sign-in");
                if (route.path().startsWith(AnswerLinks.PATH)) {
                    continue; // its token is forged, which is refused whoever comes
                }
                assertThat(status == 403 || status == 401)
                        .as("%s %s as %s: %s", route.method(), route.path(), role, status)
                        .isEqualTo(!may || door && route.method().equals("POST"));
            }
        }
    }

    /** The strict policy on every route there is, and no page of any that would need another: no inline script, no style of an element, nothing from elsewhere. */
    @Test
    void nothingThatTheHubServesHasInlineScriptOrAsksAnotherServer() throws Exception {
        int pages = 0;
        for (Route route : console.routes()) {
            if (!route.method().equals("GET") || route.path().equals("/api/v1/events")) {
                continue;
            }
            String path =
                    route.path().replace("/assets/{name}", "/assets/app.js").replaceAll("\\{\\w+}", "none");
            HttpResponse<String> answer = get(Role.ADMIN, path);
            String policy =
                    answer.headers().firstValue("Content-Security-Policy").orElse("");
            assertThat(policy).as(path).contains("default-src 'none'").doesNotContain("unsafe", "*", "data:", "http");
            if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                pages++;
                assertThat(answer.body())
                        .as(path)
                        .doesNotContainPattern("<script(?![^>]*\\ssrc=)|<style|\\s(on[a-z]+|style)=\"|javascript:")
                        .doesNotContainPattern("(src|href|action)=\"(https?:)?//");
            }
        }
        assertThat(pages).as("pages that were looked at").isGreaterThan(5);
    }

    @Test
    void noScriptOrStyleOfThePagesNamesAnotherServer() throws Exception {
        for (String folder : List.of("console", "report")) {
            try (Stream<Path> files =
                    Files.list(Path.of("../dashboards/src/main/resources").resolve(folder))) {
                for (Path file :
                        files.filter(each -> !each.toString().endsWith(".png")).toList()) {
                    assertThat(Files.readString(file).replace("http://www.w3.org/2000/svg", ""))
                            .as(file.toString())
                            .doesNotContainPattern(
                                    "https?://|url\\((\"|')?//|@import|\\beval\\(|new Function|innerHTML|insertAdjacentHTML|document\\.write");
                }
            }
        }
    }

    @Test
    void whatAStrangerMayReachIsThisAndNothingElse() {
        assertThat(new TreeSet<>(console.routes().stream()
                        .filter(route -> route.right().isEmpty())
                        .map(route -> route.method() + " " + route.path())
                        .toList()))
                .containsExactlyElementsOf(OPEN);
    }

    @Test
    void aStrangerIsSentToTheSignInPageAndAProgramIsToldSo() throws Exception {
        HttpResponse<String> page = send(to("/?lang=en"));
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location")).hasValue("/sign-in?next=%2F%3Flang%3Den");
        for (String path : List.of("/api/v1/state", "/api/v1/events", "/api/v1/audit", "/metrics")) {
            HttpResponse<String> answer = send(to(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(read(answer).at("/text/zh").asText()).isEqualTo("请先登录");
        }
        assertThat(send(to("/api/v1/state").method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aPersonSignsInActsUnderTheirOwnNameAndSignsOut() throws Exception {
        person("王芳", Role.OPERATOR);
        HttpResponse<String> in = form("/sign-in", Map.of("name", "王芳", "password", GOOD, "next", "/?list=shelved"));
        assertThat(in.headers().firstValue("Location")).hasValue("/?list=shelved");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("beacon=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        String cookie = cookie(in);
        String acknowledge = "/api/v1/alarms/" + alarm() + "/acknowledge";
        assertThat(send(page(cookie, json(acknowledge, "{\"by\":\"somebody else\"}")))
                        .statusCode())
                .as("what another person decided is not done under this name")
                .isEqualTo(403);
        HttpResponse<String> seen = send(page(cookie, json(acknowledge, "{}")));
        assertThat(read(seen).path("by").asText()).isEqualTo("王芳");
        JsonNode me = read(send(to("/api/v1/session").header("Cookie", cookie)));
        assertThat(me.path("name").asText()).isEqualTo("王芳");
        assertThat(me.path("role").asText()).isEqualTo("operator");
        HttpResponse<String> out = send(page(cookie, to("/api/v1/session").DELETE()));
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("beacon=;", "Max-Age=0");
        assertThat(send(to("/api/v1/state").header("Cookie", cookie)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoSignsInIsLedToNoOtherSite() throws Exception {
        person("li", Role.VIEWER);
        for (String next : List.of(
                "//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb", "")) {
            HttpResponse<String> in = form("/sign-in", Map.of("name", "li", "password", GOOD, "next", next));
            assertThat(in.headers().firstValue("Location")).as(next).hasValue("/");
        }
    }

    @Test
    void forgedExpiredAndEndedCookiesAndTokensOpenNothing() throws Exception {
        person("li", Role.OPERATOR);
        String cookie = signedIn("li");
        for (String forged : List.of(
                "beacon=", "beacon=li", "beacon=" + "A".repeat(43), "beacon=bh_" + "A".repeat(43), cookie + "x")) {
            assertThat(send(to("/api/v1/state").header("Cookie", forged)).statusCode())
                    .as(forged)
                    .isEqualTo(401);
        }
        for (String bearer : List.of("", "li", "bh_", token(Role.ADMIN) + "x", cookie.substring(7))) {
            assertThat(send(to("/api/v1/state").header("Authorization", "Bearer " + bearer))
                            .statusCode())
                    .as(bearer)
                    .isEqualTo(401);
        }
        assertThat(send(to("/api/v1/state?token=" + token(Role.ADMIN))).statusCode())
                .as("a token in an address is none")
                .isEqualTo(401);
        clock.pass(Sessions.IDLE_MS);
        assertThat(send(to("/api/v1/state").header("Cookie", cookie)).statusCode())
                .isEqualTo(401);
        accounts.removeToken("admin");
        assertThat(get(Role.ADMIN, "/api/v1/state").statusCode()).isEqualTo(401);
    }

    @Test
    void anotherRoleHoldsAtOnceAlsoForAStreamThatIsOpen() throws Exception {
        person("li", Role.OPERATOR);
        String cookie = signedIn("li");
        HttpResponse<InputStream> stream = client.send(
                to("/api/v1/events").header("Cookie", cookie).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        accounts.remove("li");
        clock.pass(2_000);
        try (InputStream body = stream.body()) {
            await().until(() -> {
                int next = body.read();
                while (next >= 0 && body.available() > 0) {
                    next = body.read();
                }
                return next < 0;
            });
        }
    }

    @Test
    void aWallDisplaySignsInWithAReadOnlyTokenAndNoName() throws Exception {
        HttpResponse<String> in = signIn("", token(Role.VIEWER));
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=34560000", "HttpOnly");
        String cookie = cookie(in);
        clock.pass(Sessions.ABSOLUTE_MS * 3);
        assertThat(send(to("/api/v1/state").header("Cookie", cookie)).statusCode())
                .isEqualTo(200);
        assertThat(send(page(cookie, json("/api/v1/alarms/" + alarm() + "/acknowledge", "{\"by\":\"x\"}")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void wrongPasswordsAreAnsweredAlikeAndSlowedDown() throws Exception {
        person("li", Role.OPERATOR);
        String wrong = signIn("li", "wrong").body();
        assertThat(signIn("nobody", "wrong").body()).isEqualTo(wrong.replace("value=\"li\"", "value=\"nobody\""));
        for (int i = 0; i < 4; i++) {
            assertThat(signIn("li", "wrong").statusCode()).isEqualTo(401);
        }
        HttpResponse<String> waits = signIn("li", GOOD);
        assertThat(waits.statusCode()).as("even with the right one").isEqualTo(429);
        assertThat(waits.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(waits.body()).contains("请 1 秒后再试");
        clock.pass(1_000);
        assertThat(signIn("li", GOOD).statusCode()).isEqualTo(303);
    }

    @Test
    void aForeignPageCanNeitherActNorSignIn() throws Exception {
        person("li", Role.ADMIN);
        String cookie = signedIn("li");
        String path = "/api/v1/alarms/" + alarm() + "/acknowledge";
        List<HttpRequest.Builder> foreign = List.of(
                page(cookie, json(path, "{}")).setHeader("Origin", "http://evil.example"),
                page(cookie, json(path, "{}")).setHeader("Origin", "null"),
                page(cookie, json(path, "{}")).setHeader("Sec-Fetch-Site", "cross-site"),
                page(cookie, json(path, "{}")).setHeader("Sec-Fetch-Site", "same-site"),
                page(cookie, json(path, "{}")).setHeader("Beacon-Console", "0"),
                json(path, "{}").setHeader("Cookie", cookie).setHeader("Beacon-Console", "1"),
                page(cookie, to("/api/v1/session").DELETE()).setHeader("Origin", "http://evil.example"));
        for (HttpRequest.Builder request : foreign) {
            assertThat(send(request).statusCode())
                    .as(request.build().headers().toString())
                    .isEqualTo(403);
        }
        assertThat(hub.view().alarms().getFirst().state().holds()).isTrue();
        HttpResponse<String> in = send(to("/sign-in")
                .setHeader("Origin", "http://evil.example")
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=li&password=" + GOOD.replace(' ', '+'))));
        assertThat(in.statusCode()).isEqualTo(403);
        assertThat(in.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(send(page(cookie, json(path, "{}"))).statusCode()).isEqualTo(200);
    }

    private int setUp(String code, String password, String again) throws Exception {
        return form("/set-up", Map.of("code", code, "password", password, "again", again))
                .statusCode();
    }

    @Test
    void aLinkSetsAPasswordAndHostileTextsComeOutHarmless() throws Exception {
        String code = accounts.add("li", Role.DISPATCHER);
        assertThat(setUp(code, "short", "short")).isEqualTo(422);
        assertThat(setUp(code, GOOD, GOOD + "x")).isEqualTo(422);
        assertThat(setUp(code, GOOD, GOOD)).isEqualTo(303);
        assertThat(setUp(code, GOOD, GOOD)).isEqualTo(404);
        assertThat(signedIn("li")).isNotEmpty();
        HttpResponse<String> evil = signIn("\"><img src=x onerror=alert(1)>", "x");
        assertThat(evil.body()).doesNotContain("<img").contains("&lt;img");
        assertThat(evil.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'")
                .doesNotContain("script-src");
    }

    @Test
    void everyAnswerCarriesTheHeadersOfADoor() throws Exception {
        for (String path : List.of("/", "/sign-in", "/api/v1/state", "/nothing", "/sign-in.css")) {
            HttpResponse<String> answer = send(to(path));
            assertThat(answer.headers().map())
                    .as(path)
                    .containsKeys(
                            "content-security-policy",
                            "x-content-type-options",
                            "referrer-policy",
                            "permissions-policy",
                            "cross-origin-opener-policy");
        }
    }

    @Test
    void rolesAreOrderedAsPeopleExpect() {
        assertThat(Role.ADMIN.rights()).containsExactlyInAnyOrder(Right.values());
        assertThat(Role.DISPATCHER.rights()).containsAll(Role.OPERATOR.rights());
        assertThat(Role.OPERATOR.rights()).containsAll(Role.VIEWER.rights());
        assertThat(accounts.all()).extracting(Account::name).contains("root");
    }
}
