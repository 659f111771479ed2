package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hub has places for so many live clients; one more is told why it has none. */
class FullHubPageTest extends PageTrial {
    private Socket client() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port());
        String request = "GET /api/v1/events HTTP/1.0\r\nHost: 127.0.0.1:" + console.port() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        return socket;
    }

    @Test
    void aPageForWhichThereIsNoPlaceSaysWhyInBothLanguagesAndIsLiveOnceThereIsOne() throws IOException {
        List<Socket> others = new ArrayList<>();
        try {
            for (int i = 0; i < Events.CLIENTS_MAX; i++) {
                others.add(client());
            }
            await().until(() -> console.liveClients() == Events.CLIENTS_MAX);
            page.navigate(console.url() + "?lang=zh");
            Locator note = page.locator("#stale");
            assertThat(note).containsText("实时连接已满（250 个）");
            assertThat(note).containsText("自动重试");
            assertThat(page.locator("#alarm-count")).hasText("–"); // nobody knows that there is none
            assertThat(page.locator("[data-list=active]")).hasText("待处理 –");
            assertThat(page.locator("#map-none")).isHidden();
            look("full-hub-zh");
            page.locator("#language").click();
            assertThat(note).containsText("all 250 live connections of the hub are taken");
            assertThat(note).containsText("tries again by itself");
        } finally {
            for (Socket each : others) {
                each.close();
            }
        }
        assertThat(page.locator("html"))
                .hasAttribute("data-link", "live", new HasAttributeOptions().setTimeout(15_000));
        assertThat(page.locator("#stale")).isHidden();
    }
}
