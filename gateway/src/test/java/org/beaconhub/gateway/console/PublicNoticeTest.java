package org.beaconhub.gateway.console;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.swing.text.MutableAttributeSet;
import javax.swing.text.html.HTML;
import javax.swing.text.html.HTMLEditorKit;
import javax.swing.text.html.parser.ParserDelegator;
import javax.xml.parsers.DocumentBuilderFactory;
import org.beaconhub.gateway.HostileText;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** What everybody may read, without sign-in: what somebody decided to be public, and nothing else. */
class PublicNoticeTest extends ApiTrial {
    private static final ObjectMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private String incident() {
        return hub.view().incidents().incidents().getFirst().id();
    }

    private HttpResponse<String> act(String act, String body) throws Exception {
        return post("/api/v1/incidents/" + incident() + "/" + act, body);
    }

    private Document feed() throws Exception {
        byte[] xml = get("/public/feed.atom").body().getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml));
    }

    @Test
    void nothingIsPublicUntilSomebodyDecidesSo() throws Exception {
        hub.heat("fn-1");
        act("note", "{\"by\":\"li\",\"note\":\"secret-note\"}");
        assertThat(get("/public").body())
                .contains("目前没有公告。There are no notices.")
                .doesNotContain("secret-note", incident(), "fn-1", TrialSite.EVIL);
        assertThat(feed().getElementsByTagName("entry").getLength()).isZero();
    }

    @Test
    void aNoticeSaysWhatThePersonWroteThenThatItIsOverAndIsWithdrawn() throws Exception {
        hub.heat("fn-1");
        assertThat(act("publish", "{\"by\":\"li\",\"zh\":\"请勿上山\\n关闭门窗\",\"en\":\"Stay <b>away</b>\"}")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> page = get("/public");
        assertThat(page.body())
                .contains("警示 · Warning", "请勿上山\n关闭门窗", "Stay &lt;b&gt;away&lt;/b&gt;", "发布 · Since")
                .doesNotContain("<script", "li<", incident(), "fn-1");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(feed().getElementsByTagName("summary").item(0).getTextContent())
                .isEqualTo("警示 · Warning\n请勿上山\n关闭门窗\nStay <b>away</b>");
        assertThat(json(get("/api/v1/incidents/" + incident()))
                        .at("/public/text/zh")
                        .asText())
                .isEqualTo("请勿上山\n关闭门窗");

        act("close", "{\"by\":\"li\",\"disposition\":\"false\"}");
        assertThat(get("/public").body())
                .contains("危险已解除 · All clear", "解除 · all clear")
                .doesNotContain("Warning");
        assertThat(feed().getElementsByTagName("title").item(1).getTextContent())
                .contains("All clear");
        assertThat(act("publish", "{\"by\":\"li\",\"zh\":\"再次\",\"en\":\"again\"}")
                        .statusCode())
                .isEqualTo(409);
        act("withdraw", "{\"by\":\"li\"}");
        assertThat(get("/public").body()).contains("There are no notices.");
        assertThat(act("withdraw", "{\"by\":\"li\"}").body()).contains("nothing about it is public");
    }

    /** What a reader of HTML finds on the public page: its tags, and its texts. */
    private static final class Found extends HTMLEditorKit.ParserCallback {
        private final List<String> tags = new ArrayList<>();
        private final StringBuilder texts = new StringBuilder();

        static Found on(String page) throws IOException {
            Found found = new Found();
            new ParserDelegator().parse(new StringReader(page), found, true);
            return found;
        }

        @Override
        public void handleStartTag(HTML.Tag tag, MutableAttributeSet attributes, int at) {
            tags.add(tag.toString());
        }

        @Override
        public void handleSimpleTag(HTML.Tag tag, MutableAttributeSet attributes, int at) {
            tags.add(tag.toString());
        }

        @Override
        public void handleText(char[] data, int at) {
            texts.append(data);
        }
    }

    private int publish(String text) throws Exception {
        return act("publish", ESCAPING.writeValueAsString(Map.of("by", "li", "zh", text, "en", text)))
                .statusCode();
    }

    @Test
    void hostileWordsArePublicAsTheTextsThatTheyAreOrNotAtAll() throws Exception {
        hub.heat("fn-1");
        publish("Gate");
        List<String> tags = Found.on(get("/public").body()).tags;
        for (HostileText each : HostileText.all()) {
            boolean controls = each.text().matches("(?s).*[\\p{Cc}&&[^\n]].*");
            assertThat(publish(each.text())).as(each.what()).isEqualTo(controls ? 400 : 200);
            if (!controls) {
                Found found = Found.on(get("/public").body());
                assertThat(found.tags).as(each.what()).isEqualTo(tags);
                assertThat(found.texts
                                .toString()
                                .replaceAll("[\\s\u2028\u2029]+", " ")
                                .replaceAll("[\\p{Cf}\\p{Cn}\\p{Co}\ufffd]", ""))
                        .as(each.what())
                        .contains(each.shown().replace("…", ""));
                assertThat(feed().getElementsByTagName("summary")
                                .item(0)
                                .getTextContent()
                                .lines()
                                .toList()
                                .getLast())
                        .as(each.what())
                        .endsWith(each.text()
                                .lines()
                                .toList()
                                .getLast()
                                .replaceAll("[\uffff]", "")
                                .strip());
            }
        }
        assertThat(publish("W".repeat(1 << 20))).as("a megabyte").isIn(400, 413);
        assertThat(publish("Gate \ud83d9")).as("half a character").isEqualTo(400);
    }

    @Test
    void bothLanguagesAreNeeded() throws Exception {
        hub.heat("fn-1");
        HttpResponse<String> half = act("publish", "{\"by\":\"li\",\"zh\":\"请勿上山\",\"en\":\"\"}");
        assertThat(half.statusCode()).isEqualTo(400);
        assertThat(json(half).at("/text/zh").asText()).contains("英文内容");
        assertThat(act("publish", "{\"by\":\"li\",\"zh\":\"%s\",\"en\":\"x\"}".formatted("火".repeat(1001)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoLooksOftenGetsOnlyWhatIsNew() throws Exception {
        for (String path : new String[] {"/public", "/public/feed.atom"}) {
            HttpResponse<String> first = get(path);
            assertThat(first.headers().firstValue("Cache-Control")).hasValue("public, max-age=30");
            String tag = first.headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> again = client.send(
                    HttpRequest.newBuilder(URI.create(console.url()).resolve(path))
                            .header("If-None-Match", tag)
                            .build(),
                    ofString());
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }
}
