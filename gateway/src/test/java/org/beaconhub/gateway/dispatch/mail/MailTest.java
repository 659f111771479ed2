package org.beaconhub.gateway.dispatch.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.dispatch.Calls;
import org.beaconhub.gateway.dispatch.Carrier;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchFault.Sort;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mail to a real server, and to servers that refuse. */
@Timeout(60)
class MailTest {
    private static final DispatchOptions QUICK = new DispatchOptions(50, 400, 3000, 8, 2000, 2000, 200);

    private static final String NAMES = "zh: 林区, en: Forest";

    @TempDir
    Path secrets;

    private GreenMail server;
    private Mail mail;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(secrets.resolve("post"), "open sesame\n");
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
        });
        server.setUser("hub@example.org", "hub", "open sesame");
        server.start();
        mail = new Mail(
                new Secrets(secrets),
                new AnswerLinks(new byte[] {1}, () -> "http://127.0.0.1/"),
                new SystemClock(),
                QUICK,
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    @AfterEach
    void close() {
        mail.close();
        server.stop();
    }

    private String local(int port) {
        return "host: 127.0.0.1, tls: none, port: " + port;
    }

    private static List<SiteFile> site(String channel, String areaName) {
        return Calls.site(
                "{ name: mail, type: mail, from: hub@example.org, " + channel
                        + ", kinds: [alarm], min-severity: minor }",
                "tell: [contact li], over: [mail]",
                areaName);
    }

    /** An incident, whose call to Li is about to go out. */
    private static Engine called(String channel, String areaName) {
        return Calls.begun(site(channel, areaName));
    }

    private static Engine called(String channel) {
        return called(channel, NAMES);
    }

    private Carrier.Received send(Engine engine) throws DispatchFault {
        NoticeOrdered ordered = engine.view().pendingNotices().iterator().next();
        Channel channel = engine.view().site().channel("mail").orElseThrow();
        Site site = engine.view().site();
        return (Carrier.Received) mail.deliver(ordered, channel, (Way.Mail) channel.way(), site);
    }

    private DispatchFault fault(Engine engine) {
        return catchThrowableOfType(DispatchFault.class, () -> send(engine));
    }

    @Test
    void aCallTellsThatItIsRealWhatWhereSinceWhenHowGraveAndHowToAnswer() throws Exception {
        Engine engine = called(local(server.getSmtp().getPort()) + ", user: hub, secret: post");
        assertThat(send(engine).receipt()).startsWith("SMTP 250");
        MimeMessage letter = server.getReceivedMessages()[0];
        assertThat(letter.getSubject()).startsWith("【真实·").contains("请处置", "严重", " 起。", "REAL, ", "please respond");
        assertThat(letter.getRecipients(RecipientType.TO))
                .extracting(Object::toString)
                .containsExactly("li@example.org");
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(letter.getContent().toString())
                .contains("地点：林区 (35.90000, 120.10000)", "级别：严重", "开始时间：20", "应答请点：http://127.0.0.1/answer/")
                .contains(
                        "Where: Forest (35.90000, 120.10000)",
                        "Severity: severe",
                        "First sign: ",
                        "How sure: not verified by a person, alarms of 1 device",
                        "To answer: http://127.0.0.1/answer/");
    }

    @Test
    void aRepeatHasTheSameIdSoThatItIsKnownAsOne() throws Exception {
        Engine engine = called(local(server.getSmtp().getPort()));
        send(engine);
        send(engine);
        String id =
                "<" + engine.view().pendingNotices().iterator().next().notice().id() + "@example.org>";
        assertThat(server.getReceivedMessages())
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.getMessageID()).isEqualTo(id));
    }

    @Test
    void aChannelThatHasAnotherWayGoesByThatFromThenOn() throws Exception {
        send(called(local(server.getSmtp().getPort())));
        GreenMail other = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        other.start();
        try {
            send(called(local(other.getSmtp().getPort())));
            assertThat(other.getReceivedMessages()).hasSize(1);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            other.stop();
        }
    }

    /** A server that counts its connections, and hangs up without a word after so many mails over one. */
    private int connections(int mailsEach, boolean goneIsRefused, Consumer<Integer> with) throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Socket socket = listening.accept();
                        count.incrementAndGet();
                        Thread.ofVirtual().start(() -> serve(socket, mailsEach, goneIsRefused));
                    }
                } catch (IOException e) {
                    // The test is over.
                    return;
                }
            });
            with.accept(listening.getLocalPort());
        }
        return count.get();
    }

    private static void serve(Socket accepted, int mailsEach, boolean goneIsRefused) {
        try (Socket socket = accepted;
                OutputStream out = socket.getOutputStream();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            out.write("220 ready\r\n".getBytes(StandardCharsets.US_ASCII));
            int mails = 0;
            for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
                if (line.equals("DATA")) {
                    out.write("354 go on\r\n".getBytes(StandardCharsets.US_ASCII));
                    skipLetter(in);
                    mails++;
                }
                boolean gone = goneIsRefused && line.startsWith("RCPT") && line.contains("li@");
                out.write((gone ? "550 no such user\r\n" : "250 ok\r\n").getBytes(StandardCharsets.US_ASCII));
                if (mails == mailsEach) {
                    return;
                }
            }
        } catch (IOException e) {
            // The hub hung up.
            return;
        }
    }

    private void sendsWell(Engine engine) {
        try {
            assertThat(send(engine).receipt()).isEqualTo("SMTP 250 ok");
        } catch (DispatchFault fault) {
            throw new AssertionError(fault);
        }
    }

    @Test
    void mailsThatFollowGoOverOneConnection() throws Exception {
        int connections = connections(1000, false, port -> {
            Engine engine = called(local(port));
            for (int i = 0; i < 20; i++) {
                sendsWell(engine);
            }
        });
        assertThat(connections).isEqualTo(1);
    }

    @Test
    void aConnectionThatTheServerLeftIsNoticedBeforeAMailIsTrustedToIt() throws Exception {
        int connections = connections(2, false, port -> {
            Engine engine = called(local(port));
            for (int i = 0; i < 6; i++) {
                sendsWell(engine);
            }
        });
        assertThat(connections).isEqualTo(3);
    }

    @Test
    void aConnectionIsUsedForNoMoreMailsThanServersLike() throws Exception {
        int connections = connections(1000, false, port -> {
            Engine engine = called(local(port));
            for (int i = 0; i < Connections.MAILS_MAX + 1; i++) {
                sendsWell(engine);
            }
        });
        assertThat(connections).isEqualTo(2);
    }

    @Test
    void anAddressThatIsRefusedEndsItsConnectionAndTheNextMailGoesOverAnother() throws Exception {
        int connections = connections(1000, true, port -> {
            assertThat(fault(called(local(port))).sort()).isEqualTo(Sort.LASTING);
            sendsWell(Calls.begun(Calls.site(
                    "{ name: mail, type: mail, from: hub@example.org, " + local(port)
                            + ", to: [duty@example.org], kinds: [alarm], min-severity: minor }",
                    "over: [mail]",
                    NAMES)));
        });
        assertThat(connections).isEqualTo(2);
    }

    @Test
    void aHostileNameAddsNoHeaderAndTurnsNoText() throws Exception {
        Engine engine = called(
                local(server.getSmtp().getPort()),
                "zh: \"林\\r\\nBcc: spy@example.org\\u202e区" + "长".repeat(400) + "\", en: Forest");
        send(engine);
        MimeMessage letter = server.getReceivedMessages()[0];
        assertThat(letter.getHeader("Bcc")).isNull();
        assertThat(letter.getAllRecipients()).hasSize(1);
        assertThat(letter.getSubject()).contains("林 Bcc: spy@example.org区").doesNotContain("\u202e", "\n");
        assertThat(letter.getSubject().length()).isLessThan(450);
        assertThat(letter.getSubject()).as("the long name pushes out nothing").contains("…", "，严重，", " 起。");
    }

    @Test
    void nothingIsSaidToAServerWithoutTheTlsThatIsAskedFor() {
        int port = server.getSmtp().getPort();
        int tlsPort = server.getSmtps().getPort();
        DispatchFault plain = fault(called("host: 127.0.0.1, port: " + port + ", user: hub, secret: post"));
        assertThat(plain.sort()).isEqualTo(Sort.PASSING);
        assertThat(plain.why().en()).contains("STARTTLS").doesNotContain("sesame");
        DispatchFault stranger =
                fault(called("host: 127.0.0.1, tls: implicit, port: " + tlsPort + ", user: hub, secret: post"));
        assertThat(stranger.sort()).as("a certificate that nobody vouches for").isEqualTo(Sort.PASSING);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void anAccountThatIsRefusedIsGivenUpAndThePasswordIsNotTold() throws Exception {
        Files.writeString(secrets.resolve("post"), "wrong guess\n");
        DispatchFault fault = fault(called(local(server.getSmtp().getPort()) + ", user: hub, secret: post"));
        assertThat(fault.sort()).isEqualTo(Sort.LASTING);
        assertThat(fault.why().en()).contains("the account is refused").doesNotContain("wrong guess");
    }

    /** A server that answers each recipient so. */
    private void refusing(String answer, Consumer<Integer> with) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread talk = Thread.ofVirtual().start(() -> talk(listening, answer));
            with.accept(listening.getLocalPort());
            talk.join();
        }
    }

    private static void talk(ServerSocket listening, String answer) {
        try (Socket socket = listening.accept();
                OutputStream out = socket.getOutputStream();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            out.write("220 ready\r\n".getBytes(StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("DATA")) {
                    out.write("354 go on\r\n".getBytes(StandardCharsets.US_ASCII));
                    skipLetter(in);
                }
                String said = said(line, answer);
                out.write((said + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void skipLetter(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            line = in.readLine();
        }
    }

    /** Good for all but {@code gone@}, who gets the answer, as anybody does where it is no 550; so do accounts. */
    private static String said(String line, String answer) {
        boolean asked = line.startsWith("AUTH") || line.startsWith("RCPT") && !line.contains("duty@");
        if (asked) {
            return answer;
        }
        return switch (line.substring(0, Math.min(4, line.length()))) {
            case "EHLO" -> "250-here\r\n250 AUTH PLAIN";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
        };
    }

    @Test
    void oneAddressThatIsGoneKeepsTheOthersFromNothingAndNobodyGetsItTwice() throws Exception {
        refusing("550 no such user", port -> {
            Engine engine = Calls.begun(Calls.site(
                    "{ name: mail, type: mail, from: hub@example.org, " + local(port)
                            + ", to: [gone@example.org, duty@example.org], kinds: [alarm], min-severity: minor }",
                    "over: [mail]",
                    NAMES));
            try {
                assertThat(send(engine).receipt()).isEqualTo("SMTP taken for 1 of 2 addresses");
            } catch (DispatchFault fault) {
                throw new AssertionError(fault);
            }
        });
    }

    @Test
    void anAccountThatCannotBeLookedUpJustNowIsTriedAgain() throws Exception {
        refusing(
                "454 4.7.0 Temporary authentication failure",
                port -> assertThat(fault(called(local(port) + ", user: hub, secret: post"))
                                .sort())
                        .isEqualTo(Sort.PASSING));
    }

    @Test
    void whatTheServerRefusesForGoodIsGivenUpAndWhatMayPassIsTriedAgain() throws Exception {
        refusing("550 no such user", port -> {
            DispatchFault fault = fault(called(local(port)));
            assertThat(fault.sort()).isEqualTo(Sort.LASTING);
            assertThat(fault.why().en()).contains("550 no such user");
        });
        refusing(
                "451 try later",
                port -> assertThat(fault(called(local(port))).sort()).isEqualTo(Sort.PASSING));
        int port = server.getSmtp().getPort();
        server.stop();
        assertThat(fault(called(local(port))).sort()).as("nobody listens").isEqualTo(Sort.PASSING);
    }

    @Test
    void whatIsWrongWithAMailServerIsToldWithItsPlace() {
        Parsed parsed = Site.parse(site(
                "host: \"post office\", port: 0, tls: maybe, user: hub, from: nobody, to: [li@example.org, \"x y\"]",
                "zh: 林区, en: Forest"));
        assertThat(((Parsed.Invalid) parsed).problems())
                .extracting(Object::toString)
                .anyMatch(each -> each.matches("channels.yaml:2:\\d+: host 'post office' is no host.*"))
                .anyMatch(each -> each.matches("channels.yaml:2:\\d+: tls 'maybe' must be one of .*"))
                .anyMatch(each -> each.contains("'user' and 'secret' belong together"));
        Parsed clear = Site.parse(site("host: mail.example.org, tls: none", "zh: 林区, en: Forest"));
        assertThat(((Parsed.Invalid) clear).problems())
                .extracting(Object::toString)
                .anyMatch(each -> each.contains("'tls: none' is for a mail server on this machine alone"));
    }
}
