package org.beaconhub.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.beaconhub.gateway.HostileText;
import org.beaconhub.gateway.cap.CapReader;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.DrillOrdered.Saying;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;
import org.beaconhub.testkit.MessageCentre;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/**
 * Hostile names and words of people over every type of channel that there is: what is real, a drill and a test arrive whole, as long as
 * their receivers take them, and as harmless texts. Who receives them reads by a parser of its own.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileChannelsTest {
    private static final DispatchOptions QUICK = new DispatchOptions(50, 400, 3000, 8, 2000, 2000, 200);
    private static final String TAKES = ", kinds: [alarm], min-severity: minor";
    /** What of a text may turn, hide or control: nothing of it reaches a person. */
    private static final String HARM = "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}&&[^\n]]";

    private final ObjectMapper json =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private final List<String> published = new CopyOnWriteArrayList<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private Receiver receiver;
    private GreenMail post;
    private MessageCentre centre;
    private Carriers carriers;
    private Schema schema;

    @BeforeAll
    void open(@TempDir Path secrets) throws Exception {
        receiver =
                new Receiver().answering((_, exchange) -> Receiver.reply(exchange, 200, "{\"errcode\":0,\"code\":0}"));
        post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        post.start();
        centre = new MessageCentre(new SystemClock()::steadyNanos);
        Files.writeString(secrets.resolve("brigade"), "a long secret of the brigade");
        Files.writeString(secrets.resolve("smsc"), "s3cret!x");
        Files.writeString(secrets.resolve("group"), receiver.url("/send?access_token=t"));
        carriers = DispatchTrial.carriers(
                camel,
                secrets,
                new SystemClock(),
                QUICK,
                (_, payload) -> published.add(new String(payload, StandardCharsets.UTF_8)),
                () -> "https://hub.example.org");
        camel.start();
        schema = SchemaFactory.newDefaultInstance().newSchema(CapReader.class.getResource("cap12.xsd"));
    }

    @AfterAll
    void close() throws Exception {
        camel.close();
        centre.close();
        post.stop();
        receiver.close();
    }

    /** What tells of a channel of each type, and of each variety that has words of its own. */
    private List<String> channels() {
        String drills = TAKES + ", drills: true }";
        String posted = "url: \"" + receiver.url("/") + "\", secret: brigade";
        return List.of(
                "{ name: out, type: webhook, " + posted + drills,
                "{ name: out, type: cap, sender: hub@example.org, contact: Desk, " + posted + drills,
                "{ name: out, type: siren, device: hub" + TAKES + " }",
                "{ name: out, type: gate, device: hub, incidents: [other]" + TAKES + " }",
                "{ name: out, type: speaker, device: hub, announcement: { zh: \"{area}{device}\", en: \"At {device}\" }"
                        + TAKES + " }",
                centre.channel("out", ", drills: true, per-second: 1000, language: zh"),
                centre.channel("out", ", drills: true, per-second: 1000, language: en"),
                "{ name: out, type: mail, host: 127.0.0.1, tls: none, from: hub@example.org, to: [duty@example.org], port: "
                        + post.getSmtp().getPort() + drills,
                chat("dingtalk"),
                chat("wecom"),
                chat("feishu"));
    }

    private static String chat(String style) {
        return "{ name: out, type: robot, secret: group, drills: true, style: " + style + TAKES + " }";
    }

    private Stream<Arguments> everyTextOverEveryChannel() {
        return channels().stream()
                .flatMap(channel -> HostileText.all().stream().map(text -> Arguments.of(channel, text)));
    }

    private String quoted(String text) throws JsonProcessingException {
        return json.writeValueAsString(text);
    }

    private List<SiteFile> site(String channel, String text) throws JsonProcessingException {
        String names = "zh: " + quoted(text) + ", en: " + quoted(text);
        boolean toChat = channel.contains("robot") || channel.contains("cap");
        List<SiteFile> files = new ArrayList<>();
        for (SiteFile each : Calls.site(channel, toChat ? "over: [out]" : "tell: [contact li], over: [out]", names)) {
            files.add(new SiteFile(
                    each.name(),
                    each.text().replace("zh: 0号, en: Node 0", names).replace("zh: 试验, en: Trial", names)));
        }
        if (channel.matches(".*type: (siren|gate|speaker).*")) {
            files.removeIf(each -> each.name().equals("escalation.yaml"));
        }
        return files;
    }

    /** The hub with a site of such names, in which a fire began, somebody reports in such words, and a drill is on. */
    private static Mind told(List<SiteFile> site, HostileText hostile) {
        Mind mind = Mind.around(Engine.empty());
        apply(mind, new SiteChanged("start", site));
        assertThat(mind.live().view().site().hasArea("forest"))
                .as("the site is taken")
                .isTrue();
        apply(mind, Stories.says(0, 1, Stories.START_MS, Quantity.TEMPERATURE, 70));
        String incident = mind.live().view().incidents().incidents().getFirst().id();
        apply(mind, new PersonReport("ABCDEFGHJK", "other", "forest", Place.NONE, hostile.text(), "li"));
        apply(mind, new Command("li", new IncidentAct.Remark(incident, hostile.text())));
        apply(
                mind,
                new DrillOrdered(
                        "dong",
                        "hill-fire",
                        new Text(hostile.text(), hostile.text()),
                        0,
                        60_000,
                        List.of(new Saying(0, "fn-0", List.of(new Measurement(Quantity.TEMPERATURE, 90))))));
        return mind;
    }

    private static void apply(Mind mind, Fact fact) {
        long seq = mind.live().seq() + 1;
        mind.apply(new Entry(seq, Stories.START_MS + seq, fact));
    }

    /** Sends all that the hub has to tell, and tests of the channel; how many messages that are. */
    private int sent(Mind mind) throws DispatchFault {
        Site site = mind.live().view().site();
        Channel channel = site.channel("out").orElseThrow();
        int sent = 0;
        for (NoticeOrdered each : mind.live().view().pendingNotices()) {
            carriers.deliver(each, channel, channel.way(), site);
            sent++;
        }
        for (DrillNoticeOrdered each : mind.drills().pendingNotices()) {
            carriers.deliverDrill(each, channel, channel.way(), site);
            sent++;
        }
        ChannelTest test = new ChannelTest("T1-out", "out", "li", Stories.START_MS);
        return carriers.prove(test, channel, channel.way(), site) instanceof ChannelTest.Proved ? sent + 1 : sent;
    }

    @ParameterizedTest(name = "{1} over {0}")
    @MethodSource("everyTextOverEveryChannel")
    void everyMessageArrivesWholeShortEnoughAndHarmless(String channel, HostileText hostile) throws Exception {
        receiver.letters.clear();
        published.clear();
        centre.submitted.clear();
        post.purgeEmailFromAllMailboxes();
        Mind mind = told(site(channel, hostile.text()), hostile);
        int sent = sent(mind);
        Way way = mind.live().view().site().channel("out").orElseThrow().way();
        assertThat(sent).isGreaterThanOrEqualTo(way instanceof Way.Actuator ? 1 : 3);
        int arrived = switch (way) {
            case Way.Webhook _ -> webhooks(hostile);
            case Way.Cap _ -> warnings(hostile);
            case Way.Siren _, Way.Gate _ -> orders();
            case Way.Speaker _ -> announcements(hostile);
            case Way.Sms _ -> shortMessages(hostile);
            case Way.Mail _ -> mails(hostile);
            case Way.Robot _ -> chats(hostile);
        };
        assertThat(arrived).isEqualTo(sent);
    }

    private static Stream<Class<?>> types(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(HostileChannelsTest::types)
                : Stream.of(type);
    }

    @Test
    void noTypeOfChannelIsLeftOut() throws Exception {
        Set<Class<?>> tried = Collections.newSetFromMap(new HashMap<>());
        for (String channel : channels()) {
            Mind mind = Mind.around(Engine.empty());
            apply(mind, new SiteChanged("start", site(channel, "Gate")));
            tried.add(
                    mind.live().view().site().channel("out").orElseThrow().way().getClass());
        }
        assertThat(tried).containsExactlyInAnyOrderElementsOf(types(Way.class).toList());
    }

    private static void isHarmless(HostileText hostile, String text) {
        assertThat(text).contains(hostile.shown()).doesNotContainPattern(HARM);
    }

    private int webhooks(HostileText hostile) throws Exception {
        for (Receiver.Letter letter : receiver.letters) {
            JsonNode body = json.readTree(letter.body());
            assertThat(body.at("/id").asText()).isEqualTo(letter.id());
            assertThat(body.at("/mode").asText())
                    .isEqualTo(
                            letter.id().startsWith("N") ? "live" : letter.id().startsWith("D") ? "drill" : "test");
            for (String language : List.of("/zh", "/en")) {
                assertThat(body.at("/site" + language).asText()).isEqualTo(hostile.text());
                if (letter.id().startsWith("N")) {
                    assertThat(body.at("/incident/areaName" + language).asText())
                            .isEqualTo(hostile.text());
                    assertThat(body.at("/incident/firstSign" + language).asText())
                            .contains(hostile.text());
                } else {
                    isHarmless(hostile, body.at("/message" + language).asText());
                }
            }
        }
        return receiver.letters.size();
    }

    private int warnings(HostileText hostile) throws Exception {
        for (Receiver.Letter letter : receiver.letters) {
            Document read = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(letter.body().getBytes(StandardCharsets.UTF_8)));
            schema.newValidator().validate(new DOMSource(read));
            assertThat(read.getElementsByTagName("info").getLength()).isEqualTo(2);
            for (int i = 0; i < 2; i++) {
                isHarmless(
                        hostile, read.getElementsByTagName("headline").item(i).getTextContent());
                isHarmless(
                        hostile, read.getElementsByTagName("areaDesc").item(i).getTextContent());
            }
        }
        return receiver.letters.size();
    }

    /** What only moves is told of no name at all. */
    private int orders() throws Exception {
        for (String each : published) {
            assertThat(json.readTree(each).fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("id", "act", "alarm", "severity", "at");
        }
        return published.size();
    }

    private int announcements(HostileText hostile) throws Exception {
        for (String each : published) {
            for (String language : List.of("/text/zh", "/text/en")) {
                String said = json.readTree(each).at(language).asText();
                assertThat(said.codePointCount(0, said.length())).isLessThanOrEqualTo(500);
                isHarmless(hostile, said);
            }
        }
        return published.size();
    }

    private int shortMessages(HostileText hostile) {
        assertThat(centre.submitted).allMatch(each -> each.body().length <= (each.coding() == 8 ? 140 : 160));
        for (String each : centre.texts()) {
            isHarmless(hostile, each);
            assertThat(each).containsPattern("\n[^\n]*#[DNT]+[-0-9a-z]+$");
        }
        assertThat(centre.submitted.size())
                .isLessThanOrEqualTo(3 * centre.texts().size());
        return centre.texts().size();
    }

    private int mails(HostileText hostile) throws Exception {
        MimeMessage[] letters = post.getReceivedMessages();
        for (MimeMessage letter : letters) {
            assertThat(Collections.list(letter.getAllHeaders()))
                    .extracting(Header::getName)
                    .isSubsetOf(
                            "Return-Path",
                            "Received",
                            "Date",
                            "From",
                            "To",
                            "Message-ID",
                            "Subject",
                            "MIME-Version",
                            "Content-Type",
                            "Content-Transfer-Encoding",
                            "Auto-Submitted");
            assertThat(letter.getAllRecipients()).hasSize(1);
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            letter.writeTo(raw);
            assertThat(raw.toString(StandardCharsets.US_ASCII).lines()).allMatch(line -> line.length() <= 998);
            isHarmless(hostile, letter.getSubject());
            assertThat(letter.getSubject()).doesNotContain("\n");
            String body = letter.getContent().toString().replace("\r\n", "\n");
            isHarmless(hostile, body);
            assertThat(body.strip().lines().toList().getLast()).as("its end").matches("(To answer|Notice|Test): .*");
        }
        return letters.length;
    }

    private int chats(HostileText hostile) throws Exception {
        for (Receiver.Letter letter : receiver.letters) {
            JsonNode body = json.readTree(letter.body());
            String text =
                    body.at("/text/content").asText(body.at("/content/text").asText());
            assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(2048);
            assertThat(text).as("no chat takes it for markup").doesNotContain("<");
            assertThat(text.replace('＜', '<')).contains(hostile.shown()).doesNotContainPattern(HARM);
            assertThat(text).containsPattern("^【(真实|演练 DRILL|测试 TEST)·").containsPattern("\n(REAL|DRILL|TEST), ");
        }
        return receiver.letters.size();
    }

    @Test
    void aNameOfAMegabyteIsRefusedWithItsPlace() throws Exception {
        List<SiteFile> files = site(channels().getFirst(), "Gate").stream()
                .map(each -> new SiteFile(each.name(), each.text().replace("en: Hub", "en: " + "W".repeat(1 << 20))))
                .toList();
        Parsed parsed = Site.parse(files);
        assertThat(((Parsed.Invalid) parsed).problems())
                .extracting(Object::toString)
                .anyMatch(each -> each.matches("devices.yaml:\\d+:\\d+: 'name' must have at most 500 characters"));
    }

    @Test
    void aNameWithHalfACharacterIsRefusedWithItsPlace() throws Exception {
        Parsed parsed = Site.parse(site(channels().getFirst(), "Gate \ud83d9"));
        assertThat(((Parsed.Invalid) parsed).problems())
                .extracting(Object::toString)
                .anyMatch(each -> each.matches("devices.yaml:\\d+:\\d+: a text must have whole characters alone; .*"));
    }
}
