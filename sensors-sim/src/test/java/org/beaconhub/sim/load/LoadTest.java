package org.beaconhub.sim.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.beaconhub.sim.fleet.BrokerClient;
import org.beaconhub.sim.fleet.BrokerLogin;
import org.beaconhub.testkit.Mosquitto;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
    @TempDir
    private Path folder;

    @Test
    void aFrameIsOnePublishWhosePayloadIsJsonOfTheWantedSize() {
        Frame frame = new Frame("load-7", 200);
        byte[] buffer = new byte[frame.length() + 1];

        int end = frame.write(buffer, 1, 0x0102, 9_876_543_210L, 1_800_000_000_000L);

        String text = new String(buffer, 1, frame.length(), StandardCharsets.UTF_8);
        assertThat(end).isEqualTo(buffer.length);
        assertThat(buffer[1]).isEqualTo((byte) 0x32);
        assertThat(text)
                .contains("beacon/v1/load-7/telemetry\u0001\u0002{\"seq\":     9876543210,\"time\":  1800000000000,");
        assertThat(text.substring(text.indexOf('{'))).hasSize(200).contains("\"temperature\":21.05,");
    }

    @Test
    @NeedsServer(Server.MOSQUITTO)
    void theLedgerHasExactlyWhatTheBrokerAcknowledgedAndASubscriberGotItAll() throws Exception {
        Path ledger = folder.resolve("ledger.csv");
        Set<String> heard = new ConcurrentSkipListSet<>();
        try (Mosquitto broker = Mosquitto.start(folder)) {
            BrokerClient subscriber =
                    new BrokerClient(BrokerLogin.anonymous("127.0.0.1", broker.port()), "listener", null, null);
            subscriber.connect().join();
            subscriber
                    .subscribe("beacon/v1/+/telemetry", payload -> heard.add(seq(payload)))
                    .join();
            Load load = Load.start(LoadOptions.of("127.0.0.1", broker.port(), 5)
                    .with(List.of("one"))
                    .at(2000)
                    .keeping(ledger));
            await().until(() -> load.acknowledged() > 1000);
            load.stop();

            List<String> lines = Files.readAllLines(ledger);
            assertThat(lines)
                    .hasSize((int) load.acknowledged())
                    .doesNotHaveDuplicates()
                    .contains("one,1", "one,1000");
            assertThat(load.sent()).isEqualTo(load.acknowledged());
            await().until(() -> heard.size() == lines.size());
            subscriber.disconnect().join();
        }
    }

    private static String seq(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8).replaceAll("(?s)\\{\"seq\": *(\\d+),.*", "$1");
    }

    @Test
    @NeedsServer(Server.MOSQUITTO)
    void itGoesOnAfterTheBrokerDiedAndNeverCountsAMessageTwice() throws Exception {
        Path ledger = folder.resolve("ledger.csv");
        try (Mosquitto broker = Mosquitto.start(folder)) {
            Load load = Load.start(
                    LoadOptions.of("127.0.0.1", broker.port(), 100).at(5000).keeping(ledger));
            await().until(() -> load.acknowledged() > 1000);
            broker.kill();
            await().until(() -> load.connected() == 0);
            long before = load.acknowledged();
            broker.startAgain();
            await().until(() -> load.acknowledged() > before + 1000);
            load.stop();

            List<String> lines = Files.readAllLines(ledger);
            assertThat(new TreeSet<>(lines)).hasSize(lines.size()).hasSize((int) load.acknowledged());
        }
    }

    @Test
    void aBrokerThatIsNotThereIsToldAndNothingIsCounted() throws IOException {
        try (Load load = Load.start(LoadOptions.of("127.0.0.1", 1, 1))) {
            await().until(() -> load.failure().isPresent());

            assertThat(load.sent()).isZero();
            assertThat(load.connected()).isZero();
        }
    }

    @Test
    void impossibleOptionsAreNamed() {
        LoadOptions options = LoadOptions.of("127.0.0.1", 1883, 10);

        assertThatThrownBy(() -> options.at(0)).hasMessageContaining("rate must be above 0");
        assertThatThrownBy(() -> options.over(0)).hasMessageContaining("connections");
        assertThatThrownBy(() -> options.with(List.of())).hasMessageContaining("devices must be at least one");
    }
}
