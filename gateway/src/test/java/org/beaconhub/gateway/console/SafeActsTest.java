package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.Test;

/** Acts from the page where somebody else is faster, or the connection breaks: each is done once, on what its person saw. */
class SafeActsTest extends PageTrial {
    private Locator card() {
        return page.locator("[data-alarm]");
    }

    private void begin(String language) {
        hub.observe("sd-3", 0, TrialHub.reading(Quantity.TAMPER, 1));
        open("", language, 1366);
        signIn();
        assertThat(card()).isVisible();
    }

    private String alarm() {
        return hub.view().alarms().getFirst().id();
    }

    /** Another person acts, at another desk. */
    private void elsewhere(String path, String body) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(console.url()).resolve("/api/v1/" + path))
                    .header("Content-Type", "application/json")
                    .header("Beacon-Console", "1")
                    .header("Origin", console.url().replaceAll("/$", ""))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path, e);
        }
    }

    /** Something happens to the first request of an act; those after it go their way. */
    private List<String> first(String act, Consumer<Route> happens) {
        List<String> keys = new ArrayList<>();
        page.route("**/" + act, route -> {
            keys.add(route.request().headers().get("idempotency-key"));
            if (keys.size() == 1) {
                happens.accept(route);
            } else {
                route.resume();
            }
        });
        return keys;
    }

    private long commands() {
        return IntStream.rangeClosed(1, (int) hub.view().seq())
                .filter(seq -> hub.entry(seq)
                        .filter(entry -> entry.fact() instanceof Command)
                        .isPresent())
                .count();
    }

    @Test
    void theSecondOfTwoOperatorsIsToldWhoWasFirstAndSeesHowItStands() {
        begin("zh");
        first("acknowledge", route -> {
            elsewhere("alarms/" + alarm() + "/acknowledge", "{\"by\":\"Li Na\"}");
            route.resume();
        });
        press("j", "a");
        assertThat(page.locator("#told")).containsText("在您之前： Li Na · 已确认");
        assertThat(card()).containsText("已确认 · Li Na");
        assertThat(commands()).isEqualTo(1);
    }

    @Test
    void aFormThatWasOpenedOnAnOlderStateIsRefusedOnceAndKeepsWhatWasTyped() {
        begin("en");
        press("j", "s");
        page.locator("[name=reason]").fill("painters at work");
        elsewhere("alarms/" + alarm() + "/acknowledge", "{\"by\":\"Li Na\"}");
        assertThat(card()).containsText("acknowledged · Li Na");
        press("Control+Enter");
        assertThat(page.locator("#told")).containsText("Before you: Li Na · acknowledged");
        assertThat(page.locator("[name=reason]")).hasValue("painters at work");
        press("Control+Enter");
        assertThat(page.locator("[data-list=shelved]")).containsText("1");
    }

    @Test
    void anActWhoseAnswerWasLostIsAskedForAgainAndDoneOnce() {
        hub.heat("fn-1");
        open("#/incidents/" + incident(), "en", 1366);
        signIn();
        List<String> keys = first("note", route -> {
            route.fetch();
            route.abort();
        });
        press("n");
        page.locator("[name=note]").fill("smoke on the west slope");
        press("Control+Enter");
        assertThat(page.locator(".time-line q").first()).containsText("west slope");
        assertThat(page.locator("[name=note]")).hasCount(0);
        assertThat(page.locator(".time-line").getByText("smoke on the west slope"))
                .hasCount(1);
        assertThat(keys).hasSize(2);
        assertThat(keys.getFirst()).matches("[0-9a-f]{32}").isEqualTo(keys.getLast());
        assertThat(commands()).isEqualTo(1);
        errors.removeIf(each -> each.contains("ERR_FAILED"));
    }

    @Test
    void whatIsTypedStaysWhileTheHubIsRestartedAndIsSentThen() {
        begin("en");
        press("j", "s");
        page.locator("[name=reason]").fill("painters at work");
        int port = console.port();
        console.close();
        assertThat(page.locator("html"))
                .hasAttribute("data-link", "stale", new HasAttributeOptions().setTimeout(10_000));
        console = hub.console(new ConsoleOptions("127.0.0.1", port), Entrance.free(hub.clock), hub.clock);
        assertThat(page.locator("html"))
                .hasAttribute("data-link", "live", new HasAttributeOptions().setTimeout(15_000));
        assertThat(page.locator("[name=reason]")).hasValue("painters at work");
        page.locator("[name=reason]").focus();
        press("Control+Enter");
        assertThat(page.locator("[data-list=shelved]")).containsText("1");
        errors.removeIf(each -> each.contains("net::ERR_"));
    }
}
