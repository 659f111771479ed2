package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many pages in one browser, which opens six connections to a host at the most. */
class ManyPagesTest extends PageTrial {
    private Page another(String hash) {
        Page other = context.newPage();
        other.navigate(console.url() + "?lang=en" + hash);
        other.locator("html[data-link=live]").waitFor();
        return other;
    }

    @Test
    void sevenPagesAreLiveActAndGoOnWhenOneIsClosedAndTheHubHasOneStreamOfThem() {
        open("", "en", 1366);
        signIn();
        List<Page> others = Stream.of("#/hub", "#/mine", "#/handover", "#/access", "#/actuators", "")
                .map(this::another)
                .toList();
        hub.heat("fn-1");
        Page last = others.getLast();
        assertThat(last.locator("[data-alarm]")).hasCount(1);
        last.locator("[data-alarm] [data-act=acknowledge]").click();
        assertThat(last.locator("[data-alarm]")).containsText("acknowledged · Wang Fang");
        assertThat(page.locator("[data-alarm]")).containsText("acknowledged · Wang Fang");
        page.waitForCondition(() -> console.liveClients() == 1);
        page.close();
        hub.heat("fn-3");
        assertThat(last.locator("[data-alarm]")).hasCount(2);
    }

    @Test
    void aPageOfABrowserThatSharesNothingBetweenPagesHasItsOwnStream() {
        context.addInitScript("delete window.SharedWorker");
        page = another("");
        hub.heat("fn-1");
        assertThat(page.locator("[data-alarm]")).hasCount(1);
        hub.heat("fn-3");
        assertThat(page.locator("[data-alarm]")).hasCount(2);
    }

    /** One that a browser has frozen takes nothing; what waits for it must not grow through the night. */
    @Test
    void aPageThatTakesNoMessagesGetsNoMoreOfThemAndTheWholeStateOnceItTakesThemAgain() {
        open("", "en", 1366);
        Object told = page.evaluate("""
                async () => {
                  const join = takes => {
                    const { port } = new SharedWorker('/assets/stream.js', { name: 'trial' }), told = [];
                    let wake = () => {};
                    port.onmessage = ({ data }) => {
                      if (data.what === 'here') return;
                      told.push(data.what);
                      if (takes) port.postMessage('taken');
                      wake();
                    };
                    const until = async count => { while (told.length < count) await new Promise(done => { wake = done; }); };
                    return { port, told, until };
                  };
                  const frozen = join(false), awake = join(true);
                  frozen.port.postMessage('open');
                  await frozen.until(2);
                  for (let i = 0; awake.told.length < 80; i++) {
                    const before = awake.told.length;
                    awake.port.postMessage('open');
                    await awake.until(before + 2);
                  }
                  const held = frozen.told.length;
                  for (let i = 0; i < held; i++) frozen.port.postMessage('taken');
                  await frozen.until(held + 2);
                  return [held, ...frozen.told.slice(held, held + 2)].join();
                }""");
        assertThat(told).isEqualTo("51,open,state");
    }
}
