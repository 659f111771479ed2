package org.beaconhub.gateway.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.beaconhub.gateway.wire.SharedData;
import org.beaconhub.rules.fact.Place;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Messages that are written and read again, messages of real services, and what is none. */
class CapTest {
    private static final OffsetDateTime SENT = OffsetDateTime.parse("2027-01-15T16:00:01+08:00");

    private static CapAlert.Reference named(String identifier) {
        return new CapAlert.Reference("hub@example.org", identifier, SENT);
    }

    private static CapInfo info(String headline) {
        return new CapInfo(
                "zh-CN",
                List.of(CapInfo.Category.FIRE, CapInfo.Category.CBRNE),
                "林火",
                List.of(CapInfo.ResponseType.EVACUATE),
                new CapInfo.Assessment(CapInfo.Urgency.IMMEDIATE, CapInfo.Severity.EXTREME, CapInfo.Certainty.OBSERVED),
                "护林员",
                List.of(new CapInfo.Named("type", "fire")),
                new CapInfo.Times(Optional.of(SENT), Optional.of(SENT.minusMinutes(1)), Optional.of(SENT.plusDays(1))),
                new CapInfo.Words("示例", headline, "一\n二", "撤离", "https://hub.example.org/#/incidents/I2-0", "值守台"),
                List.of(new CapInfo.Named("step", "1")),
                List.of(new CapInfo.Resource("照片", "image/png", "3", "https://example.org/a.png", "AAAA", "")),
                List.of(new CapArea(
                        "灵珠山东",
                        List.of(List.of(
                                new Place(36.1, 120.1),
                                new Place(36.2, 120.1),
                                new Place(36.2, 120.2),
                                new Place(36.1, 120.1))),
                        List.of(new CapArea.Circle(new Place(36.15, 120.15), new BigDecimal("0.5"))),
                        List.of(new CapInfo.Named("path", "lingzhushan/east")),
                        Optional.of(new BigDecimal("0")),
                        Optional.of(new BigDecimal("1500.5")))));
    }

    private static CapAlert alert(String note, List<CapInfo> infos) {
        return new CapAlert(
                named("N7-1-cap"),
                CapAlert.Status.EXERCISE,
                CapAlert.MsgType.UPDATE,
                "hub",
                new CapAlert.Audience(CapAlert.Scope.RESTRICTED, "处置单位", List.of("brigade", "two words")),
                List.of("a"),
                note,
                List.of(named("N2-1-cap"), named("N3-1-cap")),
                List.of("I2-0"),
                infos);
    }

    private static CapAlert read(byte[] bytes) {
        return switch (CapReader.read(bytes)) {
            case CapReading.Message message -> message.alert();
            case CapReading.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
        };
    }

    private static String reason(byte[] bytes) {
        return switch (CapReader.read(bytes)) {
            case CapReading.Message message -> throw new AssertionError("it was read: " + message.alert());
            case CapReading.Unreadable unreadable -> unreadable.reason();
        };
    }

