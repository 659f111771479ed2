package org.beaconhub.gateway.wire.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.gateway.wire.WireSite.NOW_MS;
import static org.beaconhub.gateway.wire.WireSite.PSEUDONYMS;
import static org.beaconhub.gateway.wire.WireSite.decode;
import static org.beaconhub.gateway.wire.WireSite.faults;
import static org.beaconhub.gateway.wire.WireSite.measured;
import static org.beaconhub.gateway.wire.WireSite.observations;
import static org.beaconhub.gateway.wire.WireSite.readings;
import static org.beaconhub.gateway.wire.WireSite.reasons;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.beaconhub.gateway.wire.DeviceTime;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub's own JSON. */
final class BeaconDialectTest {
    private static final String TELEMETRY = "beacon/v1/node-1/telemetry";
    private static final String GATE = "beacon/v1/gate-1/telemetry";

    @Test
    void aMessageWithEverythingBecomesOneObservation() {
        List<LiveFact> facts = decode(TELEMETRY, """
            {"seq": 12, "time": 1799999990000, "readings": {"temperature": 21.3,
             "smoke": {"value": 0.2, "unit": "%/m"}, "door": true, "flame": 0, "event": "smoke"}}
            """);

        assertThat(facts)
                .containsExactly(new Observation(
                        "node-1",
                        NOW_MS - 10_000,
                        TimeSource.DEVICE,
                        12,
                        List.of(
                                measured(Quantity.TEMPERATURE, 21.3),
                                measured(Quantity.SMOKE, 0.2),
                                measured(Quantity.DOOR, 1),
                                measured(Quantity.FLAME, 0),
                                new Label(Quantity.EVENT, "smoke"))));
    }

