package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.gateway.clock.FastClock;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.gateway.run.Verifier;
import org.beaconhub.gateway.series.influx.InfluxTarget;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.beaconhub.testkit.InfluxServer;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole hub in one process, as devices and people meet it. */
@Timeout(120)
class HubTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NODE_0 = "beacon/v1/fn-0/telemetry";

    @TempDir
    Path root;

    private Brigade brigade;
    private Trial trial;

    @BeforeEach
    void prepare() throws IOException {
        brigade = new Brigade();
        trial = new Trial(root, brigade.url(), 3);
    }

    @AfterEach
    void end() {
        brigade.close();
    }

    private static String heat(double celsius) {
        return "{\"readings\":{\"temperature\":" + celsius + "}}";
    }

    @Test
    void aDeviceSpeaksAndTheBrigadeHearsOfItOnceAndTheHistoryHasIt() throws Exception {
        try (Hub hub = trial.start(Optional.empty())) {
            await().atMost(PATIENCE).until(hub::connected);
            trial.publish(hub, NODE_0, heat(70));
            await().atMost(PATIENCE).until(() -> brigade.ids.size() == 1);
            assertThat(brigade.bodies.getFirst())
                    .contains("\"mode\":\"live\"", "\"event\":\"raised\"", "temperature > 60 °C", "70 °C");
            await().atMost(PATIENCE)
                    .until(() -> hub.loop().views().view().pendingNotices().isEmpty());
            await().atMost(PATIENCE)
                    .until(() -> Trial.get(hub, "/api/v1/chart?device=fn-0&quantity=temperature")
                            .contains("70"));
            assertThat(brigade.ids).hasSize(1);
        }
    }

    @Test
    void startedAgainItGoesOnWithItsAlarmsAndTheJournalVerifies() throws Exception {
        try (Hub hub = trial.start(Optional.empty())) {
            await().atMost(PATIENCE).until(hub::connected);
            trial.publish(hub, NODE_0, heat(70));
            await().atMost(PATIENCE).until(() -> brigade.ids.size() == 1);
            await().atMost(PATIENCE)
                    .until(() -> hub.loop().views().view().pendingNotices().isEmpty());
        }
        try (Hub hub = trial.start(Optional.empty())) {
            assertThat(hub.loop().views().view().alarms()).hasSize(1);
            await().atMost(PATIENCE).until(hub::connected);
            trial.publish(hub, NODE_0, heat(20));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(brigade.bodies).hasSize(2));
            assertThat(brigade.bodies.getLast()).contains("\"event\":\"returned\"");
        }
        DataFolder folder = new DataFolder(trial.data);
        try (MvJournal journal = MvJournal.openToRead(folder.journal())) {
            Verifier.Finding found = Verifier.verify(journal, new Snapshots(folder.snapshots()), seq -> {});
            assertThat(found.mismatch()).isEmpty();
            assertThat(found.lastSeq()).isEqualTo(journal.lastSeq());
            assertThat(found.decisions())
                    .as("two moves of the alarm, two notices, and what the incident made of each move")
                    .isEqualTo(6);
            assertThat(found.digests()).isPositive();
        }
    }

    @Test
    void whatCannotBeReadIsCountedWithItsReasonAndDisturbsNothing() throws Exception {
        Map<String, Reason> bad = new LinkedHashMap<>();
        bad.put("{\"readings\":{\"temperature\":", Reason.MALFORMED);
        bad.put("{\"readings\":{\"temperature\":\"hot\"}}", Reason.WRONG_TYPE);
        bad.put("{\"readings\":{\"temperature\":NaN}}", Reason.NOT_A_NUMBER);
        bad.put("{\"readings\":{\"temperature\":1e400}}", Reason.NOT_A_NUMBER);
        bad.put("{\"readings\":{\"temperature\":{\"value\":1,\"unit\":\"furlong\"}}}", Reason.UNKNOWN_UNIT);
        bad.put("{\"readings\":{\"temprature\":1}}", Reason.UNKNOWN_QUANTITY);
        bad.put("{\"time\":0,\"readings\":{\"temperature\":20}}", Reason.TIME_IMPLAUSIBLE);
        bad.put("{\"time\":\"2099-01-01T00:00:00Z\",\"readings\":{\"temperature\":20}}", Reason.TIME_IMPLAUSIBLE);
        try (Hub hub = trial.start(Optional.empty())) {
            await().atMost(PATIENCE).until(hub::connected);
            for (String payload : bad.keySet()) {
                trial.publish(hub, "beacon/v1/fn-1/telemetry", payload);
            }
            trial.publish(hub, "beacon/v1/nobody/telemetry", heat(20));
            trial.publish(hub, "beacon/v1/fn-1/telemetry", new byte[] {(byte) 0xC3, 0x28});
            trial.publish(hub, "beacon/v1/fn-1/telemetry", "x".repeat(300_000));
            trial.publish(hub, NODE_0, heat(70));
            await().atMost(PATIENCE).until(() -> brigade.ids.size() == 1);
            String kept = Trial.get(hub, "/api/v1/quarantine");
            bad.values().forEach(reason -> assertThat(kept).containsIgnoringCase(reason.name()));
            assertThat(kept)
                    .containsIgnoringCase(Reason.UNKNOWN_DEVICE.name())
                    .containsIgnoringCase(Reason.TOO_LARGE.name());
            assertThat(hub.loop().views().view().counters().unreadables()).isGreaterThanOrEqualTo(bad.size() + 3L);
            assertThat(hub.journal().read(1, 1_000).stream()
                            .map(Entry::fact)
                            .filter(Unreadable.class::isInstance)
                            .map(each -> ((Unreadable) each).excerpt()))
                    .as("what cannot be read may hold anything, so the journal does not have it")
                    .isNotEmpty()
                    .containsOnly("");
        }
    }

    @Test
    void whatAnActuatorConfirmsIsTheLastThatItsChannelDelivered() throws Exception {
        trial.append("types.yaml", "  siren: { measures: [online], interval: 60 s, dialect: beacon }\n");
        trial.append("devices.yaml", "  - { id: horn, type: siren, area: forest, name: { zh: 警报器, en: Siren } }\n");
        trial.append(
                "channels.yaml",
                "  - { name: siren, type: siren, device: horn, kinds: [alarm], min-severity: severe }\n");
        try (Hub hub = trial.start(Optional.empty())) {
            await().atMost(PATIENCE).until(hub::connected);
            trial.publish(hub, "beacon/v1/horn/confirm", "{\"id\":\"N1-0-siren\"}");
            trial.publish(hub, NODE_0, heat(70));
            await().atMost(PATIENCE).until(() -> brigade.ids.size() == 1);
            assertThat(outboxOf(hub))
                    .as("what nothing waits for is no delivery")
                    .doesNotContain("delivered_at");
            List<NoticeOrdered> waiting = hub.loop().views().view().pendingNotices();
            String id = waiting.getLast().notice().id();
            assertThat(waiting.getLast().channel()).isEqualTo("siren");
            trial.publish(hub, "beacon/v1/horn/confirm", "{\"id\":\"" + id + "\"}");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(outboxOf(hub)).contains("\"fails\":false,\"delivered_at\""));
        }
    }

    private static String outboxOf(Hub hub) throws IOException, InterruptedException {
        String said = Trial.get(hub, "/api/v1/hub");
        int from = said.indexOf("{\"channel\":\"siren\"");
        return said.substring(from, said.indexOf('}', from));
    }

    @Test
    void aSiteWithErrorsStartsNothingAndNamesEachPlace() throws IOException {
        Path rules = trial.site.resolve("rules/all.yaml");
        Files.writeString(rules, Files.readString(rules).replace("temperature > 60 °C", "temprature > 60 °C"));
        assertThatThrownBy(() -> trial.start(Optional.empty()))
                .isInstanceOf(SiteRejected.class)
                .hasMessageContaining("rules/all.yaml:3:")
                .hasMessageContaining("temprature")
                .hasMessageContaining("temperature");
        assertThat(trial.data).doesNotExist();
    }

    @Test
    @NeedsServer(Server.INFLUXDB)
    void whileInfluxIsDownAlarmsGoOutAndAfterwardsNothingIsMissing() throws Exception {
        Path folder = Files.createDirectories(root.resolve("influx"));
        try (InfluxServer influx = InfluxServer.open(folder)) {
            influx.ask("CREATE DATABASE beacon");
            influx.kill();
            InfluxTarget target = new InfluxTarget.V1(influx.url(), "beacon", "autogen", Optional.empty());
            try (Hub hub = trial.start(Optional.of(target))) {
                await().atMost(PATIENCE).until(hub::connected);
                for (int i = 0; i < 20; i++) {
                    trial.publish(hub, NODE_0, "{\"seq\":" + i + ",\"readings\":{\"temperature\":" + (61 + i) + "}}");
                }
                await().atMost(PATIENCE).until(() -> brigade.ids.size() == 1);
                assertThat(hub.series().written()).isZero();
                influx.start();
                await().atMost(Duration.ofSeconds(60)).until(() -> influx.count("temperature") == 20);
            }
        }
    }

    /** The hub's clock runs 600 times as fast: its hour is six seconds of the machine. */
    @Test
    @NeedsServer(Server.INFLUXDB)
    void anHourWithoutInfluxIsToldAndCaughtUpWithoutALoss() throws Exception {
        Path folder = Files.createDirectories(root.resolve("influx"));
        FastClock clock = new FastClock(new SystemClock(), new SystemClock().nowMs(), 600);
        try (InfluxServer influx = InfluxServer.open(folder)) {
            influx.ask("CREATE DATABASE beacon");
            influx.kill();
            InfluxTarget target = new InfluxTarget.V1(influx.url(), "beacon", "autogen", Optional.empty());
            try (Hub hub = trial.start(Optional.of(target), clock)) {
                await().atMost(PATIENCE).until(hub::connected);
                for (int i = 0; i < 30; i++) {
                    trial.publish(
                            hub,
                            NODE_0,
                            "{\"seq\":" + i + ",\"readings\":{\"temperature\":" + (i == 15 ? 70 : 20) + "}}");
                }
                await().atMost(PATIENCE).until(() -> brigade.ids.size() == 2);
                await().atMost(PATIENCE).until(() -> hub.series().lagMs(clock.nowMs()) > 3_600_000);
                await().atMost(PATIENCE).until(() -> Trial.get(hub, "/ready").contains("history_behind"));
                assertThat(hub.series().written()).isZero();
                influx.start();
                await().atMost(Duration.ofSeconds(60)).until(() -> influx.count("temperature") == 30);
                await().atMost(PATIENCE).until(() -> !Trial.get(hub, "/ready").contains("history_behind"));
                assertThat(hub.series().missed() + hub.series().dropped()).isZero();
            }
        }
    }

    @Test
    void theDataFolderBelongsToOneHub() throws Exception {
        try (Hub hub = trial.start(Optional.empty())) {
            assertThat(List.of(hub.brokerPort())).doesNotContain(0);
            assertThatThrownBy(() -> trial.start(Optional.empty()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another hub");
        }
    }
}
