package org.beaconhub.gateway.dispatch.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.answer.Answers;
import org.beaconhub.gateway.answer.Replies;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.dispatch.Calls;
import org.beaconhub.gateway.dispatch.Carrier;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchFault.Sort;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Way;
import org.beaconhub.testkit.Authority;
import org.beaconhub.testkit.MessageCentre;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A message centre that keeps to SMPP, and one that does not. */
@Timeout(60)
class SmsTest {
    private static final DispatchOptions QUICK = new DispatchOptions(50, 400, 3000, 8, 500, 1000, 200);
    private static final String PASSWORD = "s3cret!x";

    @TempDir
    Path secrets;

    private MessageCentre centre;
    private Sms sms;
    private String base = "";

    @BeforeEach
    void open() throws IOException {
        Files.writeString(secrets.resolve("smsc"), PASSWORD + "\n");
        centre = new MessageCentre(new SystemClock()::steadyNanos);
        sms = new Sms(
                new Secrets(secrets),
                new Answers(new AnswerLinks(new byte[] {1}, () -> base), Replies.NONE),
                new SystemClock(),
                QUICK,
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    @AfterEach
    void close() throws IOException {
        sms.close();
        centre.close();
    }

    /** A site of one incident, whose call is about to go out. */
    private Engine called(String more, String areaName) {
        return Calls.begun(Calls.site(centre.channel("sms", more), "tell: [contact li], over: [sms]", areaName));
    }

    private Engine called() {
        return called("", "zh: 林区, en: Forest");
    }

    private String send(Engine engine) throws DispatchFault {
        NoticeOrdered ordered = engine.view().pendingNotices().iterator().next();
        Channel channel = engine.view().site().channel("sms").orElseThrow();
        return ((Carrier.Received) sms.deliver(
                        ordered, channel, (Way.Sms) channel.way(), engine.view().site()))
                .receipt();
    }

    private DispatchFault fault(Engine engine) {
        try {
            send(engine);
        } catch (DispatchFault e) {
            return e;
        }
        throw new AssertionError("it was delivered");
    }

    @Test
    void aCallReachesThePhoneInChineseWithTheIdThatShowsARepeat() throws Exception {
        assertThat(send(called())).isEqualTo("SMPP M1");
        assertThat(centre.texts()).singleElement().asString().contains("林区").endsWith("\n回复 1 应答 #N2-2");
        MessageCentre.Submitted message = centre.submitted.getFirst();
        assertThat(message.to()).isEqualTo("8653255500101");
        assertThat(message.toType()).isEqualTo(SMPPConstant.TON_INTERNATIONAL);
        assertThat(message.toPlan()).isEqualTo(SMPPConstant.NPI_ISDN);
        assertThat(message.from()).isEqualTo("10690001");
        assertThat(message.coding()).isEqualTo((byte) 8);
    }

    @Test
    void aChannelInEnglishIsWrittenInSevenBits() throws Exception {
        send(called(", language: en", "zh: 林区, en: Forest"));
        assertThat(centre.submitted.getFirst().coding()).isZero();
        assertThat(centre.texts()).singleElement().asString().contains("Forest").endsWith("\nReply 1 to answer #N2-2");
    }

    @Test
    void theLinkToAnswerByStandsWholeHoweverLongTheTextIs() throws Exception {
        base = "https://hub.example.org";
        send(called("", "zh: \"" + "林".repeat(140) + "\", en: Forest"));
        assertThat(centre.submitted).hasSize(3).allMatch(each -> each.body().length <= 140);
        assertThat(centre.texts())
                .singleElement()
                .asString()
                .containsPattern(
                        "林…\nhttps://hub\\.example\\.org/answer/[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{22}\n回复 1 应答 #N2-2$");
    }

    @Test
    void aLinkThatLeavesNoRoomForWhatHappenedIsLeftOut() throws Exception {
        base = "https://" + "a-very-long-name.".repeat(6) + "example.org";
        send(called("", "zh: \"" + "林".repeat(60) + "\", en: Forest"));
        assertThat(centre.texts())
                .singleElement()
                .asString()
                .contains("林".repeat(60))
                .doesNotContain("/answer/");
    }

    @Test
    void hostileTextArrivesInOneLineWithoutWhatControlsAPhone() throws Exception {
        send(called("", "zh: \"林\\u0007区\\r\\n\\e[2J\\u202e<b>\\u200b'; --\", en: Forest"));
        assertThat(centre.texts())
                .singleElement()
                .asString()
                .contains("林 区 [2J<b>'; --")
                .doesNotContainPattern("[\\p{Cntrl}&&[^\n]]")
                .doesNotContain("\u202e", "\u200b", "\ufeff");
    }

    @Test
    void oneBindIsKeptForAllMessagesAlsoThoseAtOnce() throws Exception {
        Engine engine = called(", per-second: 1000", "zh: 林区, en: Forest");
        try (ExecutorService eight = Executors.newFixedThreadPool(8)) {
            List<Future<String>> sent = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Callable<String> one = () -> send(engine);
                sent.add(eight.submit(one));
            }
            for (Future<String> each : sent) {
                assertThat(each.get()).startsWith("SMPP M");
            }
        }
        assertThat(centre.submitted).hasSize(200);
        assertThat(centre.binds).hasSize(1);
        assertThat(centre.binds.getFirst().getSystemId()).isEqualTo("beacon");
        assertThat(centre.binds.getFirst().getPassword()).isEqualTo(PASSWORD);
    }

    @Test
    void noMoreMessagesGoInASecondThanTheSiteSays() throws Exception {
        Engine engine = called(", per-second: 20", "zh: 林区, en: Forest");
        for (int i = 0; i < 11; i++) {
            send(engine);
        }
        long tookNanos = centre.submitted.getLast().atNanos()
                - centre.submitted.getFirst().atNanos();
        assertThat(Duration.ofNanos(tookNanos)).isGreaterThanOrEqualTo(Duration.ofMillis(450));
    }

    @Test
    void aCentreThatDiedIsBoundAgainByTheNextMessage() throws Exception {
        Engine engine = called();
        send(engine);
        int port = centre.port();
        centre.die();
        DispatchFault gone = fault(engine);
        assertThat(gone.sort()).isEqualTo(Sort.PASSING);
        centre.rise(port);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(send(engine)).startsWith("SMPP M"));
        assertThat(centre.binds).hasSize(2);
    }

