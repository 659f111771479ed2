package org.beaconhub.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedTimeTest {
    @Test
    void aNumberCountsAsManySecondsAsTheMappingSays() {
        assertThat(new RecordedTime.Counted(List.of("reading"), 5).ms("3", false))
                .contains(15_000L);
        assertThat(new RecordedTime.Counted(List.of("TIME"), 1).ms(" 2.00E+02", false))
                .contains(200_000L);
        assertThat(new RecordedTime.Counted(List.of("time"), 1).ms("-73.2", false))
                .contains(-73_200L);
        assertThat(new RecordedTime.Counted(List.of("time"), 1).ms("", false)).isEmpty();
        assertThat(new RecordedTime.Counted(List.of("time"), 1).ms("NaN", false))
                .isEmpty();
    }

    @Test
    void aWrittenTimeIsReadByItsPatternAndAnImpossibleOneIsNoTime() {
        RecordedTime time = RecordedTime.Written.of(List.of("timestamp"), "uuuu-MM-dd HH:mm:ss");

        assertThat(time.ms("1970-01-02 00:00:01", false)).contains(86_401_000L);
        assertThat(time.ms("2013-12-02 21:61:00", false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000, 1700000000000",
        "1700000000.25, 1700000000250",
        "1700000000123, 1700000000123",
        "12.5, 12500",
        "2027-01-31T08:05:09Z, 1801382709000",
        "2027-01-31T08:05:09.123456Z, 1801382709123",
        "2027-01-31T16:05:09+08:00, 1801382709000",
        "2027-01-31T16:05:09.5+0800, 1801382709500",
        "2027-01-31 08:05:09, 1801382709000",
        "2027-01-31 08:05, 1801382700000",
        "2027-01-31, 1801353600000",
    })
    void withoutAPatternNumbersAndIsoDatesAreReadWithOrWithoutAZone(String text, long ms) {
        assertThat(new RecordedTime.Plain(List.of("t")).ms(text, false)).contains(ms);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/01/2027 08:05", "", "yesterday", "2027-13-01", "1e999"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(new RecordedTime.Plain(List.of("t")).ms(text, false)).isEmpty();
    }

    @Test
    void aPatternMayPutTheDayFirstNameTheMonthTellAZoneOrADayAlone() {
        assertThat(RecordedTime.Written.of(List.of("t"), "dd/MM/uuuu HH:mm").ms("31/01/2027 08:05", false))
                .contains(1_801_382_700_000L);
        assertThat(RecordedTime.Written.of(List.of("t"), "d-MMM-uuuu h:mm a").ms("31-Jan-2027 8:05 AM", false))
                .contains(1_801_382_700_000L);
        assertThat(RecordedTime.Written.of(List.of("t"), "dd.MM.uuuu HH:mm XXX").ms("31.01.2027 16:05 +08:00", false))
                .contains(1_801_382_700_000L);
        assertThat(RecordedTime.Written.of(List.of("t"), "dd.MM.uuuu").ms("31.01.2027", false))
                .contains(1_801_353_600_000L);
    }

    @Test
    void timeThatStandsStillIsRefused() {
        assertThatThrownBy(() -> new RecordedTime.Counted(List.of("t"), 0)).hasMessageContaining("above 0");
    }
}
