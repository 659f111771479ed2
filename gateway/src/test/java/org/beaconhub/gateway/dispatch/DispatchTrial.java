package org.beaconhub.gateway.dispatch;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.answer.Answers;
import org.beaconhub.gateway.answer.Replies;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.dispatch.actuator.Actuators;
import org.beaconhub.gateway.dispatch.actuator.Publisher;
import org.beaconhub.gateway.dispatch.cap.Cap;
import org.beaconhub.gateway.dispatch.cap.CapMessages;
import org.beaconhub.gateway.dispatch.cap.Ledger;
import org.beaconhub.gateway.dispatch.mail.Mail;
import org.beaconhub.gateway.dispatch.robot.Robot;
import org.beaconhub.gateway.dispatch.sms.Sms;
import org.beaconhub.gateway.dispatch.webhook.Poster;
import org.beaconhub.gateway.dispatch.webhook.Webhook;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Notices of a real engine over all carriers, to receivers on this machine. */
abstract class DispatchTrial {
    static final DispatchOptions QUICK = new DispatchOptions(50, 400, 3000, 8, 500, 1000, 200);
    static final String HORN = "{ name: horn, type: siren, device: horn, kinds: [alarm], min-severity: minor }";
    static final String SECRET = "a long secret of the brigade";

    /** Knows of nothing before. */
    private record First() implements Ledger {
        @Override
        public Told told(NoticeOrdered ordered) {
            return new Told(Desk.START_MS, List.of());
        }

        @Override
        public Told told(DrillNoticeOrdered ordered) {
            return new Told(Desk.START_MS, List.of());
        }
    }

    @TempDir
    Path secrets;

    private final List<AutoCloseable> open = new ArrayList<>();
    final List<String> published = new CopyOnWriteArrayList<>();
    final ObjectMapper json = new ObjectMapper();
    Publisher publisher = (topic, payload) -> published.add(topic + " " + new String(payload, StandardCharsets.UTF_8));
    Receiver receiver;

    @BeforeEach
    void receive() throws IOException {
        Files.writeString(secrets.resolve("brigade"), SECRET + "\n");
        receiver = opened(new Receiver());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    <T extends AutoCloseable> T opened(T each) {
        open.add(each);
        return each;
    }

    Dispatch start(Desk desk) throws Exception {
        return start(desk, QUICK);
    }

    Dispatch start(Desk desk, DispatchOptions options) throws Exception {
        SystemClock clock = new SystemClock();
        DefaultCamelContext camel = opened(new DefaultCamelContext());
        Carriers carriers = carriers(
                camel, secrets, clock, options, (topic, payload) -> publisher.publish(topic, payload), () -> "");
        camel.start();
        return opened(Dispatch.start(desk, desk, clock, options, carriers, new LongAdder()));
    }

    /**
     * All carriers, with routes in a Camel context.
     *
     * @param base where people reach the hub
     */
    static Carriers carriers(
            CamelContext camel,
            Path secrets,
            Clock clock,
            DispatchOptions options,
            Publisher publisher,
            Supplier<String> base)
            throws Exception {
        Secrets folder = new Secrets(secrets);
        Poster poster = Poster.over(camel, folder, clock, options);
        AnswerLinks links = new AnswerLinks(new byte[] {1}, base);
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return new Carriers(
                new Webhook(poster, links, clock),
                new Cap(poster, new CapMessages(new First(), Optional.empty(), () -> Ground.NONE), folder),
                Actuators.over(camel, publisher, options),
                new Sms(folder, new Answers(links, Replies.NONE), clock, options, tls),
                new Mail(folder, links, clock, options, tls),
                new Robot(folder, links, clock, options));
    }

    static void delivered(Desk desk) {
        await().atMost(Duration.ofSeconds(20)).until(() -> desk.pending().isEmpty());
    }
}
