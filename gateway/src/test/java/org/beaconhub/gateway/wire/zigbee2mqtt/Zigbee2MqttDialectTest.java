package org.beaconhub.gateway.wire.zigbee2mqtt;

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
import java.io.IOException;
import java.util.List;
import org.beaconhub.gateway.wire.SharedData;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zigbee2MQTT. */
final class Zigbee2MqttDialectTest {
    private static final String TOPIC = "zigbee2mqtt/kitchen/smoke";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aPartialStateIsAnObservationAtTheHubsTime() {
        assertThat(decode(TOPIC, "{\"battery\":97,\"linkquality\":120,\"smoke\":true,\"update\":{\"state\":\"idle\"}}"))
                .containsExactly(new Observation(
                        "zb-1",
                        NOW_MS,
                        TimeSource.HUB,
                        Observation.NO_SEQ,
                        List.of(measured(Quantity.BATTERY, 97), measured(Quantity.SMOKE_ALARM, 1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"contact\":false} | DOOR | 1",
                "{\"contact\":true} | DOOR | 0",
                "{\"gas\":true} | GAS_ALARM | 1",
                "{\"carbon_monoxide\":true,\"gas\":false} | GAS_ALARM | 1",
                "{\"gas\":false,\"carbon_monoxide\":true} | GAS_ALARM | 1",
                "{\"water_leak\":true} | LEAK | 1",
                "{\"occupancy\":true} | MOTION | 1",
                "{\"presence\":false} | MOTION | 0",
                "{\"tamper\":true} | TAMPER | 1",
                "{\"battery_low\":true} | BATTERY_LOW | 1",
                "{\"illuminance\":2248} | ILLUMINANCE | 2248",
                "{\"pressure\":975.8} | PRESSURE | 975.8",
                "{\"pm25\":12} | PM25 | 12",
                "{\"co2\":640} | CO2 | 640",
                "{\"voltage\":3025} | VOLTAGE | 3.025",
                "{\"voltage\":231.5} | VOLTAGE | 231.5"
            })
    void propertiesBecomeQuantities(String payload, Quantity quantity, double value) {
        assertThat(decode(TOPIC, payload)).hasSize(1);
        assertThat(readings(decode(TOPIC, payload))).containsExactly(measured(quantity, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"action\":\"2_double\"}", "{\"temperature\":null}", "{}", "{\"linkquality\":\"good\"}", ""})
    void whatSaysNothingToTheHubIsPassedOver(String payload) {
        assertThat(decode(TOPIC, payload)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"battery\":\"LOCK\" | WRONG_TYPE | battery must be a number in %, got text 'LOCK'",
                "\"smoke\":\"on\" | WRONG_TYPE | smoke must be true, false, 1 or 0, got text 'on'",
                "\"contact\":{} | WRONG_TYPE | contact must be true, false, 1 or 0, got an object or array",
                "\"temperature\":1e999 | NOT_A_NUMBER | temperature must be a finite number, got 1e999"
            })
    void knownPropertiesOfAWrongTypeAreNamed(String field, Reason reason, String detail) {
        List<LiveFact> facts = decode(TOPIC, "{" + field + ",\"humidity\":40}");

        assertThat(readings(facts)).containsExactly(measured(Quantity.HUMIDITY, 40));
        assertThat(faults(facts)).extracting(Unreadable::reason).containsExactly(reason);
        assertThat(faults(facts)).extracting(each -> each.detail().en()).containsExactly(detail);
    }

    @ParameterizedTest
    @CsvSource({"'{\"state\":\"online\"}', 1", "'{\"state\":\"offline\"}', 0", "online, 1", "offline, 0"})
    void availabilityComesAsJsonAndAsPlainText(String payload, double online) {
        assertThat(readings(decode(TOPIC + "/availability", payload)))
                .containsExactly(measured(Quantity.ONLINE, online));
    }

    @ParameterizedTest
    @CsvSource({"'{\"state\":123}', WRONG_TYPE", "'{\"foo\":1}', WRONG_TYPE", "null, MALFORMED", "maybe, MALFORMED"})
    void anotherAvailabilityIsAFault(String payload, Reason reason) {
        assertThat(decode(TOPIC + "/availability", payload)).hasSize(1);
        assertThat(reasons(decode(TOPIC + "/availability", payload))).containsExactly(reason);
    }

    @Test
    void lastSeenIsTheTimeWhereItIsThere() {
        assertThat(observations(decode(TOPIC, "{\"last_seen\":\"2027-01-15T07:59:50.000Z\",\"humidity\":40}")))
                .extracting(Observation::observedAtMs)
                .containsExactly(NOW_MS - 10_000);
        assertThat(observations(decode(TOPIC, "{\"last_seen\":1799999990000,\"humidity\":40}")))
                .extracting(Observation::timeSource)
                .containsExactly(TimeSource.DEVICE);
    }

    @Test
    void whatOthersAskOfDevicesDoesNotConcernTheHubHoweverLargeItIs() {
        assertThat(decode(TOPIC + "/set", "{\"state\":\"ON\"}")).isEmpty();
        assertThat(decode("zigbee2mqtt/bridge/devices", "[" + " ".repeat(300_000) + "]"))
                .isEmpty();
    }

    @Test
    void plainTextOfADeviceAndStrangersAreFaults() {
        assertThat(reasons(decode(TOPIC, "anymessage"))).containsExactly(Reason.MALFORMED);
        assertThat(reasons(decode("zigbee2mqtt/nobody", "{}"))).containsExactly(Reason.UNKNOWN_DEVICE);
        assertThat(reasons(decode(TOPIC, "{\"smoke\":true,\"smoke\":false}"))).containsExactly(Reason.MALFORMED);
    }

    @Test
    void theMessagesOfRealBridgesAreRead() throws IOException {
        for (String line : SharedData.lines("payloads/zigbee2mqtt/bridge-state.jsonl")) {
            JsonNode message = JSON.readTree(line);
            assertThat(decode(
                            message.get("topic").asText(),
                            message.get("payload").asText()))
                    .as(line)
                    .isEmpty();
        }
        for (String line : SharedData.lines("payloads/zigbee2mqtt/topics-gladys.jsonl")) {
            JsonNode message = JSON.readTree(line);
            String topic = message.get("topic").asText().replace("0x00158d00033e88d5", "kitchen/smoke");
            assertThat(reasons(decode(topic, message.get("payload").asText())))
                    .as(line)
                    .allMatch(reason -> reason == Reason.UNKNOWN_DEVICE);
        }
    }

    @Test
    void theStatesOfRealDevicesAreReadWithoutAFault() throws IOException {
        int readings = 0;
        List<String> lines = SharedData.lines("payloads/zigbee2mqtt/state-updates-basic-sensors.jsonl");
        for (String line : lines) {
            List<LiveFact> facts =
                    decode(TOPIC, JSON.readTree(line).get("payload").asText());
            assertThat(faults(facts)).as(line).isEmpty();
            readings += readings(facts).size();
        }
        assertThat(readings).as("of %s lines", lines.size()).isGreaterThan(40);
    }
}
