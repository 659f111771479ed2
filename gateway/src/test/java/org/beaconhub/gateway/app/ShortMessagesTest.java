package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.rules.escalation.Escalation;
import org.beaconhub.testkit.MessageCentre;
import org.jsmpp.SMPPConstant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a device that burns to the phone of who is called, through the whole hub. */
@Timeout(120)
class ShortMessagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HOT = "{\"readings\":{\"temperature\":70}}";

    @TempDir
    Path root;

    private MessageCentre centre;
    private Brigade brigade;
    private Trial trial;

    @BeforeEach
    void prepare() throws IOException {
        centre = new MessageCentre(new SystemClock()::steadyNanos);
        brigade = new Brigade();
        trial = new Trial(root, brigade.url(), 3);
        Files.writeString(root.resolve("secrets/smsc"), "s3cret!x");
        write("channels.yaml", "channels:\n  - " + centre.channel("sms", "") + "\n");
        write("contacts.yaml", "contacts:\n  - { id: li, name: { zh: 李, en: Li }, phone: \"+86 532 5550 0101\" }\n");
        write("escalation.yaml", """
                policies:
                  - policy: fire
                    min-severity: minor
                    steps:
                      - { tell: [contact li], over: [sms] }
                """);
    }

    @AfterEach
    void end() throws IOException {
        brigade.close();
        centre.close();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(trial.site.resolve(file), text);
    }

    private static boolean nothingPending(Hub hub) {
        return hub.loop().views().view().pendingNotices().isEmpty();
    }

    @Test
    void whoIsCalledGetsOneMessageThoughTheCentreIsBusyAtFirst() throws Exception {
        centre.answering(number -> number < 3 ? SMPPConstant.STAT_ESME_RTHROTTLED : SMPPConstant.STAT_ESME_ROK);
        try (Hub hub = trial.start(Optional.empty())) {
            await().atMost(PATIENCE).until(hub::connected);
            trial.publish(hub, "beacon/v1/fn-0/telemetry", HOT);
            await().atMost(PATIENCE).until(() -> centre.texts().size() == 1 && nothingPending(hub));
            assertThat(centre.texts().getFirst()).contains("林区");
            assertThat(Trial.get(hub, "/api/v1/incidents/" + incident(hub)))
                    .contains("\"channel\":\"sms\"", "\"state\":\"delivered\"");
        }
        assertThat(centre.binds).hasSize(1);
    }

    @Test
    void aNumberThatTheCentreDoesNotKnowIsGivenUpAtOnceAndSaysWhy() throws Exception {
        centre.answering(_ -> SMPPConstant.STAT_ESME_RINVDSTADR);
        try (Hub hub = trial.start(Optional.empty())) {
            await().atMost(PATIENCE).until(hub::connected);
            trial.publish(hub, "beacon/v1/fn-0/telemetry", HOT);
            await().atMost(PATIENCE)
                    .until(() ->
                            Trial.get(hub, "/api/v1/incidents/" + incident(hub)).contains("\"state\":\"failed\""));
            assertThat(nothingPending(hub)).isTrue();
        }
    }

    /** Somebody on a plain phone, without the net, in a forest. */
    @Test
    void whoIsCalledAnswersByAReplyAndHearsThatItCounts() throws Exception {
        try (Hub hub = trial.start(Optional.empty())) {
            await().atMost(PATIENCE).until(hub::connected);
            trial.publish(hub, "beacon/v1/fn-0/telemetry", HOT);
            await().atMost(PATIENCE).until(() -> centre.texts().size() == 1 && nothingPending(hub));
            centre.bring("8613900000000", "1");
            assertThat(answered(hub))
                    .as("somebody else's phone answers nothing")
                    .isFalse();
            centre.bring("8653255500101", "收到。");
            await().atMost(PATIENCE).until(() -> answered(hub));
            await().atMost(PATIENCE).until(() -> centre.texts().size() == 2);
            assertThat(centre.texts().getLast()).isEqualTo("已记录：林区其他 " + incident(hub) + " 由您处置");
            assertThat(Trial.get(hub, "/api/v1/incidents/" + incident(hub))).contains("\"answered_by\":\"li\"");
        }
    }

    private static boolean answered(Hub hub) {
        return hub.loop().views().view().escalations().stream().noneMatch(Escalation::isCalling);
    }

    private static String incident(Hub hub) {
        return hub.loop().views().view().incidents().incidents().stream()
                .map(each -> each.id())
                .findFirst()
                .orElse("none");
    }

    @Test
    void whatIsWrongWithAMessageCentreIsToldWithItsPlace() throws Exception {
        write("channels.yaml", """
                channels:
                  - name: sms
                    type: sms
                    host: "smsc example"
                    port: 70000
                    system-id: "a name of far too many letters"
                    from: "+12"
                    per-second: 0.5
                    language: fr
                    kinds: [alarm]
                    min-severity: minor
                """);
        write("contacts.yaml", "contacts:\n  - { id: li, name: { zh: 李, en: Li }, phone: \"0532 call me\" }\n");
        assertThatThrownBy(() -> trial.start(Optional.empty()))
                .isInstanceOf(SiteRejected.class)
                .hasMessageContaining("channels.yaml:2:5: a message centre needs the name of its secret")
                .hasMessageContaining("channels.yaml:4:11: host 'smsc example' is no host")
                .hasMessageContaining("channels.yaml:5:11: port '70000' must be a whole number from 1 to 65535")
                .hasMessageContaining("channels.yaml:6:16: system-id 'a name of far too many letters' must be")
                .hasMessageContaining("channels.yaml:7:11: from '+12' is no sender")
                .hasMessageContaining("channels.yaml:8:17: per-second '0.5' must be a whole number")
                .hasMessageContaining("channels.yaml:9:15: language 'fr' must be one of zh, en")
                .hasMessageContaining("contacts.yaml:2:47: phone '0532 call me' is no number");
    }

    @Test
    void aPersonWithoutANumberCannotBeCalledByShortMessage() throws Exception {
        write("contacts.yaml", "contacts:\n  - { id: li, name: { zh: 李, en: Li }, mail: li@example.org }\n");
        assertThatThrownBy(() -> trial.start(Optional.empty()))
                .isInstanceOf(SiteRejected.class)
                .hasMessageContaining("escalation.yaml:5:9: contact 'li' cannot be reached over sms");
    }
}
