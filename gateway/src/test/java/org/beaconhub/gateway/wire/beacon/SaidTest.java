package org.beaconhub.gateway.wire.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.gateway.wire.WireSite.decode;
import static org.beaconhub.gateway.wire.WireSite.reasons;

import java.util.List;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people report by a device. */
final class SaidTest {
    @Test
    void aPersonReportsByADeviceWhereItIsOrWhereTheySay() {
        PersonReport here =
                said("{\"id\":\"7\",\"type\":\"fire\",\"text\":\"smoke\\u0000 \\nbehind\",\"reporter\":\"grid 3\"}");
        assertThat(here.type()).isEqualTo("fire");
        assertThat(here.area()).isEqualTo("forest");
        assertThat(here.place()).isEqualTo(new Place(36, 120));
        assertThat(here.text()).isEqualTo("smoke   behind");
        assertThat(here.reporter()).isEqualTo("grid 3");

        PersonReport there = said("{\"id\":\"8\",\"lat\":36.1,\"lon\":120.2}");
        assertThat(there.type()).isEqualTo("other");
        assertThat(there.area()).isEmpty();
        assertThat(there.place()).isEqualTo(new Place(36.1, 120.2));
    }

    @Test
    void aReportThatComesAgainHasTheSameCodeAndAnotherHasAnother() {
        assertThat(said("{\"id\":\"7\"}").code())
                .isEqualTo(said("{\"id\":\"7\",\"text\":\"again\"}").code());
        assertThat(said("{\"id\":\"7\"}").code())
                .isNotEqualTo(said("{\"id\":\"8\"}").code());
        assertThat(said("{\"id\":\"7\"}").code())
                .as("of another device")
                .isNotEqualTo(((PersonReport) decode("beacon/v1/gate-1/report", "{\"id\":\"7\"}")
                                .getFirst())
                        .code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"nonsense\"}",
                "{\"type\":7}",
                "{\"area\":\"moon\"}",
                "{\"lat\":91,\"lon\":0}",
                "{\"lat\":36}",
                "{\"lat\":\"36\",\"lon\":120}",
                "{\"text\":[\"fire\"]}"
            })
    void aWrongFieldIsToldAndTheReportCountsAllTheSame(String payload) {
        List<LiveFact> facts = decode("beacon/v1/node-1/report", payload);

        PersonReport report = (PersonReport) facts.getFirst();
        assertThat(report.type()).isEqualTo("other");
        assertThat(report.area()).isEqualTo("forest");
        assertThat(reasons(facts)).hasSize(1);
    }

    @Test
    void aLongReportIsCutAndADamagedOneIsNone() {
        String text = "火".repeat(PersonReport.TEXT_LENGTH_MAX - 1) + "🔥🔥";
        List<LiveFact> facts = decode("beacon/v1/node-1/report", "{\"text\":\"" + text + "\"}");
        assertThat(((PersonReport) facts.getFirst()).text()).isEqualTo("火".repeat(PersonReport.TEXT_LENGTH_MAX - 1));
        assertThat(reasons(facts)).containsExactly(Reason.OUT_OF_RANGE);
        assertThat(reasons(decode("beacon/v1/node-1/report", "{\"text\":\"fi"))).containsExactly(Reason.MALFORMED);
        assertThat(reasons(decode("beacon/v1/nobody/report", "{}"))).containsExactly(Reason.UNKNOWN_DEVICE);
    }

    private static PersonReport said(String payload) {
        return (PersonReport) decode("beacon/v1/node-1/report", payload).getFirst();
    }
}
