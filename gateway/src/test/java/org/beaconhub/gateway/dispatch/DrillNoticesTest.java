package org.beaconhub.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.beaconhub.gateway.cap.CapAlert;
import org.beaconhub.gateway.cap.CapReader;
import org.beaconhub.gateway.cap.CapReading;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.DrillOrdered.Saying;
import org.beaconhub.rules.fact.DrillStopped;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.junit.jupiter.api.Test;

/** Drills over real receivers: marked in every word, only where a channel takes them, and beside what is real. */
class DrillNoticesTest extends DispatchTrial {
    private static final DrillOrdered FIRE = new DrillOrdered(
            "dong",
            "hill-fire",
            new Text("山火演练", "Hill fire"),
            0,
            60_000,
            List.of(new Saying(0, "fn-1", List.of(new Measurement(Quantity.TEMPERATURE, 90)))));

    private String taking(String name) {
        return receiver.channel(name).replace("type: webhook", "type: webhook, drills: true");
    }

    private void letters(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.letters.size() >= count);
    }

    private static void settled(Desk desk) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> desk.drills().pendingNotices().isEmpty());
    }

    @Test
    void aWebhookTellsADrillAsOneWithoutAnAlarmToActUpon() throws Exception {
        Desk desk = new Desk(1, taking("brigade"), receiver.channel("police"), HORN);
        start(desk);
        desk.apply(FIRE);
        letters(1);
        settled(desk);
        assertThat(receiver.letters).hasSize(1);
        JsonNode body = json.readTree(receiver.letters.getFirst().body());
        assertThat(body.at("/mode").asText()).isEqualTo("drill");
        assertThat(body.at("/id").asText()).startsWith("DN").endsWith("-brigade");
        assertThat(body.has("alarm")).isFalse();
        assertThat(body.has("incident")).isFalse();
        assertThat(body.at("/message/zh").asText()).startsWith("【演练 DRILL·试验】").endsWith("（演练，非真实警情）");
        assertThat(body.at("/message/en").asText()).startsWith("DRILL, Trial:").endsWith("(A drill, not real.)");
        assertThat(published).as("nothing that moves takes part").isEmpty();
    }

    @Test
    void whatIsRealIsToldAsRealWhileADrillGoesOn() throws Exception {
        Desk desk = new Desk(1, taking("brigade"));
        start(desk);
        desk.apply(FIRE);
        desk.heat(1, 95);
        delivered(desk);
        letters(2);
        assertThat(receiver.letters)
                .extracting(letter -> json.readTree(letter.body()).at("/mode").asText())
                .containsExactlyInAnyOrder("drill", "live");
    }

    @Test
    void whoeverWasToldHearsThatItIsOver() throws Exception {
        Desk desk = new Desk(1, taking("brigade"));
        start(desk);
        desk.apply(FIRE);
        letters(1);
        settled(desk);
        String id = desk.drills().running().orElseThrow().record().id();
        desk.apply(new DrillStopped(id, "dong", "done"));
        letters(2);
        settled(desk);
        JsonNode body = json.readTree(receiver.letters.getLast().body());
        assertThat(body.at("/event").asText()).isEqualTo("drill_ended");
        assertThat(body.at("/message/zh").asText()).contains("演练结束");
    }

    @Test
    void aMessageOfCapIsAnExercise() throws Exception {
        Desk desk = new Desk(
                1,
                receiver.channel("regional")
                        .replace("type: webhook", "type: cap, drills: true, sender: hub@example.org, contact: 值守台"));
        start(desk);
        desk.apply(FIRE);
        letters(1);
        CapReading.Message read = (CapReading.Message)
                CapReader.read(receiver.letters.getFirst().body().getBytes(StandardCharsets.UTF_8));
        assertThat(read.alert().status()).isEqualTo(CapAlert.Status.EXERCISE);
        assertThat(read.alert().note()).contains("演练").contains("DRILL");
        assertThat(read.alert().infos())
                .allSatisfy(info -> assertThat(info.words().headline()).containsAnyOf("演练", "DRILL"));
    }
}