    @Test
    void afterABindThatFailedTheNextWaitsAndTellsTheSame() throws Exception {
        Engine engine = called();
        centre.binding(SMPPConstant.STAT_ESME_RBINDFAIL);
        for (int i = 0; i < 20; i++) {
            assertThat(fault(engine).why().en()).contains("SMPP status 0x0d");
        }
        assertThat(centre.binds).hasSizeLessThan(20);
    }

    @Test
    void statusesThatPassAreToldApartFromThoseThatLast() throws Exception {
        Engine engine = called();
        int[] passing = {
            SMPPConstant.STAT_ESME_RTHROTTLED, SMPPConstant.STAT_ESME_RMSGQFUL, SMPPConstant.STAT_ESME_RSYSERR
        };
        for (int status : passing) {
            centre.answering(_ -> status);
            assertThat(fault(engine).sort()).as("status %x", status).isEqualTo(Sort.PASSING);
        }
        for (int status : new int[] {SMPPConstant.STAT_ESME_RINVDSTADR, SMPPConstant.STAT_ESME_RINVSRCADR, 0x401}) {
            centre.answering(_ -> status);
            assertThat(fault(engine).sort()).as("status %x", status).isEqualTo(Sort.LASTING);
        }
        centre.answering(_ -> SMPPConstant.STAT_ESME_RINVDSTADR);
        assertThat(fault(engine).why().en()).isEqualTo("the message: SMPP status 0x0b, no such number");
        assertThat(centre.binds).as("a message that is refused costs no bind").hasSize(1);
    }

    @Test
    void afterAFailureOnlyThePartsThatTheCentreDoesNotHaveGoAgain() throws Exception {
        Engine engine = called("", "zh: \"" + "林".repeat(80) + "\", en: Forest");
        centre.answering(number -> number == 2 ? SMPPConstant.STAT_ESME_RTHROTTLED : SMPPConstant.STAT_ESME_ROK);
        assertThat(fault(engine).sort()).isEqualTo(Sort.PASSING);
        assertThat(centre.submitted).hasSize(1);
        assertThat(send(engine)).matches("SMPP M\\d M\\d");
        assertThat(centre.submitted)
                .hasSize(2)
                .allMatch(
                        each -> each.reference() == centre.submitted.getFirst().reference())
                .extracting(MessageCentre.Submitted::number)
                .containsExactlyInAnyOrder(1, 2);
        assertThat(centre.texts()).singleElement().asString().startsWith("【真实·").contains("林".repeat(80), " 起。");
    }

    @Test
    void aMessageThatArrivedWholeIsSentWholeWhenItIsAskedForAgain() throws Exception {
        Engine engine = called("", "zh: \"" + "林".repeat(80) + "\", en: Forest");
        send(engine);
        send(engine);
        assertThat(centre.submitted).hasSize(4);
        assertThat(centre.texts()).hasSize(2).allMatch(each -> each.contains("林".repeat(80)));
        assertThat(centre.submitted.getFirst().reference())
                .isNotEqualTo(centre.submitted.getLast().reference());
    }

    @Test
    void noPartWaitsForTheAnswerToTheOneBefore() throws Exception {
        base = "https://hub.example.org";
        CountDownLatch allThree = new CountDownLatch(3);
        centre.answering(_ -> {
            allThree.countDown();
            return arrived(allThree) ? SMPPConstant.STAT_ESME_ROK : SMPPConstant.STAT_ESME_RSYSERR;
        });
        assertThat(send(called("", "zh: \"" + "林".repeat(140) + "\", en: Forest")))
                .startsWith("SMPP M");
        assertThat(centre.submitted).hasSize(3);
    }

