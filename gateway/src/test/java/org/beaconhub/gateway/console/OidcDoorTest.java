package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.access.Sessions;
import org.beaconhub.gateway.audit.AuditLine;
import org.beaconhub.gateway.console.TrialProvider.Lie;
import org.beaconhub.gateway.console.door.Keys;
import org.beaconhub.gateway.oidc.Oidc;
import org.beaconhub.gateway.oidc.OidcOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who comes by a provider of OpenID Connect, and who does not. */
class OidcDoorTest extends DoorTrial {
    private final TrialProvider provider = provider();

    private static TrialProvider provider() {
        try {
            return new TrialProvider();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stopProvider() {
        provider.close();
    }

    @Override
    Entrance entrance() {
        try {
            Path secret = Files.writeString(data.resolve("oidc"), TrialProvider.SECRET + "\n");
            OidcOptions options = new OidcOptions(
                    URI.create(provider.issuer()),
                    TrialProvider.CLIENT,
                    secret,
                    "preferred_username",
                    "realm_access.roles",
                    Map.of("beacon-operators", Role.OPERATOR, "beacon-guests", Role.VIEWER, "chiefs", Role.ADMIN));
            return new Entrance(
                    Keys.of(accounts, audit, clock),
                    Optional.empty(),
                    Optional.of(new Oidc(options, clock)),
                    hub::entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A browser that has gone to the provider: what it keeps, and where that sends it. */
    private record Gone(String kept, URI back) {}

    private Gone go() throws Exception {
        HttpResponse<String> begun = send(to("/sign-in/oidc?next=/?list=shelved"));
        assertThat(begun.statusCode()).isEqualTo(303);
        HttpResponse<String> there = send(HttpRequest.newBuilder(TrialProvider.location(begun)));
        return new Gone(cookie(begun), TrialProvider.location(there));
    }

    private HttpResponse<String> come(Gone gone) throws Exception {
        return send(HttpRequest.newBuilder(gone.back()).header("Cookie", gone.kept()));
    }

    private static Optional<String> session(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.matches("beacon=[^;]+;.*"))
                .map(each -> each.substring(0, each.indexOf(';')))
                .findFirst();
    }

    private AuditLine audited() throws Exception {
        return audit.newest(Long.MAX_VALUE, "", 1).getFirst();
    }

    private int state(String cookie) throws Exception {
        return send(to("/api/v1/state").header("Cookie", cookie)).statusCode();
    }

    @Test
    void aPersonComesByTheProviderActsUnderTheirNameThereAndLeaves() throws Exception {
        assertThat(send(to("/sign-in?next=/x")).body()).contains("/sign-in/oidc?next=%2Fx", "单点登录");
        HttpResponse<String> in = come(go());
        assertThat(in.statusCode()).isEqualTo(200);
        assertThat(in.body()).contains("url=/?list=shelved");
        String cookie = session(in).orElseThrow();
        assertThat(in.headers().allValues("Set-Cookie").getLast()).contains("HttpOnly", "SameSite=Strict");
        JsonNode me = read(send(to("/api/v1/session").header("Cookie", cookie)));
        assertThat(me.path("name").asText()).isEqualTo("zhao");
        assertThat(me.path("role").asText()).isEqualTo("operator");
        assertThat(me.path("has_password").asBoolean()).isFalse();
        assertThat(audited()).hasFieldOrPropertyWithValue("who", "zhao").hasFieldOrPropertyWithValue("outcome", "done");
        assertThat(audited().about()).contains("f81d4fae");
        String act = "/api/v1/alarms/" + alarm() + "/acknowledge";
        assertThat(read(send(page(cookie, json(act, "{}")))).path("by").asText())
                .isEqualTo("zhao");
        send(page(cookie, to("/api/v1/session").DELETE()));
        assertThat(state(cookie)).isEqualTo(401);
    }

    /** The way back begins at another site, so that a strict cookie comes only with a step of the hub's own. */
    @Test
    void aBrowserComesBackFromAnotherSiteAndLaterOverThePageThatItHadOpen() {
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(console.url() + "sign-in?next=/");
            page.screenshot(new Page.ScreenshotOptions().setPath(PageTrial.SCREENS.resolve("sign-in-provider.png")));
            page.locator("a[href^='/sign-in/oidc']").click();
            assertThat(page.locator("#by")).hasValue("zhao");
            assertThat(page.locator("#password-link")).isHidden();
            page.locator("html[data-link=live]").waitFor();
            clock.pass(Sessions.IDLE_MS);
            page.evaluate("dispatchEvent(new Event('focus'))");
            Locator dialog = page.locator("#sign-in");
            Page other = context.waitForPage(() -> dialog.locator("a").click());
            assertThat(other.locator("#by")).hasValue("zhao");
            other.close();
            page.evaluate("dispatchEvent(new Event('focus'))");
            assertThat(dialog).hasCount(0);
        }
    }

    /** What stands behind a number sign reaches no server: the page of the door takes it along. */
    @Test
    void whoWantedAPageIsOnItAfterwardsAlsoWhereTheProviderFirstRefused() {
        String incidents = console.url() + "#/incidents";
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = context.newPage();
            provider.lie = Lie.REFUSES;
            page.navigate(incidents);
            page.locator("a[href^='/sign-in/oidc']").click();
            assertThat(page.locator("[role=alert]")).containsText("没有让你登录");
            provider.lie = Lie.NONE;
            page.locator("a[href^='/sign-in/oidc']").click();
            assertThat(page.locator("#by")).hasValue("zhao");
            assertThat(page).hasURL(incidents);
            clock.pass(Sessions.IDLE_MS);
            page.evaluate("dispatchEvent(new Event('focus'))");
            Page other = context.waitForPage(() -> page.locator("#sign-in a").click());
            assertThat(other.locator("#by")).hasValue("zhao");
            assertThat(other).hasURL(incidents);
        }
    }

    @Test
    void theSessionIsAsOthersAndEndsWhereAnAccountTakesItsName() throws Exception {
        String idle = session(come(go())).orElseThrow();
        clock.pass(Sessions.IDLE_MS);
        assertThat(state(idle)).isEqualTo(401);
        String cookie = session(come(go())).orElseThrow();
        assertThat(state(cookie)).isEqualTo(200);
        person("Zhao", Role.VIEWER);
        assertThat(state(cookie)).isEqualTo(401);
        HttpResponse<String> taken = come(go());
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(session(taken)).isEmpty();
        assertThat(signIn("Zhao", GOOD).statusCode())
                .as("an account of the hub breaks the glass")
                .isEqualTo(303);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "FORGED_SIGNATURE",
                "NO_SIGNATURE",
                "SHARED_SECRET_SIGNATURE",
                "OTHER_NONCE",
                "OTHER_AUDIENCE",
                "OTHER_ISSUER",
                "EXPIRED"
            })
    void aTokenThatIsNotTheProvidersForThisHubAndThisSignInOpensNothing(Lie lie) throws Exception {
        provider.lie = lie;
        HttpResponse<String> answer = come(go());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("不可信", "cannot be trusted");
        assertThat(session(answer)).isEmpty();
        assertThat(audited().outcome()).startsWith("what the sign-in service answered cannot be trusted");
    }

    @Test
    void eachWayBackIsOpenOnceForTheBrowserThatWentAndForTenMinutes() throws Exception {
        Gone gone = go();
        assertThat(come(gone).statusCode()).isEqualTo(200);
        HttpResponse<String> again = come(gone);
        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(again.body()).contains("已用过", "used already");

        Gone mine = go();
        assertThat(come(new Gone("beacon-oidc=another", mine.back())).statusCode())
                .as("a link that somebody else began, sent to me")
                .isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(mine.back())).statusCode()).isEqualTo(403);
        assertThat(come(mine).statusCode()).isEqualTo(200);

