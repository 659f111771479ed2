package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.cap.CapAlert;
import org.beaconhub.gateway.cap.CapReader;
import org.beaconhub.gateway.cap.CapReading;
import org.beaconhub.gateway.cap.Seals;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of CAP that other systems fetch with a token. */
class CapFeedTest extends DoorTrial {
    private static final String FEED = "/api/v1/cap/feed.atom";
    private static final Pattern MESSAGE = Pattern.compile("href=\"[^\"]*(/api/v1/cap/messages/([^\"]+))\"");

    @BeforeEach
    void tellTheRegion() {
        tellTheRegion("");
    }

    private void tellTheRegion(String signing) {
        List<SiteFile> files =
                new ArrayList<>(new TrialSite(4, 4).facts().getFirst().files());
        files.add(new SiteFile("channels.yaml", """
                channels:
                  - { name: hook, type: webhook, url: "http://127.0.0.1:1/h", kinds: [alarm], min-severity: minor, secret: s }
                  - { name: regional, type: cap, url: "http://127.0.0.1:1/c", sender: hub@example.org, kinds: [alarm], min-severity: minor, secret: s%s }
                """.formatted(signing)));
        hub.put(List.of(new SiteChanged("li", files)), Receipt.NONE);
    }

    private List<String> listed() throws Exception {
        HttpResponse<String> feed = get(Role.VIEWER, FEED);
        assertThat(feed.statusCode()).isEqualTo(200);
        assertThat(feed.headers().firstValue("Content-Type")).hasValue("application/atom+xml; charset=utf-8");
        return MESSAGE.matcher(feed.body()).results().map(each -> each.group(1)).toList();
    }

    private CapAlert message(String path) throws Exception {
        HttpResponse<String> answer = get(Role.VIEWER, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/cap+xml");
        return ((CapReading.Message) CapReader.read(answer.body().getBytes(StandardCharsets.UTF_8))).alert();
    }

    @Test
    void theFeedListsTheNewestFirstAndEachMessageIsAtItsOwnAddress() throws Exception {
        assertThat(listed()).isEmpty();
        hub.heat("fn-0");
        hub.cool("fn-0");
        List<String> paths = listed();
        assertThat(paths).hasSizeGreaterThanOrEqualTo(2).allMatch(each -> each.endsWith("-regional"));
        CapAlert first = message(paths.getLast());
        CapAlert last = message(paths.getFirst());
        assertThat(first.msgType()).isEqualTo(CapAlert.MsgType.ALERT);
        assertThat(first.infos().getFirst().event()).contains(TrialSite.EVIL.substring(0, 8));
        assertThat(last.msgType()).isEqualTo(CapAlert.MsgType.UPDATE);
        assertThat(last.references()).contains(first.id());
    }

    @Test
    void nobodyReadsThemWithoutATokenAndWhatIsNoMessageIsNotThere() throws Exception {
        hub.heat("fn-1");
        String path = listed().getFirst();
        assertThat(send(to(FEED)).statusCode()).isEqualTo(401);
        assertThat(send(to(path)).statusCode()).isEqualTo(401);
        for (String other : List.of("N2-0-hook", "N99-0-regional", "x", "N99999999999999999999-0-regional")) {
            assertThat(get(Role.VIEWER, "/api/v1/cap/messages/" + other).statusCode())
                    .as(other)
                    .isEqualTo(404);
        }
    }

    @Test
    void whoHasTheNewestFeedGetsItNotAgain() throws Exception {
        hub.heat("fn-1");
        String tag = get(Role.VIEWER, FEED).headers().firstValue("ETag").orElseThrow();
        assertThat(send(by(Role.VIEWER, to(FEED)).setHeader("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
    }

    private HttpResponse<String> unlessSame(String path, String tag) throws Exception {
        return send(by(Role.VIEWER, to(path)).setHeader("If-None-Match", tag));
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void theMessagesOfAChannelWithAKeyAreSignedAsPostedOnesAreAndOnlyAnotherKeyMakesThemNew() throws Exception {
        KeyPair keys = Seals.pair(2048);
        Files.writeString(hub.secrets.resolve("cap-key"), Seals.pem(keys));
        tellTheRegion(", signing-key: cap-key");
        hub.heat("fn-1");
        String path = listed().getFirst();
        message(path);
        HttpResponse<String> first = get(Role.VIEWER, path);
        assertThat(Seals.holds(first.body(), keys.getPublic())).isTrue();
        assertThat(unlessSame(path, tag(first)).statusCode()).isEqualTo(304);
        KeyPair others = Seals.pair(2048);
        Files.writeString(hub.secrets.resolve("cap-key"), Seals.pem(others));
        HttpResponse<String> anew = unlessSame(path, tag(first));
        assertThat(anew.statusCode()).isEqualTo(200);
        assertThat(Seals.holds(anew.body(), others.getPublic())).isTrue();
        Files.delete(hub.secrets.resolve("cap-key"));
        HttpResponse<String> none = get(Role.VIEWER, path);
        assertThat(none.statusCode()).isEqualTo(503);
        assertThat(none.body()).contains("暂时无法生成该消息：密钥“cap-key”", "cannot be made now: secret 'cap-key'");
    }
}
