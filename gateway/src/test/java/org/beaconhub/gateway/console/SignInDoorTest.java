package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.gateway.access.Accounts;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.audit.AuditLine;
import org.beaconhub.gateway.console.door.Keys;
import org.junit.jupiter.api.Test;

/** What a stranger tries at the door: codes, guesses, addresses that are not theirs, and sessions of others. */
class SignInDoorTest extends DoorTrial {
    private static final String OTHER = "another long river 7";

    private void reopen(ConsoleOptions options, Entrance entrance) {
        console.close();
        console = hub.console(options, entrance, clock);
    }

    private static ConsoleOptions behindAProxy() {
        return new ConsoleOptions(
                "127.0.0.1", 0, Optional.of(URI.create("https://hub.example")), Optional.of("127.0.0.1"));
    }

    private List<AuditLine> audited() throws Exception {
        return audit.newest(Long.MAX_VALUE, "", 500);
    }

    private int state(String cookie) throws Exception {
        return send(to("/api/v1/state").header("Cookie", cookie)).statusCode();
    }

    @Test
    void theCodeOfALinkStandsInNoAddressThatAServerSees() throws Exception {
        String code = accounts.add("li", Role.DISPATCHER);
        HttpResponse<String> page = send(to("/set-up"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(send(to("/set-up/" + code)).statusCode()).isEqualTo(404);
        HttpResponse<String> known = form("/set-up", Map.of("code", code));
        assertThat(known.body()).contains("<p>li</p>").doesNotContain("/set-up/");
        assertThat(form("/set-up", Map.of("code", code, "password", GOOD, "again", GOOD))
                        .statusCode())
                .isEqualTo(303);
        assertThat(form("/set-up", Map.of("code", code)).statusCode()).isEqualTo(404);
        assertThat(Files.readString(data.resolve("audit/00000001.jsonl"))).doesNotContain(code);
    }

    @Test
    void theLinkOfTheFirstAdminEndsAfterADayToo() throws Exception {
        Accounts none = Accounts.in(data.resolve("none"), clock);
        reopen(
                new ConsoleOptions("127.0.0.1", 0),
                new Entrance(Keys.of(none, audit, clock), Optional.of("first"), hub::entry));
        clock.pass(Accounts.LINK_MS - 1);
        assertThat(form("/set-up", Map.of("code", "first")).statusCode()).isEqualTo(200);
        clock.pass(1);
        Map<String, String> late = Map.of("code", "first", "name", "li", "password", GOOD, "again", GOOD);
        assertThat(form("/set-up", late).statusCode()).isEqualTo(404);
        assertThat(none.all()).isEmpty();
    }

    @Test
    void aHubThatOthersReachByItsPublicUrlIsClosedBeforeItsFirstAccount() throws Exception {
        Accounts none = Accounts.in(data.resolve("none"), clock);
        reopen(behindAProxy(), new Entrance(Keys.of(none, audit, clock), Optional.of("first"), hub::entry));
        assertThat(send(to("/api/v1/state")).statusCode()).isEqualTo(401);
        Map<String, String> first = Map.of("code", "first", "name", "li", "password", GOOD, "again", GOOD);
        assertThat(form("/set-up", first).statusCode()).isEqualTo(303);
        assertThat(none.all()).hasSize(1);
        assertThat(signIn("li", GOOD).statusCode()).isEqualTo(303);
    }

    /** A proxy may add a line of its own below what the guest wrote, rather than a word at the end of it. */
    @Test
    void anAddressThatAGuestInventsBeforeTheProxysIsNotBelieved() throws Exception {
        person("li", Role.OPERATOR);
        reopen(behindAProxy(), entrance());
        int status = 0;
        for (int i = 0; i < 6; i++) {
            status = send(to("/sign-in")
                            .setHeader("Origin", origin())
                            .setHeader("Content-Type", "application/x-www-form-urlencoded")
                            .header("X-Forwarded-For", "198.51.100." + i)
                            .header("X-Forwarded-For", "203.0.113.9")
                            .POST(BodyPublishers.ofString("name=li&password=wrong")))
                    .statusCode();
        }
        assertThat(status).isEqualTo(429);
        assertThat(audited()).extracting(AuditLine::from).containsOnly("203.0.113.9");
    }

    @Test
    void whoSignsInEndsTheSessionThatThisBrowserHad() throws Exception {
        person("li", Role.OPERATOR);
        person("wang", Role.OPERATOR);
        String before = signedIn("li");
        String now = cookie(send(to("/sign-in")
                .setHeader("Origin", origin())
                .setHeader("Cookie", before)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=wang&password=" + GOOD.replace(' ', '+')))));
        assertThat(state(now)).isEqualTo(200);
        assertThat(state(before)).isEqualTo(401);
    }

    @Test
    void onlyATokenThatMerelyLooksIsAnIdentityOfABrowser() throws Exception {
        assertThat(signIn("", token(Role.VIEWER)).statusCode()).isEqualTo(303);
        HttpResponse<String> acting = signIn("", token(Role.ADMIN));
        assertThat(acting.statusCode()).isEqualTo(403);
        assertThat(acting.body()).contains("只读", "read-only");
        assertThat(state("beacon=" + token(Role.ADMIN))).isEqualTo(401);
        assertThat(get(Role.ADMIN, "/api/v1/state").statusCode()).isEqualTo(200);
    }

    @Test
    void aWallThatSignsInOftenIsNotTakenForAGuesserAndAWrongTokenIsWrittenDown() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertThat(signIn("", token(Role.VIEWER)).statusCode()).isEqualTo(303);
        }
        assertThat(signIn("", "bh_wrong").statusCode()).isEqualTo(401);
        assertThat(audited().getFirst().outcome()).isEqualTo("the token is wrong");
    }

    @Test
    void whoFloodsTheDoorPushesNothingOutOfTheAudit() throws Exception {
        signIn("li", "wrong");
        for (int i = 0; i < 99; i++) {
            form("/set-up", Map.of("code", "wrong" + i));
        }
        assertThat(audited()).hasSize(60);
        clock.pass(3_600_000);
        signIn("li", "wrong");
        assertThat(audited()).hasSize(62);
        assertThat(audited().get(1).outcome()).isEqualTo("40 more before this were not written down");
    }

    @Test
    void aNameThatNobodyCanHaveTakesNoMemory() throws Exception {
        HttpRequest.Builder request = json(
                        "/api/v1/session", "{\"name\":\"" + "x".repeat(5_000) + "\",\"password\":\"x\"}")
                .setHeader("Origin", origin())
                .setHeader("Beacon-Console", "1");
        assertThat(send(request).statusCode()).isEqualTo(413);
    }

    @Test
    void whatTheApiAnswersStaysInNoCache() throws Exception {
        assertThat(get(Role.VIEWER, "/api/v1/state").headers().firstValue("Cache-Control"))
                .hasValue("no-store");
        assertThat(send(to("/assets/app.js")).headers().firstValue("Cache-Control"))
                .hasValue("no-cache");
    }

    private HttpResponse<String> change(String cookie, String current, String next, String again) throws Exception {
        String body = "current=" + current + "&password=" + next + "&again=" + again;
        return send(to("/password")
                .setHeader("Origin", origin())
                .setHeader("Cookie", cookie)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.replace(' ', '+'))));
    }