    private static String reason(String text) {
        return reason(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String written() {
        return new String(CapWriter.bytes(alert("", List.of(info("火")))), StandardCharsets.UTF_8);
    }

    @Test
    void aMessageIsReadAsItWasWrittenWithAllThatTheProtocolHas() {
        CapAlert alert = alert("注", List.of(info("发现林火"), info("wildfire")));
        assertThat(read(CapWriter.bytes(alert))).isEqualTo(alert);
    }

    @Test
    void timesHaveTheirOffsetAndWholeSecondsAndUtcIsWrittenAsTheProtocolWants() {
        assertThat(written()).contains("<sent>2027-01-15T16:00:01+08:00</sent>");
        CapAlert utc = new CapAlert(
                new CapAlert.Reference("hub", "N1", OffsetDateTime.parse("2027-01-15T08:00:01Z")),
                CapAlert.Status.TEST,
                CapAlert.MsgType.ALERT,
                "",
                new CapAlert.Audience(CapAlert.Scope.PUBLIC, "", List.of()),
                List.of(),
                "",
                List.of(),
                List.of(),
                List.of());
        assertThat(new String(CapWriter.bytes(utc), StandardCharsets.UTF_8))
                .contains("<sent>2027-01-15T08:00:01-00:00</sent>");
        assertThat(read(CapWriter.bytes(utc))).isEqualTo(utc);
    }

    @Test
    void hostileTextsArriveAsTextsAndWithoutWhatXmlForbids() {
        String hostile = "</note><status>Actual</status>&amp;]]>\u0000\u0001\u001b\ud800\ufffe" + "x".repeat(1 << 10);
        CapAlert back = read(CapWriter.bytes(alert(hostile, List.of(info(hostile)))));
        String harmless = "</note><status>Actual</status>&amp;]]>" + "x".repeat(1 << 10);
        assertThat(back.note()).isEqualTo(harmless);
        assertThat(back.infos().getFirst().words().headline()).isEqualTo(harmless);
        assertThat(back.status()).isEqualTo(CapAlert.Status.EXERCISE);
    }

    @TestFactory
    Stream<DynamicTest> realMessagesAreReadAndKeepAllWhenTheyAreWrittenAgain() {
        return Stream.of(
                        "43b080713727.cap",
                        "australia.cap",
                        "canada.cap",
                        "canada_signed.cap",
                        "google-PAAQ-4-mg5a94.xml",
                        "ipaws-5e6dd9de023f1930ef6548d9.xml",
                        "ipaws-5e6ddbad023f1930ef6c1a5a.xml",
                        "thunderstorm.cap",
                        "v1dot2_appendix_adot4.xml",
                        "wcatwc-warning.cap")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    CapAlert alert = read(SharedData.bytes("payloads/cap/" + name));
                    assertThat(read(CapWriter.bytes(alert))).isEqualTo(alert);
                }));
    }

    @Test
    void noRealFileThatIsNoMessageOfThisVersionIsReadAndEachSaysWhy() {
        for (String other : List.of("earthquake.cap", "weather.cap", "noaa_errors.cap", "no_optional_fields.cap")) {
            assertThat(reason(SharedData.bytes("payloads/cap/" + other)))
                    .contains("line ")
                    .contains("alert");
        }
        assertThat(reason(SharedData.bytes("payloads/cap/bushfire_valid.edxlde")))
                .contains("EDXLDistribution");
        assertThat(reason(SharedData.bytes("payloads/cap/invalid.cap"))).contains("line ");
        assertThat(reason(SharedData.bytes("payloads/cap/xee.cap"))).contains("DOCTYPE");
        assertThat(reason(SharedData.bytes("payloads/cap/canada_errors.cap")))
                .isEqualTo("a message of msgType Update needs references, got none");
    }

    @Test
    void everyRealFileIsOneOfThese() {
        List<String> names = SharedData.files("payloads/cap").stream()
                .map(Path::getFileName)
                .map(Path::toString)
                .filter(each -> !each.endsWith(".json") && !each.endsWith(".xsd"))
                .toList();
        assertThat(names).hasSize(18);
    }

    @Test
    void whatIsNoMessageIsNamedAndNothingIsThrown() {
        assertThat(reason("")).contains("line ");
        assertThat(reason("{}")).contains("line ");
        assertThat(reason("<!DOCTYPE alert [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><alert>&x;</alert>"))
                .contains("DOCTYPE");
        assertThat(reason(written().replace("Exercise", "Drill"))).contains("Drill");
        assertThat(reason(written().replace("16:00:01+08:00", "16:00:01Z"))).contains("16:00:01Z");
        assertThat(reason(written().replace("16:00:01+08:00", "24:00:00+08:00")))
                .contains("24:00:00");
        assertThat(reason(written().replace("36.2,120.2", "96.2,120.2"))).contains("lat must be -90 to 90");
        assertThat(reason(written().replace("36.2,120.2", "36.2"))).contains("a point is lat,lon, got '36.2'");
        assertThat(reason(written().replace("0.5</circle>", "1e999999999</circle>")))
                .contains("radiusKm");
        assertThat(reason(written().replace("N2-1-cap,", "N2-1-cap")))
                .contains("a reference is sender,identifier,sent");
        assertThat(reason(written().replace("<restriction>处置单位</restriction>", "")))
                .contains("needs a restriction");
        assertThat(reason(new byte[CapReader.BYTES_MAX + 1])).contains("at most " + CapReader.BYTES_MAX);
        String deep = String.join("", Collections.nCopies(10_000, "<a>"));
        assertThat(reason(written()
                        .replace("</alert>", "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">" + deep)))
                .isNotEmpty();
        assertThat(reason(written().replace("Exercise", "x".repeat(CapReader.BYTES_MAX / 2))))
                .hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void aNameHasNoCharacterThatWouldBreakAReference() {
        assertThatThrownBy(() -> named("N1,2")).hasMessageContaining("identifier must be a text without space, comma");
        assertThatThrownBy(() -> named("")).hasMessageContaining("identifier");
    }
}