        Gone late = go();
        clock.pass(600_000);
        assertThat(come(late).statusCode()).isEqualTo(403);
    }

    @Test
    void whoHasNoRoleOrNoNameHereIsToldSoAndTheGravestRoleCounts() throws Exception {
        provider.realmAccess = mapper.readTree("{\"roles\":[\"offline_access\"]}");
        HttpResponse<String> none = come(go());
        assertThat(none.statusCode()).isEqualTo(403);
        assertThat(none.body()).contains("没有角色", "no role at this hub");
        provider.realmAccess = mapper.readTree("{\"roles\":[\"beacon-guests\",\"chiefs\",\"beacon-operators\"]}");
        String cookie = session(come(go())).orElseThrow();
        assertThat(read(send(to("/api/v1/session").header("Cookie", cookie)))
                        .path("role")
                        .asText())
                .isEqualTo("admin");
        for (String name : List.of("", "token:wall", "li@town.example", "<b>")) {
            provider.name = name;
            HttpResponse<String> answer = come(go());
            assertThat(answer.statusCode()).as(name).isEqualTo(403);
            assertThat(answer.body()).contains("can be no name here");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NAMES_ANOTHER_ISSUER", "HUGE_ANSWER"})
    void aProviderThatIsAnotherOrAnswersWithoutEndIsNotUsed(Lie lie) throws Exception {
        provider.lie = lie;
        HttpResponse<String> answer = send(to("/sign-in/oidc"));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("现在不可用", "cannot be used now", "name=\"password\"");
        int asked = provider.asked();
        provider.lie = Lie.NONE;
        assertThat(send(to("/sign-in/oidc")).statusCode()).isEqualTo(502);
        assertThat(provider.asked()).as("nobody waits for it again at once").isEqualTo(asked);
        clock.pass(5_000);
        assertThat(send(to("/sign-in/oidc")).statusCode()).isEqualTo(303);
    }

    @Test
    void whereTheProviderIsDownAccountsOfTheHubStillOpenIt() throws Exception {
        Gone gone = go();
        provider.close();
        assertThat(come(gone).statusCode()).isEqualTo(502);
        person("li", Role.OPERATOR);
        assertThat(signIn("li", GOOD).statusCode()).isEqualTo(303);
        provider.lie = Lie.REFUSES;
    }

    @Test
    void whomTheProviderRefusesIsTold() throws Exception {
        provider.lie = Lie.REFUSES;
        HttpResponse<String> answer = come(go());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("没有让你登录");
        assertThat(audited().outcome()).endsWith("access_denied");
    }
}
