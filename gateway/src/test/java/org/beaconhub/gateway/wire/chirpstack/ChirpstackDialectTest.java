package org.beaconhub.gateway.wire.chirpstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.gateway.wire.WireSite.NOW_MS;
import static org.beaconhub.gateway.wire.WireSite.decode;
import static org.beaconhub.gateway.wire.WireSite.faults;
import static org.beaconhub.gateway.wire.WireSite.measured;
import static org.beaconhub.gateway.wire.WireSite.observations;
import static org.beaconhub.gateway.wire.WireSite.readings;
import static org.beaconhub.gateway.wire.WireSite.reasons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.beaconhub.gateway.wire.SharedData;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ChirpStack. */
final class ChirpstackDialectTest {
    private static final String EVENT =
            "application/ca739e26-7b67-4f14-b69e-d568c22a5a75/device/24e124abcdef0001/event/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String up(String object) {
        return """
            {"deduplicationId":"57433366","time":"2027-01-15T07:59:58.404859+00:00",
             "deviceInfo":{"devEui":"24e124abcdef0001","tags":{}},"fCnt":4,"fPort":85,"data":"AXVcA2c0AQRoZQ==",
             "rxInfo":[{"gatewayId":"a","rssi":-101,"snr":1.5},{"gatewayId":"b","rssi":-35,"time":"1970-01-01T00:00:00Z"}],
             "object":%s}
            """.formatted(object);
    }

    @Test
    void anUplinkThatTheCodecDecodedIsAnObservation() {
        assertThat(decode(EVENT + "up", up("{\"temperature\":30.8,\"humidity\":50.5,\"battery\":92,\"err\":0}")))
                .containsExactly(new Observation(
                        "lora-1",
                        NOW_MS - 2_000 + 404,
                        TimeSource.DEVICE,
                        4,
                        List.of(
                                measured(Quantity.TEMPERATURE, 30.8),
                                measured(Quantity.HUMIDITY, 50.5),
                                measured(Quantity.BATTERY, 92),
                                measured(Quantity.RSSI, -35))));
    }

    @Test
    void theCaseOfTheDevEuiDoesNotCount() {
        String capitals = EVENT.replace("24e124abcdef0001", "24E124ABCDEF0001");

        assertThat(observations(decode(capitals + "up", up("{}"))))
                .extracting(Observation::device)
                .containsExactly("lora-1");
        assertThat(observations(decode(EVENT + "up", up("{}"))))
                .extracting(Observation::device)
                .containsExactly("lora-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"magnet_status\":\"open\"} | DOOR | 1",
                "{\"tamper_status\":\"uninstalled\"} | TAMPER | 1",
                "{\"smokeAlarm\":\"Alarm\"} | SMOKE_ALARM | 1",
                "{\"smoke\":\"normal\"} | SMOKE_ALARM | 0",
                "{\"smoke\":3.5} | SMOKE | 3.5",
                "{\"lowBatteryAlarm\":\"Normal\"} | BATTERY_LOW | 0",
                "{\"pir\":\"trigger\"} | MOTION | 1",
                "{\"pm2_5\":32} | PM25 | 32",
                "{\"relative_humidity\":38.5} | HUMIDITY | 38.5",
                "{\"temperatureSensor\":{\"1\":25}} | TEMPERATURE | 25",
                "{\"data\":{\"air\":{\"wind_speed\":3}}} | WIND_SPEED | 3"
            })
    void makersNamesAndWordsAreUnderstood(String object, Quantity quantity, double value) {
        List<LiveFact> facts = decode(EVENT + "up", up(object));

        assertThat(faults(facts)).isEmpty();
        assertThat(readings(facts)).contains(measured(quantity, value)).hasSize(2);
    }

    @Test
    void aKnownNameOfAWrongTypeIsAFaultAndTheOthersAreKept() {
        List<LiveFact> facts = decode(EVENT + "up", up("{\"temperature\":\"hot\",\"humidity\":50,\"humidity\":51}"));

        assertThat(readings(facts)).containsExactly(measured(Quantity.HUMIDITY, 50), measured(Quantity.RSSI, -35));
        assertThat(reasons(facts)).containsExactly(Reason.WRONG_TYPE, Reason.MALFORMED);
        assertThat(faults(facts).getFirst().detail().en())
                .isEqualTo("object.temperature must be a number in °C, got text 'hot'");
    }

    @Test
    void statusTellsTheBatteryWhereItIsKnown() {
        assertThat(readings(decode(EVENT + "status", "{\"margin\":6,\"batteryLevel\":75.5}")))
                .containsExactly(measured(Quantity.BATTERY, 75.5));
        assertThat(decode(EVENT + "status", "{\"batteryLevel\":0,\"batteryLevelUnavailable\":true}"))
                .isEmpty();
        assertThat(decode(EVENT + "status", "{\"batteryLevel\":0,\"externalPowerSource\":true}"))
                .isEmpty();
    }

    @Test
    void whoJoinsIsOnline() {
        assertThat(readings(decode(EVENT + "join", "{\"devAddr\":\"06682ea2\"}")))
                .containsExactly(measured(Quantity.ONLINE, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ack", "txack", "log", "location", "integration"})
    void otherEventsDoNotConcernTheHub(String kind) {
        assertThat(decode(EVENT + kind, "{not even json")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "application/1/device/ffff/event/up, UNKNOWN_DEVICE",
        "application/1/device/24e124abcdef0001/command/down, UNKNOWN_TOPIC",
        "application/1/device/24e124abcdef0001/event/dance, UNKNOWN_TOPIC",
        "application/1/24e124abcdef0001/event/up, UNKNOWN_TOPIC"
    })
    void wrongTopicsAndStrangersAreNamed(String topic, Reason reason) {
        assertThat(reasons(decode(topic, up("{}")))).containsExactly(reason);
    }

    @Test
    void badTimesAndCountersDoNotCostTheReadings() {
        List<LiveFact> facts = decode(
                EVENT + "up", "{\"time\":\"00:61:16Z\",\"fCnt\":\"x\",\"object\":{\"temperature\":1},\"rxInfo\":7}");

        assertThat(observations(facts))
                .containsExactly(new Observation(
                        "lora-1",
                        NOW_MS,
                        TimeSource.HUB,
                        Observation.NO_SEQ,
                        List.of(measured(Quantity.TEMPERATURE, 1))));
        assertThat(reasons(facts)).containsExactly(Reason.TIME_IMPLAUSIBLE, Reason.WRONG_TYPE);
    }

    @Test
    void thePublishedEventsOfVersionThreeAreRead() {
        String events = "application/123/device/0202020202020202/event/";

        assertThat(readings(decode(events + "up", SharedData.text("payloads/chirpstack-v3/uplink-json-v3.json"))))
                .containsExactly(
                        measured(Quantity.TEMPERATURE, 25),
                        measured(Quantity.HUMIDITY, 32),
                        measured(Quantity.RSSI, -57));
        byte[] proto = SharedData.bytes("payloads/chirpstack-v3/uplink-protobuf-json.json");
        assertThat(decode(events + "up", proto, 1_573_221_600_000L))
                .containsExactly(new Observation(
                        "lora-2",
                        1_573_221_565_048L,
                        TimeSource.DEVICE,
                        10,
                        List.of(
                                measured(Quantity.TEMPERATURE, 25),
                                measured(Quantity.HUMIDITY, 32),
                                measured(Quantity.RSSI, -48))));
        for (String status : List.of("status-json-v3.json", "status-protobuf-json.json")) {
            assertThat(readings(decode(events + "status", SharedData.text("payloads/chirpstack-v3/" + status))))
                    .containsExactly(measured(Quantity.BATTERY, 75.5));
        }
        for (String join : List.of("join-json-v3.json", "join-protobuf-json.json")) {
            assertThat(readings(decode(events + "join", SharedData.text("payloads/chirpstack-v3/" + join))))
                    .containsExactly(measured(Quantity.ONLINE, 1));
        }
    }

    @Test
    void aRealUplinkWithoutCodecKeepsItsSignalAndSaysWhatIsMissing() {
        String events = "application/ca739e26-7b67-4f14-b69e-d568c22a5a75/device/1000000000000001/event/";
        byte[] payload = SharedData.bytes("payloads/lorawan-chirpstack/milesight_em300-th.payload.json");

        List<LiveFact> facts = decode(events + "up", payload, 1_684_741_626_000L);

        assertThat(observations(facts))
                .containsExactly(new Observation(
                        "lora-3", 1_684_741_625_404L, TimeSource.DEVICE, 4, List.of(measured(Quantity.RSSI, -35))));
        assertThat(faults(facts))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail().en()).contains("codec"));
    }

    /** The samples lack the codec's object, so it is taken from the telemetry that the same source expects of them. */
    @Test
    void realUplinksWithTheirExpectedTelemetryAsObjectAreReadWithoutInternalFaults() throws IOException {
        int readings = 0;
        for (Path file : SharedData.files("payloads/lorawan-chirpstack")) {
            String name = file.getFileName().toString();
            Path result = file.resolveSibling(name.replace(".payload", ".result"));
            if (!name.contains(".payload") || !Files.exists(result)) {
                continue;
            }
            ObjectNode uplink = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
            JsonNode telemetry = JSON.readTree(Files.readAllBytes(result)).get("telemetry");
            uplink.set("object", telemetry.isArray() ? telemetry.path(0).path("values") : telemetry);
            String topic = "application/1/device/1000000000000001/event/up";
            List<LiveFact> facts = decode(topic, JSON.writeValueAsBytes(uplink), NOW_MS);
            assertThat(reasons(facts))
                    .as(name)
                    .isSubsetOf(Reason.TIME_IMPLAUSIBLE, Reason.OUT_OF_RANGE, Reason.WRONG_TYPE);
            readings += readings(facts).size();
        }
        assertThat(readings).isGreaterThan(60);
    }
}
