package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.testkit.MessageCentre;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What arrives at a phone, a mailbox, a group chat and a machine while there is more than people can read. */
@Timeout(180)
class GroupedNoticesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NODES = 12;
    private static final String HOT = "{\"readings\":{\"temperature\":70}}";
    private static final String SMOKE = "{\"readings\":{\"smoke\":6}}";

    @TempDir
    Path root;

    private final Ahead clock = new Ahead();
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private MessageCentre centre;
    private GreenMail mail;
    private HttpServer chat;
    private Brigade brigade;
    private Trial trial;

    /** The machine's clock, which a test sets ahead. */
    private static final class Ahead implements Clock {
        private static final long LOOK_MS = 20;

        private final Clock base = new SystemClock();
        private final AtomicLong aheadMs = new AtomicLong();

        void by(Duration more) {
            aheadMs.addAndGet(more.toMillis());
        }

        @Override
        public long nowMs() {
            return base.nowMs() + aheadMs.get();
        }

        @Override
        public long steadyNanos() {
            return base.steadyNanos() + TimeUnit.MILLISECONDS.toNanos(aheadMs.get());
        }

        @Override
        public long waitMs(long ms) {
            return Math.min(ms, LOOK_MS);
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        centre = new MessageCentre(new SystemClock()::steadyNanos);
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        chat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        chat.createContext("/", exchange -> {
            posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = "{\"errcode\":0,\"errmsg\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        chat.start();
        brigade = new Brigade();
        trial = new Trial(root, brigade.url(), NODES);
        Files.writeString(root.resolve("secrets/smsc"), "s3cret!x");
        Files.writeString(
                root.resolve("secrets/group"),
                "http://127.0.0.1:" + chat.getAddress().getPort() + "/send");
        site();
    }

    @AfterEach
    void end() throws IOException {
        brigade.close();
        chat.stop(0);
        mail.stop();
        centre.close();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(trial.site.resolve(file), text);
    }

    /** Grids with a node each, so that each fire is an incident of its own. */
    private void site() throws IOException {
        StringBuilder areas = new StringBuilder("name: { zh: 试验, en: Trial }\nzone: Asia/Shanghai\nareas:\n");
        StringBuilder devices = new StringBuilder("devices:\n");
        areas.append("  town: { zh: 社区, en: Town }\n");
        for (int i = 0; i < NODES; i++) {
            areas.append("  g-%d: { zh: 第%d网格, en: Grid %d }\n".formatted(i, i, i));
            devices.append("  - { id: fn-%d, type: forest-node, area: g-%d, name: { zh: 节点%d, en: Node %d } }\n"
                    .formatted(i, i, i, i));
        }
        write("site.yaml", areas.toString());
        write("devices.yaml", devices.toString());
        write(
                "rules/all.yaml",
                rule("hot", "temperature > 60 °C", "severe") + rule("smoke", "smoke > 4 %/m", "critical"));
        String every = ", kinds: [alarm], min-severity: minor }\n";
        write(
                "channels.yaml",
                "channels:\n  - " + centre.channel("sms", ", per-second: 100") + "\n"
                        + "  - { name: mail, type: mail, host: 127.0.0.1, tls: none, from: hub@example.org, port: "
                        + mail.getSmtp().getPort() + every
                        + "  - { name: group, type: robot, style: wecom, secret: group" + every
                        + "  - { name: brigade, type: webhook, secret: brigade, url: \"" + brigade.url() + "\""
                        + every);
        write("contacts.yaml", """
                contacts:
                  - { id: li, name: { zh: 李, en: Li }, phone: "+86 532 5550 0101" }
                  - { id: wang, name: { zh: 王, en: Wang }, mail: wang@example.org }
                """);
        write("escalation.yaml", """
                policies:
                  - policy: fire
                    min-severity: minor
                    steps:
                      - { tell: [contact li], over: [sms] }
                      - { tell: [contact wang], over: [mail] }
                      - { over: [group] }
                      - { over: [brigade] }
                """);
    }

    private static String rule(String name, String condition, String severity) {
        return """
                - rule: %s
                  on: forest-node
                  raise: %s
                  kind: alarm
                  severity: %s
                  message: { zh: "{device} 报警", en: "{device} alarms" }
                """.formatted(name, condition, severity);
    }

    private void burn(Hub hub, int node, String payload) throws Exception {
        trial.publish(hub, "beacon/v1/fn-" + node + "/telemetry", payload);
    }

    private List<String> subjects() throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage each : mail.getReceivedMessages()) {
            subjects.add(each.getSubject());
        }
        return subjects;
    }

    /** So many notices have come to each person and the group, and so many to the machine; and nothing is on its way. */
    private void arrived(Hub hub, int people, int machine) throws MessagingException {
        await().atMost(PATIENCE)
                .until(() -> brigade.ids.size() == machine
                        && posts.size() == people
                        && hub.loop().views().view().pendingNotices().isEmpty());
        assertThat(centre.texts()).hasSize(people);
        assertThat(subjects()).hasSize(people);
        assertThat(posts).hasSize(people);
        assertThat(new HashSet<>(brigade.ids)).hasSize(machine);
    }

    @Test
    void peopleGetSixThenWhatIsCriticalAtOnceAndTheRestAsOneWhileAMachineGetsAll() throws Exception {
        try (Hub hub = trial.start(Optional.empty(), clock)) {
            await().atMost(PATIENCE).until(hub::connected);
            for (int node = 0; node < 10; node++) {
                burn(hub, node, HOT);
            }
            arrived(hub, 6, 10);
            burn(hub, 11, SMOKE);
            arrived(hub, 7, 11);
            assertThat(centre.texts().getLast()).contains("第11网格", "危急").doesNotContain("另有");
            assertThat(subjects().getLast()).contains("第11网格", "危急").doesNotContain("另有");
            assertThat(posts.getLast()).contains("第11网格", "危急").doesNotContain("另有");
            burn(hub, 9, SMOKE);
            arrived(hub, 8, 12);
            assertThat(centre.texts().getLast()).contains("第9网格", "危急");
            assertThat(subjects().getLast()).contains("第9网格", "危急");
            clock.by(Duration.ofMinutes(10));
            arrived(hub, 9, 12);
            assertThat(centre.texts().getLast()).contains("严重", "另有 2 起");
            assertThat(subjects().getLast()).contains("严重", "另有 2 起", "And 2 more");
            assertThat(posts.getLast()).contains("严重", "另有 2 起事件");
        }
    }
}