    @Test
    void withoutTimeAndNumberTheHubsTimeCounts() {
        assertThat(decode(TELEMETRY, "{\"readings\":{\"humidity\":40}}"))
                .containsExactly(new Observation(
                        "node-1",
                        NOW_MS,
                        TimeSource.HUB,
                        Observation.NO_SEQ,
                        List.of(measured(Quantity.HUMIDITY, 40))));
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, 50, °F, 10",
        "temperature, 300, K, 26.85",
        "pressure, 101325, Pa, 1013.25",
        "humidity, 0.4, 1, 40",
        "wind_speed, 36, km/h, 10",
        "voltage, 3300, mV, 3.3",
        "heat_flux, 2500, W/m², 2.5"
    })
    void unitsAreConverted(String quantity, double value, String unit, double expected) {
        List<LiveFact> facts = decode(
                TELEMETRY, "{\"readings\":{\"%s\":{\"unit\":\"%s\",\"value\":%s}}}".formatted(quantity, unit, value));

        assertThat(faults(facts)).isEmpty();
        assertThat(readings(facts))
                .singleElement()
                .satisfies(reading -> assertThat(((org.beaconhub.rules.fact.Measurement) reading).value())
                        .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-9)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"hot\" | WRONG_TYPE | temperature must be a number in °C, got text 'hot'",
                "true | WRONG_TYPE | temperature must be a number in °C, got true",
                "null | WRONG_TYPE | temperature must be a number in °C, got nothing",
                "[21] | WRONG_TYPE | temperature must be a number in °C, got an object or array",
                "{\"unit\":\"K\"} | WRONG_TYPE | temperature must be a number in °C, got nothing",
                "NaN | NOT_A_NUMBER | temperature must be a finite number, got NaN",
                "-Infinity | NOT_A_NUMBER | temperature must be a finite number, got -Infinity",
                "1e400 | NOT_A_NUMBER | temperature must be a finite number, got 1e400",
                "{\"value\":21,\"unit\":\"Q\"} | UNKNOWN_UNIT | temperature: unit 'Q' is unknown; one of [°C, K, °F]"
                        + " would be right",
                "{\"value\":21,\"unit\":\"Pa\"} | UNKNOWN_UNIT | temperature: unit 'Pa' is of something else; one of"
                        + " [°C, K, °F] would be right",
                "{\"value\":21,\"unit\":7} | UNKNOWN_UNIT | temperature: the unit must be a text; one of [°C, K, °F]"
                        + " would be right"
            })
    void aBadValueIsNamedAndTheGoodOnesAreKept(String value, Reason reason, String detail) {
        List<LiveFact> facts = decode(TELEMETRY, "{\"readings\":{\"temperature\":" + value + ",\"humidity\":40}}");

        assertThat(readings(facts)).containsExactly(measured(Quantity.HUMIDITY, 40));
        assertThat(faults(facts)).singleElement().satisfies(fault -> {
            assertThat(fault.reason()).isEqualTo(reason);
            assertThat(fault.detail().en()).isEqualTo(detail);
            assertThat(fault.device()).isEqualTo("node-1");
        });
    }

    @Test
    void aNumberOfAThousandDigitsCostsOnlyItself() {
        List<LiveFact> facts =
                decode(TELEMETRY, "{\"readings\":{\"temperature\":" + "9".repeat(1000) + ",\"humidity\":40}}");

        assertThat(readings(facts)).containsExactly(measured(Quantity.HUMIDITY, 40));
        assertThat(faults(facts))
                .extracting(fault -> fault.detail().en())
                .containsExactly("temperature must be a finite number, got a number of 1000 characters");
    }

    @Test
    void theLastWordsOfASensorThatAFireDestroysAreKept() {
        List<LiveFact> facts = decode(TELEMETRY, "{\"readings\":{\"temperature\":-1.7e8}}");

        assertThat(readings(facts)).containsExactly(measured(Quantity.TEMPERATURE, -1.7e8));
        assertThat(faults(facts)).singleElement().satisfies(fault -> {
            assertThat(fault.reason()).isEqualTo(Reason.OUT_OF_RANGE);
            assertThat(fault.detail().en())
                    .contains("temperature")
                    .contains("-1.7E8")
                    .contains("-60.0 to 1300.0 °C");
        });
    }

    @Test
    void anUnknownQuantityIsNamedWithTheOneThatWasMeant() {
        List<LiveFact> facts = decode(TELEMETRY, "{\"readings\":{\"temprature\":20,\"humidity\":40}}");

        assertThat(readings(facts)).containsExactly(measured(Quantity.HUMIDITY, 40));
        assertThat(faults(facts)).singleElement().satisfies(fault -> {
            assertThat(fault.reason()).isEqualTo(Reason.UNKNOWN_QUANTITY);
            assertThat(fault.detail().en()).contains("'temprature'").contains("did you mean 'temperature'?");
        });
    }

    @Test
    void ofAFieldThatStandsTwiceTheFirstCounts() {
        List<LiveFact> facts = decode(
                TELEMETRY,
                "{\"seq\":1,\"seq\":2,\"readings\":{\"smoke\":1,\"smoke\":2},\"readings\":{\"co\":1},\"time\":1,\"time\":2}");

        assertThat(readings(facts)).containsExactly(measured(Quantity.SMOKE, 1));
        assertThat(observations(facts).getFirst().deviceSeq()).isEqualTo(1);
        assertThat(faults(facts))
                .extracting(fault -> fault.detail().en())
                .anyMatch(it -> it.contains("'seq' stands twice"));
        assertThat(reasons(facts))
                .containsExactly(
                        Reason.MALFORMED,
                        Reason.MALFORMED,
                        Reason.MALFORMED,
                        Reason.TIME_IMPLAUSIBLE,
                        Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "21.3",
                "\"text\"",
                "null",
                "{\"readings\":}",
                "<xml/>",
                "{\"readings\":{}}",
                "{\"reading\":{\"smoke\":1}}",
                "{'readings':{}}",
                "nonsense"
            })
    void whatIsNoTelemetryIsMalformed(String payload) {
        assertThat(reasons(decode(TELEMETRY, payload))).containsExactly(Reason.MALFORMED);
    }

    @Test
    void ofABrokenMessageTheReadingsThatAreWholeAreKept() {
        List<LiveFact> facts =
                decode(TELEMETRY, "{\"seq\":4,\"time\":1799999990000,\"readings\":{\"smoke\":12.5,\"temperature\":21");

        assertThat(observations(facts))
                .containsExactly(new Observation(
                        "node-1", NOW_MS, TimeSource.HUB, Observation.NO_SEQ, List.of(measured(Quantity.SMOKE, 12.5))));
        assertThat(reasons(facts)).containsExactly(Reason.MALFORMED);
        assertThat(faults(facts).getFirst().excerpt()).startsWith("{\"seq\":4");
    }

    @Test
    void textBehindTheMessageIsAFault() {
        List<LiveFact> facts = decode(TELEMETRY, "{\"readings\":{\"smoke\":1}} {}");

        assertThat(readings(facts)).containsExactly(measured(Quantity.SMOKE, 1));
        assertThat(reasons(facts)).containsExactly(Reason.MALFORMED);
    }

    @Test
    void wrongEncodingsAreMalformed() {
        String json = "{\"readings\":{\"event\":\"烟\"}}";

        assertThat(reasons(decode(TELEMETRY, json.getBytes(StandardCharsets.UTF_16), NOW_MS)))
                .containsExactly(Reason.MALFORMED);
        assertThat(reasons(decode(TELEMETRY, json.getBytes(StandardCharsets.UTF_16LE), NOW_MS)))
                .containsExactly(Reason.MALFORMED);
        assertThat(reasons(decode(TELEMETRY, json.replace('烟', 'é').getBytes(StandardCharsets.ISO_8859_1), NOW_MS)))
                .containsExactly(Reason.MALFORMED);
    }

    @Test
    void deepNestingIsMalformedAndQuick() {
        List<LiveFact> facts = decode(TELEMETRY, "{\"readings\":{\"smoke\":1},\"x\":" + "[".repeat(100_000));

        assertThat(readings(facts)).containsExactly(measured(Quantity.SMOKE, 1));
        assertThat(reasons(facts)).containsExactly(Reason.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1799999990000 | 1799999990000 | DEVICE |",
                "\"2027-01-15T07:59:50Z\" | 1799999990000 | DEVICE |",
                "\"2027-01-15T15:59:50.000+08:00\" | 1799999990000 | DEVICE |",
                "1800000060000 | 1800000060000 | DEVICE |",
                "1800000060001 | 1800000000000 | HUB | TIME_IMPLAUSIBLE",
                "0 | 1800000000000 | HUB | TIME_IMPLAUSIBLE",
                "4070908800000 | 1800000000000 | HUB | TIME_IMPLAUSIBLE",
                "\"00:61:16Z\" | 1800000000000 | HUB | TIME_IMPLAUSIBLE",
                "\"2020-0327T12:39:05\" | 1800000000000 | HUB | TIME_IMPLAUSIBLE",
                "-9e300 | 1800000000000 | HUB | TIME_IMPLAUSIBLE",
                "true | 1800000000000 | HUB | WRONG_TYPE",
                "1e400 | 1800000000000 | HUB | WRONG_TYPE",
                "null | 1800000000000 | HUB | WRONG_TYPE"
            })
    void theDevicesTimeCountsWhereItIsPlausible(String time, long atMs, TimeSource source, Reason reason) {
        List<LiveFact> facts = decode(TELEMETRY, "{\"time\":" + time + ",\"readings\":{\"smoke\":1}}");

        assertThat(observations(facts)).singleElement().satisfies(observation -> {
            assertThat(observation.observedAtMs()).isEqualTo(atMs);
            assertThat(observation.timeSource()).isEqualTo(source);
        });
        assertThat(reasons(facts)).isEqualTo(reason == null ? List.of() : List.of(reason));
    }

    @Test
    void whatIsStoredAndForwardedMayBeThirtyDaysOld() {
        long oldest = NOW_MS - DeviceTime.BEHIND_MAX_MS;

        assertThat(reasons(decode(TELEMETRY, "{\"time\":" + oldest + ",\"readings\":{\"smoke\":1}}")))
                .isEmpty();
        assertThat(reasons(decode(TELEMETRY, "{\"time\":" + (oldest - 1) + ",\"readings\":{\"smoke\":1}}")))
                .containsExactly(Reason.TIME_IMPLAUSIBLE);
    }

    @ParameterizedTest
    @CsvSource({"-1, OUT_OF_RANGE", "1.5, WRONG_TYPE", "'\"7\"', WRONG_TYPE", "1e30, OUT_OF_RANGE", "null, WRONG_TYPE"})
    void aBadNumberOfTheMessageDoesNotCount(String seq, Reason reason) {
        List<LiveFact> facts = decode(TELEMETRY, "{\"seq\":" + seq + ",\"readings\":{\"smoke\":1}}");

        assertThat(observations(facts).getFirst().deviceSeq()).isEqualTo(Observation.NO_SEQ);
        assertThat(reasons(facts)).containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "beacon/v1/nobody/telemetry, UNKNOWN_DEVICE",
        "beacon/v1/hub/telemetry, UNKNOWN_DEVICE",
        "beacon/v1/nobody/status, UNKNOWN_DEVICE",
        "beacon/v1/nobody/confirm, UNKNOWN_DEVICE",
        "beacon/v2/node-1/telemetry, UNKNOWN_VERSION",
        "beacon/v1/node-1, UNKNOWN_TOPIC",
        "beacon/v1//telemetry, UNKNOWN_TOPIC",
        "beacon/v1/node-1/telemetri, UNKNOWN_TOPIC",
        "beacon/v1/node-1/x/telemetry, UNKNOWN_TOPIC",
        "beacon/node-1/telemetry, UNKNOWN_TOPIC",
        "tele/node-1/SENSOR, UNKNOWN_TOPIC"
    })
    void wrongTopicsAndStrangersAreNamed(String topic, Reason reason) {
        assertThat(reasons(decode(topic, "{\"readings\":{\"smoke\":1}}"))).containsExactly(reason);
    }

    @Test
    void commandsAreTheHubsOwn() {
        assertThat(decode("beacon/v1/siren-1/command", "{\"id\":\"N1-0-siren\",\"act\":\"sound\"}"))
                .isEmpty();
    }

    @Test
    void presenceIsAReading() {
        assertThat(readings(decode("beacon/v1/node-1/status", "{\"online\":false}")))
                .containsExactly(measured(Quantity.ONLINE, 0));
        assertThat(decode("beacon/v1/node-1/status", "")).isEmpty();
        assertThat(reasons(decode("beacon/v1/node-1/status", "{\"online\":\"yes\"}")))
                .containsExactly(Reason.WRONG_TYPE);
        assertThat(reasons(decode("beacon/v1/node-1/status", "{}"))).containsExactly(Reason.WRONG_TYPE);
    }

    @Test
    void aSirensConfirmationIsADeliveryReport() {
        assertThat(decode("beacon/v1/siren-1/confirm", "{\"id\":\"N12-0-siren\"}"))
                .containsExactly(new DeliveryReport(
                        "N12-0-siren", "siren", 0, new DeliveryReport.Delivered("confirmed by siren-1")));
        assertThat(decode("beacon/v1/siren-1/confirm", "{\"id\":\"N12-0-east-siren\"}"))
                .containsExactly(new DeliveryReport(
                        "N12-0-east-siren", "east-siren", 0, new DeliveryReport.Delivered("confirmed by siren-1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "siren-1 | {\"id\":\"N12-0-brigade\"} | MALFORMED",
                "node-1 | {\"id\":\"N12-0-siren\"} | MALFORMED",
                "siren-1 | {\"id\":12} | WRONG_TYPE",
                "siren-1 | {} | WRONG_TYPE"
            })
    void nobodyConfirmsForAnotherChannel(String device, String payload, Reason reason) {
        assertThat(decode("beacon/v1/" + device + "/confirm", payload)).hasSize(1);
        assertThat(reasons(decode("beacon/v1/" + device + "/confirm", payload))).containsExactly(reason);
    }

    @Test
    void platesAndCardsLeaveAsPseudonyms() {
        List<LiveFact> facts = decode(GATE, "{\"readings\":{\"card\":\"04A224B2\",\"plate\":\"鲁B·12345\"}}");

        assertThat(readings(facts))
                .containsExactly(
                        new Label(Quantity.CARD, PSEUDONYMS.of(Quantity.CARD, "04a224b2")),
                        new Label(Quantity.PLATE, PSEUDONYMS.of(Quantity.PLATE, "鲁b 12345")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"readings\":{\"card\":\"SECRET77\",\"smoke\":\"x\"}}",
                "{\"readings\":{\"card\":[\"SECRET77\"]}}",
                "{\"readings\":{\"card\":{\"value\":\"SECRET77\",\"unit\":\"K\"}}}",
                "{\"readings\":{\"card\":\"SECRET77",
                "{\"readings\":{\"card\":SECRET77}}",
                "{\"readings\":{\"c\\u0061rd\":\"SECRET77\",\"smoke\":\"x\"}}",
                "{\"readings\":{\"c\\u0061rd\" \"SECRET77\"}}",
                "{\"readings\":{\"Card\":\"SECRET77\"}}",
                "{\"readings\":{\"card\":\"SECRET77SECRET77SECRET77SECRET77SECRET77SECRET77SECRET77SECRET77SECRET77\"}}"
            })
    void noFaultQuotesAPlateOrACard(String payload) {
        for (String device : List.of("gate-1", "node-1", "nobody")) {
            List<LiveFact> facts = decode("beacon/v1/" + device + "/telemetry", payload);

            assertThat(faults(facts)).isNotEmpty();
            assertThat(facts.toString()).doesNotContain("SECRET77");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\\u0000b", "\\ud800", "--"})
    void aTextMustSaySomething(String text) {
        assertThat(reasons(decode(GATE, "{\"readings\":{\"card\":\"" + text + "\"}}")))
                .containsExactly(Reason.WRONG_TYPE);
    }

    @Test
    void amongHundredsOfFaultsTheFirstAreListedAndTheRestCounted() {
        StringBuilder json = new StringBuilder("{\"readings\":{\"smoke\":1");
        for (int i = 0; i < 300; i++) {
            json.append(",\"x").append(i).append("\":1");
        }
        List<LiveFact> facts = decode(TELEMETRY, json.append("}}").toString());

        assertThat(readings(facts)).containsExactly(measured(Quantity.SMOKE, 1));
        assertThat(faults(facts)).hasSize(Findings.UNREADABLES_MAX + 1);
        assertThat(faults(facts).getLast().detail().en()).startsWith("284 more faults");
    }

    @Test
    void aMegabyteIsNotRead() {
        assertThat(reasons(decode(TELEMETRY, "{\"x\":\"" + "x".repeat(1 << 20) + "\"}")))
                .containsExactly(Reason.TOO_LARGE);
    }
}
