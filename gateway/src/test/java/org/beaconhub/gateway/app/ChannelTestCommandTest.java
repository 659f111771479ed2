package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.beaconhub.gateway.audit.AuditLine;
import org.beaconhub.gateway.audit.AuditLog;
import org.beaconhub.gateway.cap.CapAlert;
import org.beaconhub.gateway.cap.CapInfo;
import org.beaconhub.gateway.cap.CapReader;
import org.beaconhub.gateway.cap.CapReading;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.testkit.MessageCentre;
import org.jsmpp.SMPPConstant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Tests of channels against receivers that take, refuse and are away. */
@Timeout(120)
class ChannelTestCommandTest {
    @TempDir
    private Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ObjectMapper json = new ObjectMapper();
    private final List<String> posts = new ArrayList<>();
    private String chatAnswer = "{\"errcode\":0,\"errmsg\":\"ok\"}";
    private Brigade brigade;
    private MessageCentre centre;
    private GreenMail mail;
    private HttpServer chat;

    @BeforeEach
    void open() throws IOException {
        brigade = new Brigade();
        centre = new MessageCentre(new SystemClock()::steadyNanos);
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.setUser("hub@example.org", "hub", "open sesame");
        mail.start();
        chat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        chat.createContext("/", exchange -> {
            posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = chatAnswer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        chat.start();
        Files.createDirectory(root.resolve("secrets"));
        secret("brigade", "a secret of the brigade");
        secret("smsc", "s3cret!x");
        secret("post", "open sesame");
        secret("group", "http://127.0.0.1:" + chat.getAddress().getPort() + "/send?access_token=t0ken");
        site();
    }

    @AfterEach
    void close() throws IOException {
        chat.stop(0);
        mail.stop();
        centre.close();
        brigade.close();
    }

    private void secret(String name, String text) throws IOException {
        Files.writeString(root.resolve("secrets").resolve(name), text + "\n");
    }

    private void site() throws IOException {
        Path site = Files.createDirectory(root.resolve("site"));
        Files.writeString(site.resolve("site.yaml"), """
                name: { zh: 试验, en: Trial }
                zone: Asia/Shanghai
                areas: { forest: { zh: 林区, en: Forest } }
                """);
        Files.writeString(site.resolve("types.yaml"), "types: { node: { measures: [temperature] } }\n");
        Files.writeString(
                site.resolve("devices.yaml"),
                "devices: [{ id: horn-1, type: node, area: forest, name: { zh: 警笛, en: Horn } }]\n");
        Files.writeString(site.resolve("contacts.yaml"), """
                contacts:
                  - { id: li, name: { zh: 李, en: Li }, phone: "+86 532 5550 0101", mail: li@example.org }
                  - { id: wang, name: { zh: 王, en: Wang }, mail: wang@example.org }
                """);
        String every = ", kinds: [alarm], min-severity: minor }\n";
        Files.writeString(
                site.resolve("channels.yaml"),
                "channels:\n  - { name: hook, type: webhook, secret: brigade, url: \"" + brigade.url() + "?key=h1dden\""
                        + every + "  - " + centre.channel("sms", "") + "\n"
                        + "  - { name: mail, type: mail, host: 127.0.0.1, tls: none, user: hub, secret: post, port: "
                        + mail.getSmtp().getPort() + ", from: hub@example.org, to: [duty@example.org]" + every
                        + "  - { name: regional, type: cap, sender: hub@example.org, secret: brigade, url: \""
                        + brigade.url()
                        + "?key=h1dden\"" + every + "  - { name: group, type: robot, style: dingtalk, secret: group"
                        + every
                        + "  - { name: horn, type: siren, device: horn-1" + every);
    }

    private int test(String channel, String... more) {
        CommandLine line = Beacon.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(List.of("channel", "test", channel));
        arguments.addAll(List.of("--site", root.resolve("site").toString()));
        arguments.addAll(List.of("--secrets", root.resolve("secrets").toString()));
        arguments.addAll(List.of(more));
        return line.execute(arguments.toArray(String[]::new));
    }

    private List<AuditLine> audit(String data) throws IOException {
        return AuditLog.in(root.resolve(data).resolve("audit")).newest(Long.MAX_VALUE, "", 10);
    }

    @Test
    void theAuditOfTheHubTellsWhoTriedWhichChannelAndWhatCameOfIt() throws Exception {
        assertThat(test("hook")).as("no hub has run there").isZero();
        assertThat(root.resolve("audit")).doesNotExist();
        Files.createDirectory(root.resolve("journal"));
        assertThat(test("mail", "--to", "li")).isZero();
        mail.stop();
        assertThat(test("mail")).isOne();
        List<AuditLine> lines = audit("");
        assertThat(lines).extracting(AuditLine::what).containsOnly(AuditLine.What.CHANNEL_TEST);
        assertThat(lines).extracting(AuditLine::about).containsExactly("mail", "mail to li");
        assertThat(lines.getFirst().outcome()).startsWith("failed: 127.0.0.1:").doesNotContain("sesame");
        assertThat(lines.getLast().outcome()).isEqualTo(AuditLine.DONE);
        assertThat(lines.getLast().who()).isEqualTo("command-line:" + System.getProperty("user.name"));
    }

    @Test
    void theAuditOfAHubWhoseSecretsAreElsewhereIsNamed() throws Exception {
        Path data = root.resolve("hub");
        assertThat(test("hook", "--data", data.toString()))
                .as("no hub has run there")
                .isEqualTo(2);
        assertThat(brigade.bodies).isEmpty();
        Files.createDirectories(data.resolve("journal"));
        assertThat(test("hook", "--data", data.toString())).isZero();
        assertThat(audit("hub")).extracting(AuditLine::about).containsExactly("hook");
    }

    /** What nobody could take for something that happened. */
    private static void isATest(String text) {
        assertThat(text)
                .containsAnyOf("测试 TEST", "TEST, ")
                .containsAnyOf("没有发生任何事", "nothing has happened")
                .doesNotContain("真实", "REAL", "live", "请处置", "/answer/");
    }

    @Test
    void aReceiverOfCapGetsAMessageOfStatusTest() throws Exception {
        assertThat(test("regional")).isZero();
        CapAlert alert = ((CapReading.Message)
                        CapReader.read(brigade.bodies.getFirst().getBytes(StandardCharsets.UTF_8)))
                .alert();
        assertThat(alert.status()).isEqualTo(CapAlert.Status.TEST);
        assertThat(alert.id().identifier()).isEqualTo(brigade.ids.getFirst()).matches("T[0-9]+-regional");
        assertThat(alert.infos()).extracting(CapInfo::language).containsExactly("zh-CN", "en");
        alert.infos().forEach(each -> isATest(each.words().headline()));
        assertThat(out.toString()).contains("answer    HTTP 204").doesNotContain("h1dden");
    }

    @Test
    void aWebhookGetsASignedBodyWithoutAnyAlarmInIt() throws Exception {
        assertThat(test("hook", "--to", "li")).isZero();
        JsonNode body = json.readTree(brigade.bodies.getFirst());
        assertThat(body.path("mode").asText()).isEqualTo("test");
        assertThat(body.path("event").asText()).isEqualTo("channel_test");
        assertThat(body.has("alarm") || body.has("incident") || body.has("answer"))
                .isFalse();
        assertThat(body.at("/recipient/mail").asText()).isEqualTo("li@example.org");
        isATest(body.at("/message/zh").asText());
        isATest(body.at("/message/en").asText());
        assertThat(brigade.ids.getFirst()).isEqualTo(body.path("id").asText()).matches("T[0-9]+-hook");
        assertThat(out.toString())
                .contains("sentTo    " + brigade.url() + "?…", "answer    HTTP 204", "tookMs    ")
                .contains("The receiver took the test message.")
                .doesNotContain("h1dden", "a secret of the brigade");
    }

    @Test
    void aShortMessageGoesToThePhoneThatIsNamed() {
        assertThat(test("sms", "--to", "li")).isZero();
        isATest(centre.texts().getFirst());
        assertThat(centre.texts().getFirst()).contains("sms").matches("(?s).*\n#T[0-9]+-sms");
        assertThat(centre.submitted.getFirst().to()).isEqualTo("8653255500101");
        assertThat(out.toString())
                .contains("+8653255500101 by 127.0.0.1:" + centre.port(), "answer    SMPP M1")
                .doesNotContain("s3cret");
    }

    @Test
    void aMailSaysInBothLanguagesThatNothingHasHappened() throws Exception {
        assertThat(test("mail")).isZero();
        MimeMessage letter = mail.getReceivedMessages()[0];
        isATest(letter.getSubject());
        assertThat(letter.getAllRecipients()).extracting(Object::toString).containsExactly("duty@example.org");
        assertThat(letter.getMessageID()).matches("<T[0-9]+-mail@example.org>");
        String text = letter.getContent().toString();
        isATest(text);
        assertThat(text).contains("没有发生任何事", "nothing has happened");
        assertThat(out.toString()).contains("answer    SMTP 250").doesNotContain("sesame");
    }

    @Test
    void aGroupChatReadsBothLanguagesAndItsAddressIsNotTold() throws Exception {
        assertThat(test("group", "--json")).isZero();
        String text = json.readTree(posts.getFirst()).at("/text/content").asText();
        isATest(text);
        assertThat(text).contains("没有发生任何事", "nothing has happened");
        JsonNode line = json.readTree(out.toString());
        assertThat(line.path("name").asText()).isEqualTo("channel-test");
        assertThat(line.path("ok").asBoolean()).isTrue();
        assertThat(line.at("/figures/answer").asText()).isEqualTo("code 0 ok");
        assertThat(line.at("/figures/said").asText()).isEqualTo(text);
        assertThat(line.at("/figures/tookMs").isNumber()).isTrue();
        assertThat(out.toString()).doesNotContain("t0ken").hasLineCount(1);
    }

    @Test
    void anActuatorIsNotMovedAndNothingIsProved() {
        assertThat(test("horn")).isEqualTo(1);
        assertThat(out.toString())
                .contains("an actuator knows only to act and to rest", "Nothing was sent, so nothing is proved.");
    }

    @Test
    void whatAReceiverAnswersIsToldWithWhatItWouldMeanForANotice() throws Exception {
        centre.answering(_ -> SMPPConstant.STAT_ESME_RINVDSTADR);
        assertThat(test("sms", "--to", "li")).isEqualTo(1);
        assertThat(out.toString()).contains("0x0b", "a notice would be given up at once");
        secret("post", "wrong guess");
        assertThat(test("mail")).isEqualTo(1);
        assertThat(out.toString()).contains("the account is refused").doesNotContain("wrong guess");
        Files.delete(root.resolve("secrets/brigade"));
        assertThat(test("hook")).isEqualTo(1);
        assertThat(out.toString()).contains("secret 'brigade': the file of that name");
        chatAnswer = "{\"errcode\":310000,\"errmsg\":\"keywords not in content\"}";
        assertThat(test("group", "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"ok\":false", "code 310000 keywords not in content");
        assertThat(brigade.ids).isEmpty();
    }

    @Test
    void aReceiverThatIsAwayIsToldAsSuch() throws Exception {
        centre.close();
        assertThat(test("sms", "--to", "li", "--json")).isEqualTo(1);
        JsonNode line = json.readTree(out.toString());
        assertThat(line.path("ok").asBoolean()).isFalse();
        assertThat(line.at("/figures/failed").asText()).contains("no bind to 127.0.0.1", "ConnectException");
        chat.stop(0);
        assertThat(test("group")).isEqualTo(1);
        assertThat(out.toString())
                .contains("no answer", "a notice would be tried again")
                .doesNotContain("t0ken");
    }

    @Test
    void whomATestIsForIsKnownBeforeAnythingIsSent() {
        assertThat(test("smss", "--to", "li")).isEqualTo(2);
        assertThat(err.toString()).contains("no channel 'smss' (did you mean 'sms'?); it has hook, sms, mail");
        assertThat(test("sms")).isEqualTo(2);
        assertThat(err.toString()).contains("say who gets the test with --to and one of li");
        assertThat(test("sms", "--to", "wang")).isEqualTo(2);
        assertThat(err.toString()).contains("does not reach contact 'wang'; it reaches li");
        assertThat(test("mail", "--to", "wong")).isEqualTo(2);
        assertThat(err.toString()).contains("no contact 'wong' (did you mean 'wang'?); it has li, wang");
        assertThat(test("group", "--to", "li")).isEqualTo(2);
        assertThat(err.toString()).contains("channel 'group' does not reach contact 'li'; leave --to out");
        assertThat(centre.binds).isEmpty();
        assertThat(mail.getReceivedMessages()).isEmpty();
    }
}