    private static boolean arrived(CountDownLatch parts) {
        try {
            return parts.await(800, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void aCentreThatNeverAnswersIsGivenUpInTime() {
        Engine engine = called();
        centre.answering(_ -> {
            await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
            return SMPPConstant.STAT_ESME_ROK;
        });
        DispatchFault fault = fault(engine);
        assertThat(fault.sort()).isEqualTo(Sort.PASSING);
        assertThat(fault.why().en()).isEqualTo("no answer to the message within 1000 ms");
    }

    @Test
    void aWrongPasswordLastsAndNoErrorSaysIt() throws Exception {
        centre.binding(SMPPConstant.STAT_ESME_RINVPASWD);
        DispatchFault wrong = fault(called());
        assertThat(wrong.sort()).isEqualTo(Sort.LASTING);
        assertThat(wrong.why().en()).contains("SMPP status 0x0e, a wrong password");
        assertThat(wrong.toString() + wrong.getCause()).doesNotContain(PASSWORD);
    }

    @Test
    void noLogSaysThePasswordOrWhatGoesOverTheWire() throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        lines.start();
        root.addAppender(lines);
        try {
            send(called());
            centre.binding(SMPPConstant.STAT_ESME_RINVPASWD);
            assertThat(fault(called(", per-second: 99", "zh: 林区, en: Forest"))
                            .why()
                            .en())
                    .contains("password");
        } finally {
            root.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("bound to the message centre"))
                .noneMatch(line -> line.contains(PASSWORD) || line.contains("8653255500101"));
        assertThat(((Logger) LoggerFactory.getLogger("org.jsmpp.DefaultPDUSender")).isErrorEnabled())
                .isFalse();
    }

    private void reopen(ServerSocketFactory sockets, SSLSocketFactory trust) throws IOException {
        close();
        centre = new MessageCentre(new SystemClock()::steadyNanos, sockets);
        sms = new Sms(
                new Secrets(secrets),
                new Answers(new AnswerLinks(new byte[] {1}, () -> base), Replies.NONE),
                new SystemClock(),
                QUICK,
                trust);
    }

    @Test
    void withinTlsItBindsToWhomTheCertificateNamesAndToNobodyElse() throws Exception {
        Authority authority = Authority.in(secrets, "authority");
        Authority.Issued right = authority.issue("right", "ip:127.0.0.1");
        Authority.Issued wrong = authority.issue("wrong", "dns:elsewhere.example.org");
        SSLSocketFactory trust =
                TrialTls.of(authority.certificate(), Optional.empty()).getSocketFactory();
        reopen(TrialTls.of(right.certificate(), Optional.of(right.key())).getServerSocketFactory(), trust);
        assertThat(send(called(", tls: true", "zh: 林区, en: Forest"))).startsWith("SMPP M");
        reopen(TrialTls.of(wrong.certificate(), Optional.of(wrong.key())).getServerSocketFactory(), trust);
        assertThat(fault(called(", tls: true", "zh: 林区, en: Forest")).why().en())
                .contains("SSLHandshakeException");
        assertThat(centre.binds).isEmpty();
        reopen(ServerSocketFactory.getDefault(), trust);
        DispatchFault plain = fault(called(", tls: true", "zh: 林区, en: Forest"));
        assertThat(plain.sort()).isEqualTo(Sort.PASSING);
        assertThat(centre.binds).as("a centre without TLS hears no password").isEmpty();
    }

    @Test
    void aPasswordThatSmppHasNoRoomForIsNamedByItsSecretAlone() throws Exception {
        Files.writeString(secrets.resolve("smsc"), "much-too-long-for-smpp");
        DispatchFault fault = fault(called());
        assertThat(fault.sort()).isEqualTo(Sort.LASTING);
        assertThat(fault.why().en()).contains("secret 'smsc'", "at most 8").doesNotContain("much-too-long");
        Files.delete(secrets.resolve("smsc"));
        sms.close();
        assertThat(fault(called()).why().en()).contains("secret 'smsc'");
        assertThat(centre.binds).isEmpty();
    }

    @Test
    void whatPhonesSendIsLeftToTheCentreWhereNobodyReadsIt() throws Exception {
        Engine engine = called();
        send(engine);
        assertThatThrownBy(() -> centre.bring("8653255500101", "1"))
                .isInstanceOf(NegativeResponseException.class)
                .hasMessageContaining("64");
        send(engine);
        assertThat(centre.binds).hasSize(1);
    }

    @Test
    void aSenderThatIsANameTakesNoAnswersSoNoneIsAskedFor() throws Exception {
        send(Calls.begun(Calls.site(
                centre.channel("sms", "").replace("\"10690001\"", "Beacon"),
                "tell: [contact li], over: [sms]",
                "zh: 林区, en: Forest")));
        assertThat(centre.texts()).singleElement().asString().endsWith("\n#N2-2");
    }

    @Test
    void aChannelThatHasAnotherWayBindsAnewAndLeavesTheOld() throws Exception {
        send(called());
        send(called(", per-second: 99", "zh: 林区, en: Forest"));
        assertThat(centre.binds).hasSize(2);
        assertThat(centre.texts()).hasSize(2);
    }
}
