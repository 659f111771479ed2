package org.beaconhub.gateway.wire.senml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.gateway.wire.WireSite.NOW_MS;
import static org.beaconhub.gateway.wire.WireSite.PSEUDONYMS;
import static org.beaconhub.gateway.wire.WireSite.decode;
import static org.beaconhub.gateway.wire.WireSite.faults;
import static org.beaconhub.gateway.wire.WireSite.measured;
import static org.beaconhub.gateway.wire.WireSite.observations;
import static org.beaconhub.gateway.wire.WireSite.readings;
import static org.beaconhub.gateway.wire.WireSite.reasons;

import java.util.List;
import org.beaconhub.gateway.wire.SharedData;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SenML packs. */
final class SenmlDialectTest {
    private static final String OW = "senml/urn:dev:ow:10e2073a01080063";
    private static final String MAC = "urn:dev:mac:0024befffe804ff1";

    @Test
    void recordsOfOneDeviceAndTimeAreOneObservation() {
        List<LiveFact> facts = decode(OW, """
            [{"bn":"urn:dev:ow:10e2073a01080063/","bt":1799999990,"n":"temperature","u":"Cel","v":23.1},
             {"n":"humidity","u":"%RH","v":40},
             {"n":"temperature","u":"K","v":300,"t":5},
             {"bn":"urn:dev:mac:0024befffe804ff1:","n":"humidity","u":"/","v":0.5}]
            """);

        assertThat(facts)
                .containsExactly(
                        new Observation(
                                "ow-1",
                                NOW_MS - 10_000,
                                TimeSource.DEVICE,
                                Observation.NO_SEQ,
                                List.of(measured(Quantity.TEMPERATURE, 23.1), measured(Quantity.HUMIDITY, 40))),
                        new Observation(
                                "ow-1",
                                NOW_MS - 5_000,
                                TimeSource.DEVICE,
                                Observation.NO_SEQ,
                                List.of(measured(Quantity.TEMPERATURE, 300 - 273.15))),
                        new Observation(
                                "mac-1",
                                NOW_MS - 10_000,
                                TimeSource.DEVICE,
                                Observation.NO_SEQ,
                                List.of(measured(Quantity.HUMIDITY, 50))));
    }

    @Test
    void aNameWithoutAnAddressIsTheSenders() {
        assertThat(readings(decode(OW, "[{\"n\":\"temperature\",\"v\":23.1}]")))
                .containsExactly(measured(Quantity.TEMPERATURE, 23.1));
    }

    @Test
    void aNameThatIsOnlyAnAddressMeansWhatItsUnitCanOnlyBe() {
        assertThat(readings(decode(OW, "[{\"n\":\"urn:dev:ow:10e2073a01080063\",\"u\":\"Cel\",\"v\":23.1}]")))
                .containsExactly(measured(Quantity.TEMPERATURE, 23.1));
    }

    @Test
    void timesBelowTwoToThe28AreRelativeToNow() {
        List<LiveFact> facts = decode(OW, "[{\"n\":\"temperature\",\"v\":1,\"t\":-4},{\"n\":\"humidity\",\"v\":2}]");

        assertThat(observations(facts)).extracting(Observation::observedAtMs).containsExactly(NOW_MS - 4_000, NOW_MS);
        assertThat(observations(facts))
                .extracting(Observation::timeSource)
                .containsExactly(TimeSource.DEVICE, TimeSource.HUB);
    }

    @Test
    void timesFromTwoToThe28OnAreAbsolute() {
        long hubTimeMs = 268_435_456_500L;

        List<LiveFact> absolute =
                decode(OW, "[{\"n\":\"humidity\",\"v\":2,\"t\":268435456}]".getBytes(UTF_8), hubTimeMs);
        assertThat(observations(absolute)).extracting(Observation::observedAtMs).containsExactly(268_435_456_000L);
        assertThat(reasons(absolute)).isEmpty();
        assertThat(reasons(decode(OW, "[{\"n\":\"humidity\",\"v\":2,\"t\":268435455}]".getBytes(UTF_8), hubTimeMs)))
                .containsExactly(Reason.TIME_IMPLAUSIBLE);
    }

    @Test
    void baseValueAndBaseUnitCountForTheRecordsBehindThem() {
        List<LiveFact> facts = decode(
                OW,
                "[{\"bv\":20,\"bu\":\"Cel\"},{\"n\":\"temperature\",\"v\":3},{\"n\":\"humidity\",\"u\":\"%RH\",\"v\":10}]");

        assertThat(readings(facts))
                .containsExactly(measured(Quantity.TEMPERATURE, 23), measured(Quantity.HUMIDITY, 30));
    }

