package org.beaconhub.sim.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.beaconhub.sim.clock.SimClock;
import org.beaconhub.sim.device.Spec;
import org.beaconhub.sim.scene.Folders;
import org.beaconhub.sim.sink.Actuator;
import org.beaconhub.sim.wire.Encoder;
import org.beaconhub.sim.wire.Telegram;
import org.beaconhub.sim.world.World;
import org.beaconhub.testkit.Mosquitto;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
    @TempDir
    private Path folder;

    @Test
    void theExampleSitesDevicesHaveDialectsThatTheSimulatorSpeaksAndTheHubSpeaksForItself() throws IOException {
        List<Spec> devices = SiteFiles.devices(Folders.site());

        assertThat(devices).hasSizeGreaterThanOrEqualTo(320);
        assertThat(devices)
                .allSatisfy(device -> assertThat(Encoder.of(device.dialect())).isNotNull());
        assertThat(devices).extracting(Spec::id).doesNotContain("hub");
    }

    @Test
    void aFileThatIsNoSiteIsNamed() throws IOException {
        Files.writeString(folder.resolve("types.yaml"), "types: { t: { interval: soon } }\n");
        Files.writeString(folder.resolve("devices.yaml"), "devices: [ { id: a, type: t, area: x } ]\n");

        assertThatThrownBy(() -> SiteFiles.devices(folder))
                .hasMessageContaining("types.yaml")
                .hasMessageContaining("'soon'");
    }

    @Test
    @NeedsServer(Server.MOSQUITTO)
    void allDevicesConnectWithinSecondsSpeakAndTheSirenAnswers() throws Exception {
        List<String> confirmed = new CopyOnWriteArrayList<>();
        List<Actuator.Act> acts = new CopyOnWriteArrayList<>();
        try (Mosquitto broker = Mosquitto.start(folder)) {
            BrokerLogin login = BrokerLogin.anonymous("127.0.0.1", broker.port());
            BrokerClient hub = new BrokerClient(login, "hub", null, null);
            hub.connect().join();
            hub.subscribe("beacon/v1/+/confirm", bytes -> confirmed.add(new String(bytes, StandardCharsets.UTF_8)))
                    .join();
            try (Fleet fleet = new Fleet(
                    SiteFiles.devices(Folders.site()), new World(1, 0), login, 1, SimClock.system(), acts::add)) {
                fleet.start().get(20, TimeUnit.SECONDS);
                assertThat(fleet.connected()).isEqualTo(fleet.size());
                await().until(() -> fleet.acknowledged() > 20);

                hub.send(new Telegram(
                                "beacon/v1/siren-ridge/command", "{\"id\":\"N1-0-siren\",\"act\":\"sound\"}", false))
                        .join();
                await().until(() -> !confirmed.isEmpty());
                assertThat(confirmed).containsExactly("{\"id\":\"N1-0-siren\"}");
                assertThat(acts).extracting(Actuator.Act::act).containsExactly("sound");
                assertThat(fleet.refused()).isZero();
            }
            hub.disconnect().join();
        }
    }

    @Test
    void theDefaultFireStartsInTheForestUpTheWindOfANode() throws IOException {
        List<Spec> devices = SiteFiles.devices(Folders.site());
        BrokerLogin nobody = BrokerLogin.anonymous("127.0.0.1", 1);
        World world = new World(1, 0);
        try (Fleet fleet = new Fleet(devices, world, nobody, 1, SimClock.system(), act -> {})) {
            var place = fleet.firePlace().orElseThrow();

            assertThat(devices).anySatisfy(device -> {
                assertThat(device.type()).isEqualTo("forest-node");
                assertThat(device.place().distance(place)).isBetween(59.0, 61.0);
            });
        }
    }
}
