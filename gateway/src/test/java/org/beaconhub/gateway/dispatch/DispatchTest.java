package org.beaconhub.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.beaconhub.gateway.cap.CapReader;
import org.beaconhub.gateway.cap.CapReading;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
import org.beaconhub.rules.fact.DeliveryReport.Failed;
import org.beaconhub.rules.fact.DeliveryReport.Retrying;
import org.beaconhub.rules.fact.Text;
import org.junit.jupiter.api.Test;

class DispatchTest extends DispatchTrial {
    private static Text answered(String said) {
        return new Text("接收方答复：" + said, said);
    }

    @Test
    void aWebhookIsSignedAndTellsWhatHappenedWhereAndWhy() throws Exception {
        Desk desk = new Desk(1, receiver.channel("brigade"));
        start(desk);
        desk.heat(1, 70);
        delivered(desk);
        Receiver.Letter letter = receiver.letters.getFirst();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed = (letter.timestamp() + "." + letter.body()).getBytes(StandardCharsets.UTF_8);
        assertThat(letter.signature()).isEqualTo("v1=" + HexFormat.of().formatHex(mac.doFinal(signed)));
        assertThat(letter.type()).isEqualTo("application/json");
        JsonNode body = json.readTree(letter.body());
        assertThat(body.at("/id").asText()).isEqualTo(letter.id()).isEqualTo("N2-0-brigade");
        assertThat(body.at("/mode").asText()).isEqualTo("live");
        assertThat(body.at("/event").asText()).isEqualTo("raised");
        assertThat(body.at("/site/zh").asText()).isEqualTo("试验");
        JsonNode alarm = body.at("/alarm");
        assertThat(alarm.at("/deviceName/en").asText()).isEqualTo("Node 1");
        assertThat(alarm.at("/areaName/en").asText()).isEqualTo("Hill");
        assertThat(alarm.at("/lat").asDouble()).isEqualTo(35.9);
        assertThat(alarm.at("/kind").asText()).isEqualTo("alarm");
        assertThat(alarm.at("/severity").asText()).isEqualTo("severe");
        assertThat(alarm.at("/state").asText()).isEqualTo("unacknowledged");
        assertThat(alarm.at("/explanation/0/clause").asText()).isEqualTo("temperature > 60 °C");
        assertThat(alarm.at("/explanation/0/seq").asLong()).isEqualTo(2);
        assertThat(desk.results("N2-0-brigade")).containsExactly(new Delivered("HTTP 200 ok"));
    }

    @Test
    void aReceiverOfCapGetsASignedMessageThatIsTheSameAtEachAttempt() throws Exception {
        receiver.answering((number, exchange) -> Receiver.reply(exchange, number == 1 ? 503 : 200, "ok"));
        Desk desk = new Desk(
                1,
                receiver.channel("regional")
                        .replace("type: webhook", "type: cap, sender: hub@example.org, contact: 值守台"));
        start(desk);
        desk.heat(1, 70);
        delivered(desk);
        Receiver.Letter letter = receiver.letters.getLast();
        assertThat(receiver.letters).hasSize(2);
        assertThat(receiver.letters.getFirst().body()).isEqualTo(letter.body());
        assertThat(receiver.ids()).containsOnly("N2-0-regional");
        assertThat(letter.type()).isEqualTo("application/cap+xml");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed = (letter.timestamp() + "." + letter.body()).getBytes(StandardCharsets.UTF_8);
        assertThat(letter.signature()).isEqualTo("v1=" + HexFormat.of().formatHex(mac.doFinal(signed)));
        CapReading.Message read =
                (CapReading.Message) CapReader.read(letter.body().getBytes(StandardCharsets.UTF_8));
        assertThat(read.alert().id().identifier()).isEqualTo("N2-0-regional");
        assertThat(desk.results("N2-0-regional"))
                .containsExactly(new Retrying(answered("HTTP 503 ok")), new Delivered("HTTP 200 ok"));
    }