    @Test
    void aPersonChangesThePasswordByTheOldOneAndEveryOtherSessionEnds() throws Exception {
        person("li", Role.OPERATOR);
        String elsewhere = signedIn("li");
        String here = signedIn("li");
        assertThat(send(to("/password").header("Cookie", here)).body()).contains("<p>li</p>");
        assertThat(change(here, "wrong", OTHER, OTHER).statusCode()).isEqualTo(422);
        assertThat(change(here, GOOD, "short", "short").statusCode()).isEqualTo(422);
        assertThat(change(here, GOOD, OTHER, OTHER + "x").statusCode()).isEqualTo(422);
        assertThat(state(elsewhere)).isEqualTo(200);
        HttpResponse<String> changed = change(here, GOOD, OTHER, OTHER);
        assertThat(changed.statusCode()).isEqualTo(303);
        assertThat(state(elsewhere)).isEqualTo(401);
        assertThat(state(here)).as("the id is a new one").isEqualTo(401);
        assertThat(state(cookie(changed))).isEqualTo(200);
        assertThat(signIn("li", GOOD).statusCode()).isEqualTo(401);
        assertThat(audited().stream()
                        .filter(line -> line.what() == AuditLine.What.PASSWORD)
                        .map(AuditLine::outcome))
                .hasSize(4)
                .startsWith("done")
                .endsWith("the current password is wrong");
    }

    @Test
    void theOldPasswordIsNoMoreGuessedThereThanAtTheDoorAndStrangersAndForeignPagesChangeNothing() throws Exception {
        person("li", Role.OPERATOR);
        String cookie = signedIn("li");
        for (int i = 0; i < 5; i++) {
            change(cookie, "wrong" + i, OTHER, OTHER);
        }
        assertThat(change(cookie, GOOD, OTHER, OTHER).statusCode()).isEqualTo(429);
        clock.pass(1_000);
        assertThat(change("beacon=" + "A".repeat(43), GOOD, OTHER, OTHER).statusCode())
                .isEqualTo(303);
        assertThat(send(to("/password")
                                .setHeader("Origin", "http://evil.example")
                                .setHeader("Cookie", cookie)
                                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(
                                        ("current=" + GOOD + "&password=" + OTHER + "&again=" + OTHER)
                                                .replace(' ', '+'))))
                        .statusCode())
                .isEqualTo(403);
        assertThat(signIn("li", GOOD).statusCode()).isEqualTo(303);
    }
}
