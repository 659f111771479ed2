package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.testkit.MessageCentre;
import org.jsmpp.SMPPConstant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is called, and how that stops, over a real broker, a real message centre and a real receiver. */
@Timeout(120)
class CallsOnTheWireTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path root;

    private final CountDownLatch over = new CountDownLatch(1);
    private MessageCentre centre;
    private Brigade brigade;
    private Trial trial;

    @BeforeEach
    void prepare() throws IOException {
        centre = new MessageCentre(new SystemClock()::steadyNanos);
        brigade = new Brigade();
        trial = new Trial(root, brigade.url(), 3);
        Files.writeString(root.resolve("secrets/smsc"), "s3cret!x");
        Path channels = trial.site.resolve("channels.yaml");
        Files.writeString(channels, Files.readString(channels) + "  - " + centre.channel("sms", "") + "\n");
        write("contacts.yaml", """
                contacts:
                  - { id: li, name: { zh: 李, en: Li }, phone: "+86 532 5550 0101" }
                  - { id: wang, name: { zh: 王, en: Wang }, phone: "+86 532 5550 0102" }
                """);
    }

    @AfterEach
    void end() throws IOException {
        over.countDown();
        brigade.close();
        centre.close();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(trial.site.resolve(file), text);
    }

    private void burn(Hub hub) throws Exception {
        await().atMost(PATIENCE).until(hub::connected);
        trial.publish(hub, "beacon/v1/fn-0/telemetry", "{\"readings\":{\"temperature\":70}}");
    }

    @Test
    void aButtonThatIsPressedStopsTheCallsBeforeTheNextPersonHears() throws Exception {
        write("escalation.yaml", """
                policies:
                  - policy: fire
                    min-severity: minor
                    steps:
                      - { tell: [contact li], over: [sms] }
                      - { after: 5 s, tell: [contact wang], over: [sms] }
                """);
        try (Hub hub = trial.start(Optional.empty())) {
            burn(hub);
            await().atMost(PATIENCE).until(() -> centre.texts().size() == 1);
            String incident =
                    hub.loop().views().view().incidents().incidents().getFirst().id();
            trial.publish(hub, "beacon/v1/fn-1/answer", "{\"incident\": \"" + incident + "\"}");
            await().atMost(PATIENCE)
                    .until(() -> Trial.get(hub, "/api/v1/incidents/" + incident).contains("\"state\":\"answered\""));
            await().during(Duration.ofSeconds(6))
                    .atMost(PATIENCE)
                    .until(() -> centre.submitted.stream()
                            .noneMatch(each -> each.to().endsWith("0102")));
        }
    }

    @Test
    void aMessageCentreThatHangsDelaysNoOtherChannel() throws Exception {
        centre.answering(_ -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return SMPPConstant.STAT_ESME_ROK;
        });
        write("escalation.yaml", """
                policies:
                  - policy: fire
                    min-severity: minor
                    steps:
                      - { tell: [contact li], over: [sms] }
                      - { over: [brigade] }
                """);
        try (Hub hub = trial.start(Optional.empty())) {
            burn(hub);
            await().atMost(Duration.ofSeconds(5)).until(() -> brigade.ids.size() == 1);
            assertThat(centre.submitted).isEmpty();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(hub.loop().views().view().pendingNotices())
                            .extracting(each -> each.channel())
                            .containsExactly("sms"));
            over.countDown();
            await().atMost(PATIENCE)
                    .until(() -> hub.loop().views().view().pendingNotices().isEmpty());
        }
    }
}