    @Test
    void aReceiverThatIsOverloadedIsTriedAgainUntilItTakesTheNotice() throws Exception {
        receiver.answering((number, exchange) -> Receiver.reply(exchange, number < 3 ? 503 : 204, ""));
        Desk desk = new Desk(1, receiver.channel("brigade"));
        start(desk);
        desk.heat(1, 70);
        delivered(desk);
        assertThat(desk.results("N2-0-brigade"))
                .containsExactly(
                        new Retrying(answered("HTTP 503")),
                        new Retrying(answered("HTTP 503")),
                        new Delivered("HTTP 204"));
        assertThat(desk.reports()).extracting(DeliveryReport::attempt).containsExactly(1, 2, 3);
        assertThat(new HashSet<>(receiver.ids())).containsExactly("N2-0-brigade");
    }

    @Test
    void aNoticeThatTheReceiverRejectsIsGivenUpAtOnce() throws Exception {
        receiver.answering((_, exchange) -> Receiver.reply(exchange, 422, "unknown site"));
        Desk desk = new Desk(1, receiver.channel("brigade"));
        start(desk);
        desk.heat(1, 70);
        delivered(desk);
        assertThat(desk.results("N2-0-brigade")).containsExactly(new Failed(answered("HTTP 422 unknown site")));
        assertThat(receiver.letters).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        receiver.answering((_, exchange) -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            Receiver.reply(exchange, 307, "");
        });
        Desk desk = new Desk(1, receiver.channel("brigade"));
        start(desk);
        desk.heat(1, 70);
        delivered(desk);
        assertThat(desk.results("N2-0-brigade")).containsExactly(new Failed(answered("HTTP 307")));
        assertThat(receiver.letters).hasSize(1);
    }

    @Test
    void aReceiverThatIsAwayIsGivenUpAtTheDeadline() throws Exception {
        Desk desk = new Desk(1, receiver.channel("brigade"));
        receiver.close();
        start(desk, new DispatchOptions(50, 100, 500, 8, 500, 1000, 200));
        desk.heat(1, 70);
        delivered(desk);
        List<DeliveryReport.Result> results = desk.results("N2-0-brigade");
        assertThat(results).hasSizeBetween(3, 8);
        assertThat(results.getLast()).isInstanceOf(Failed.class).asString().contains("no answer");
        assertThat(results.subList(0, results.size() - 1)).allMatch(Retrying.class::isInstance);
    }

    @Test
    void aReceiverThatHangsDelaysNoOtherChannel() throws Exception {
        Receiver hanging = opened(new Receiver().hanging());
        Desk desk = new Desk(20, hanging.channel("hanging"), receiver.channel("brigade"));
        start(desk, new DispatchOptions(50, 400, 60_000, 2, 500, 30_000, 200));
        for (int node = 1; node <= 20; node++) {
            desk.heat(node, 70);
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> receiver.letters.size() == 20);
        assertThat(hanging.letters).hasSizeLessThanOrEqualTo(2);
        await().until(() -> desk.pending().size() == 20);
    }

    @Test
    void aCrashBetweenSendingAndKnowingSendsTheSameIdAgain() throws Exception {
        Desk desk = new Desk(1, receiver.channel("brigade"));
        receiver.answering((_, exchange) -> {
            desk.dieBeforeReports();
            Receiver.reply(exchange, 200, "");
        });
        Dispatch first = start(desk);
        desk.heat(1, 70);
        await().until(() -> receiver.letters.size() == 1);
        first.close();
        receiver.answering((_, exchange) -> Receiver.reply(exchange, 200, ""));
        desk.restart();
        start(desk);
        delivered(desk);
        assertThat(receiver.ids()).containsExactly("N2-0-brigade", "N2-0-brigade");
    }

    @Test
    void anAnswerThatIsLostIsAskedForAgainUnderTheSameId() throws Exception {
        receiver.answering((number, exchange) -> {
            if (number == 1) {
                exchange.close();
            } else {
                Receiver.reply(exchange, 200, "");
            }
        });
        Desk desk = new Desk(1, receiver.channel("brigade"));
        start(desk);
        desk.heat(1, 70);
        delivered(desk);
        assertThat(receiver.ids()).containsExactly("N2-0-brigade", "N2-0-brigade");
        assertThat(desk.results("N2-0-brigade")).hasSize(2).last().isInstanceOf(Delivered.class);
    }

    @Test
    void noticesOfOneAlarmKeepTheirOrderAlsoWhenTheFirstMustBeTriedAgain() throws Exception {
        receiver.answering((number, exchange) -> Receiver.reply(exchange, number < 4 ? 503 : 200, ""));
        Desk desk = new Desk(1, receiver.channel("brigade"));
        start(desk);
        desk.heat(1, 70);
        desk.heat(1, 20);
        desk.heat(1, 70);
        delivered(desk);
        List<String> events = new ArrayList<>();
        for (Receiver.Letter letter : receiver.letters) {
            events.add(json.readTree(letter.body()).at("/event").asText());
        }
        assertThat(events).containsExactly("raised", "raised", "raised", "raised", "returned", "raised_again");
    }

    @Test
    void aThousandNoticesAtOnceAreEachSentOnce() throws Exception {
        Desk desk = new Desk(1000, receiver.channel("brigade"));
        start(desk);
        for (int node = 1; node <= 1000; node++) {
            desk.heat(node, 70);
        }
        delivered(desk);
        assertThat(receiver.ids()).hasSize(1000).doesNotHaveDuplicates();
        assertThat(desk.reports()).hasSize(1000).allMatch(report -> report.result() instanceof Delivered);
    }

    @Test
    void aSecretThatIsMissingIsNamedAndNothingIsSent() throws Exception {
        Files.delete(secrets.resolve("brigade"));
        Desk desk = new Desk(1, receiver.channel("brigade"));
        start(desk);
        desk.heat(1, 70);
        delivered(desk);
        assertThat(desk.results("N2-0-brigade"))
                .singleElement()
                .isInstanceOf(Failed.class)
                .asString()
                .contains("secret 'brigade'");
        assertThat(receiver.letters).isEmpty();
    }

    @Test
    void anAddressWithHttpsIsNeverSpokenToInPlainText() throws Exception {
        Desk desk = new Desk(1, receiver.channel("brigade").replace("http:", "https:"));
        start(desk);
        desk.heat(1, 70);
        await().until(() -> !desk.results("N2-0-brigade").isEmpty());
        assertThat(desk.results("N2-0-brigade").getFirst())
                .isInstanceOf(Retrying.class)
                .asString()
                .contains("Connect to https://127.0.0.1");
        assertThat(receiver.letters).isEmpty();
    }

    @Test
    void anEndlessAnswerIsCutOff() throws Exception {
        receiver.answering((_, exchange) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            for (long sent = 0; sent < 10L << 30; sent += block.length) {
                exchange.getResponseBody().write(block);
            }
            exchange.close();
        });
        Desk desk = new Desk(1, receiver.channel("brigade"));
        start(desk);
        desk.heat(1, 70);
        await().atMost(Duration.ofSeconds(2)).until(() -> desk.pending().isEmpty());
        assertThat(desk.results("N2-0-brigade")).containsExactly(new Delivered("HTTP 200 " + "x".repeat(100)));
    }

    @Test
    void aChannelThatLeftTheSiteFailsItsNotices() throws Exception {
        Desk desk = new Desk(1, receiver.channel("brigade"));
        receiver.answering((_, exchange) -> Receiver.reply(exchange, 503, ""));
        start(desk);
        desk.heat(1, 70);
        await().until(() -> !receiver.letters.isEmpty());
        desk.apply(new Desk(1, HORN).siteFact());
        await().until(() -> !desk.pending().contains("N2-0-brigade"));
        assertThat(desk.results("N2-0-brigade").getLast())
                .isEqualTo(new Failed(new Text("站点中已没有渠道“brigade”", "channel 'brigade' is no longer in the site")));
    }

    @Test
    void fromDecisionToReceiverTakesMilliseconds() throws Exception {
        Desk desk = new Desk(300, receiver.channel("brigade"));
        start(desk);
        List<Long> tookNanos = new ArrayList<>();
        for (int node = 1; node <= 300; node++) {
            long began = new SystemClock().steadyNanos();
            desk.heat(node, 70);
            int wanted = node;
            await().pollInterval(Duration.ofMillis(1)).until(() -> receiver.letters.size() == wanted);
            tookNanos.add(receiver.letters.get(node - 1).atNanos() - began);
        }
        List<Long> sorted = tookNanos.stream().skip(100).sorted().toList();
        System.out.printf(
                "decision to webhook: p50 %.2f ms, p99 %.2f ms%n",
                sorted.get(sorted.size() / 2) / 1e6, sorted.get(sorted.size() * 99 / 100) / 1e6);
        assertThat(sorted.get(sorted.size() / 2)).isLessThan(20_000_000L);
    }
}