    @Test
    void textsAndTruthsAreReadingsToo() {
        List<LiveFact> facts = decode(
                "senml/senml-gate-1",
                "[{\"bu\":\"Cel\",\"n\":\"card\",\"vs\":\"04A224B2\"},{\"n\":\"door\",\"vb\":true},{\"n\":\"motion\",\"vs\":\"x\"}]");

        assertThat(readings(facts))
                .containsExactly(
                        new Label(Quantity.CARD, PSEUDONYMS.of(Quantity.CARD, "04A224B2")), measured(Quantity.DOOR, 1));
        assertThat(reasons(facts)).containsExactly(Reason.WRONG_TYPE);
        assertThat(faults(facts).getFirst().excerpt()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"n\":\"temp\",\"v\":1} | UNKNOWN_QUANTITY",
                "{\"n\":\"urn:dev:ow:99/temperature\",\"v\":1} | UNKNOWN_DEVICE",
                "{\"n\":\"temperature\",\"u\":\"A\",\"v\":1} | UNKNOWN_UNIT",
                "{\"n\":\"temperature\",\"v\":\"1\"} | WRONG_TYPE",
                "{\"n\":\"temperature\",\"v\":NaN} | NOT_A_NUMBER",
                "{\"n\":\"temperature\",\"v\":1e400} | NOT_A_NUMBER",
                "{\"n\":\"temperature\",\"vd\":\"abc\"} | WRONG_TYPE",
                "{\"n\":7,\"v\":1} | WRONG_TYPE",
                "{\"n\":\"temperature\",\"v\":1,\"v\":2} | MALFORMED",
                "{\"n\":\"temperature\",\"v\":1,\"vb\":true} | MALFORMED",
                "{\"n\":\"temperature\",\"v\":1,\"must_\":2} | MALFORMED",
                "7 | MALFORMED",
                "{\"n\":\"temperature\",\"v\":1,\"t\":\"now\"} | WRONG_TYPE",
                "{\"n\":\"temperature\",\"v\":1,\"t\":1276020076} | TIME_IMPLAUSIBLE",
                "{\"n\":\"temperature\",\"v\":1,\"t\":100} | TIME_IMPLAUSIBLE",
                "{\"n\":\"temperature\",\"v\":-300} | OUT_OF_RANGE"
            })
    void aBadRecordIsNamedAndTheOthersAreKept(String record, Reason reason) {
        List<LiveFact> facts = decode(OW, "[" + record + ",{\"n\":\"humidity\",\"v\":40}]");

        assertThat(readings(facts)).contains(measured(Quantity.HUMIDITY, 40));
        assertThat(reasons(facts)).containsExactly(reason);
    }

    @Test
    void anotherVersionIsNotGuessedAt() {
        List<LiveFact> facts =
                decode(OW, "[{\"bver\":11,\"n\":\"temperature\",\"v\":1},{\"n\":\"humidity\",\"v\":40}]");

        assertThat(reasons(facts)).containsExactly(Reason.UNKNOWN_VERSION);
        assertThat(facts).hasSize(1);
    }

    @Test
    void afterABadBaseFieldNothingCanBeTrusted() {
        List<LiveFact> facts = decode(OW, "[{\"n\":\"humidity\",\"v\":40},{\"bn\":5},{\"n\":\"temperature\",\"v\":1}]");

        assertThat(readings(facts)).containsExactly(measured(Quantity.HUMIDITY, 40));
        assertThat(reasons(facts)).containsExactly(Reason.WRONG_TYPE);
    }

    @Test
    void aPackIsAnArrayAndBounded() {
        assertThat(reasons(decode(OW, "{}"))).containsExactly(Reason.MALFORMED);
        String record = "{\"n\":\"humidity\",\"v\":40},";
        List<LiveFact> facts = decode(OW, "[" + record.repeat(1500) + "{}]");
        assertThat(readings(facts)).hasSize(Pack.RECORDS_MAX);
        assertThat(reasons(facts)).containsExactly(Reason.TOO_LARGE);
    }

    @Test
    void thePublishedPacksAreRead() {
        assertThat(readings(decode(OW, SharedData.text("payloads/senml/rfc8428-style-1.json"))))
                .containsExactly(measured(Quantity.TEMPERATURE, 23.1));

        byte[] two = SharedData.bytes("payloads/senml/rfc8428-style-2.json");
        assertThat(observations(decode(OW, two, 1_276_020_100_000L)))
                .extracting(Observation::observedAtMs)
                .containsExactly(1_276_020_076_305L, 1_276_020_091_305L);
        assertThat(readings(decode(OW, two, NOW_MS)))
                .as("in 2027 the times are implausible, and no reading is lost")
                .containsExactly(measured(Quantity.TEMPERATURE, 23.5), measured(Quantity.TEMPERATURE, 23.6));

        byte[] cisco = SharedData.bytes("payloads/senml/cisco-data.json");
        List<LiveFact> facts = decode("senml/" + MAC, cisco, 1_276_020_100_000L);
        assertThat(readings(facts)).containsExactly(measured(Quantity.VOLTAGE, 0));
        assertThat(reasons(facts))
                .containsExactly(Reason.UNKNOWN_QUANTITY, Reason.UNKNOWN_QUANTITY, Reason.UNKNOWN_QUANTITY);

        assertThat(readings(decode(OW, SharedData.text("payloads/senml/vector.json"))))
                .isEmpty();
    }
}
