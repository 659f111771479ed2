package org.beaconhub.rules.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FireWeatherIndexTest {
    private static final FireWeatherIndex PRINTED = new FireWeatherIndex(Edition.PRINTED_1985);

    @Test
    void theTestWeatherOf1985GivesEveryPrintedDigitOfCffdrs() {
        Codes end = run("fwi_test_cffdrs_1.8.18.csv", Edition.CFFDRS_1_8, "", Codes.START);

        run("fwi_test_cffdrs_1.8.18_second_run.csv", Edition.CFFDRS_1_8, "", end);
    }

    @Test
    void bothFactorsOfTheFfScaleGiveEveryPrintedDigit() {
        run("fwi_expected_both_constants.csv", Edition.CFFDRS_1_8, "_147.2", Codes.START);
        run("fwi_expected_both_constants.csv", Edition.CFFDRS_1_10, "_147.27723", Codes.START);
    }

    private static Codes run(String table, Edition edition, String suffix, Codes start) {
        FireWeatherIndex index = new FireWeatherIndex(edition);
        Codes codes = start;
        for (Map<String, String> row : ReferenceTable.rows(table)) {
            int month = Integer.parseInt(ReferenceTable.text(row, "date").substring(5, 7));
            FireWeather day =
                    index.next(codes, weather(row, "temp_c", "rh_pct", "wind_kmh", "rain_mm"), new Day(month, 40));
            assertThat(printed(day, 6)).as("%s, row %s", table, row.get("row")).isEqualTo(expected(row, suffix));
            if (row.containsKey("dsr" + suffix)) {
                assertThat(printed(day.dsr(), 6)).isEqualTo(row.get("dsr" + suffix));
            }
            codes = day.codes();
        }
        return codes;
    }

    @ParameterizedTest
    @CsvSource({"gfwed_2017_andes.csv, 364", "gfwed_2017_montreal.csv, 172"})
    void aYearOfNasasAnalysisIsFollowedFromDayToDay(String table, int daysMin) {
        List<Map<String, String>> rows = ReferenceTable.rows(table);
        int days = 0;
        for (int i = 1; i < rows.size(); i++) {
            Map<String, String> before = rows.get(i - 1);
            Map<String, String> row = rows.get(i);
            if (ReferenceTable.text(before, "ffmc").isEmpty()
                    || ReferenceTable.text(row, "ffmc").isEmpty()) {
                continue;
            }
            int month = Integer.parseInt(ReferenceTable.text(row, "date").substring(5, 7));
            FireWeather day = PRINTED.next(
                    new Codes(
                            ReferenceTable.number(before, "ffmc"),
                            ReferenceTable.number(before, "dmc"),
                            ReferenceTable.number(before, "dc")),
                    weather(row, "temp_c_noon", "rh_pct_noon", "wind_kmh_noon", "rain_mm_24h"),
                    new Day(month, ReferenceTable.number(row, "lat")));
            assertThat(day.codes().ffmc())
                    .as("FFMC %s", row)
                    .isCloseTo(ReferenceTable.number(row, "ffmc"), within(2e-4));
            assertThat(day.codes().dmc()).as("DMC %s", row).isCloseTo(ReferenceTable.number(row, "dmc"), within(2e-4));
            assertThat(day.codes().dc()).as("DC %s", row).isCloseTo(ReferenceTable.number(row, "dc"), within(2e-4));
            assertThat(day.isi()).as("ISI %s", row).isCloseTo(ReferenceTable.number(row, "isi"), within(2e-4));
            assertThat(day.bui()).as("BUI %s", row).isCloseTo(ReferenceTable.number(row, "bui"), within(2e-4));
            assertThat(day.fwi()).as("FWI %s", row).isCloseTo(ReferenceTable.number(row, "fwi"), within(2e-4));
            days++;
        }
        assertThat(days).isGreaterThanOrEqualTo(daysMin);
    }

    /** Values of cffdrs 1.10's own test of its hourly code (github.com/cffdrs/cffdrs_r, tests/data). */
    @ParameterizedTest
    @CsvSource({
        "14.6, 19.16, 0, 0, 72.9, 88.3581950340978",
        "18.7, 48.32, 0, 0, 72.9, 83.6655126664313",
        "3.8, 84.77, 145.8, 0, 72.9, 77.2196035463482",
        "-12.5, 92.06, 72.9, 0, 72.9, 72.8999987117351",
        "9.2, 19.16, 0, 55.61, 72.9, 54.06198075447",
        "30.5, 41.03, 0, 55.61, 72.9, 75.6276151891726",
        "38.7, 99.35, 0, 55.61, 72.9, 8.78319290515511",
        "8.2, 26.45, 0, 252.44, 0, 44.1193960765145"
    })
    void theHourlyCodeAgreesWithCffdrs(
            double temperature, double humidity, double wind, double rain, double before, double expected) {
        Weather weather = new Weather(temperature, humidity, wind, rain);
        assertThat(FireWeatherIndex.hourlyFfmc(before, weather, 18)).isCloseTo(expected, within(2e-6));
    }

    @Test
    void anHourDriesAsADayDoesButOnItsOwnScale() {
        Weather dry = new Weather(28, 30, 10, 0);
        double hour = FireWeatherIndex.hourlyFfmc(85, dry, 1);
        double halves = FireWeatherIndex.hourlyFfmc(FireWeatherIndex.hourlyFfmc(85, dry, 0.5), dry, 0.5);

        assertThat(hour)
                .isBetween(
                        85.0,
                        PRINTED.next(Codes.START, dry, new Day(6, 36)).codes().ffmc());
        assertThat(halves).isCloseTo(hour, within(1e-9));
    }

    @Test
    void anHourOfRainWetsTheLitterFromTheFirstDrop() {
        assertThat(FireWeatherIndex.hourlyFfmc(90, new Weather(20, 80, 5, 0.4), 1))
                .isLessThan(FireWeatherIndex.hourlyFfmc(90, new Weather(20, 80, 5, 0), 1));
        assertThat(PRINTED.next(new Codes(90, 6, 15), new Weather(20, 80, 5, 0.4), new Day(6, 36)))
                .isEqualTo(PRINTED.next(new Codes(90, 6, 15), new Weather(20, 80, 5, 0), new Day(6, 36)));
    }

    @Test
    void aDryWinterLeavesADroughtAndAWetOneDoesNot() {
        assertThat(FireWeatherIndex.overwinterDc(2.7, 0, 0.15, 0)).isCloseTo(761.547993954352, within(1e-9));
        assertThat(FireWeatherIndex.overwinterDc(5.4, 0, 0.3, 0)).isCloseTo(486.989121730374, within(1e-9));
        assertThat(FireWeatherIndex.overwinterDc(300, 1000, 1, 0.9)).isEqualTo(15);
    }

    @Test
    void whatNoWeatherCanBeIsRefusedByName() {
        assertThatThrownBy(() -> new Weather(20, 101, 5, 0))
                .hasMessage("relative humidity must be 0.0 to 100.0 %, is 101.0");
        assertThatThrownBy(() -> new Weather(Double.NaN, 50, 5, 0)).hasMessageContaining("temperature must be");
        assertThatThrownBy(() -> new Weather(20, 50, 5, -0.1)).hasMessage("rain must be 0.0 to 1825.0 mm, is -0.1");
        assertThatThrownBy(() -> new Codes(102, 6, 15)).hasMessage("FFMC must be 0.0 to 101.0, is 102.0");
        assertThatThrownBy(() -> new Day(13, 36)).hasMessage("month must be 1.0 to 12.0, is 13.0");
    }

    @Test
    void theDriestAndTheWettestWeatherStayOnTheScales() {
        Codes codes = Codes.START;
        for (int day = 0; day < 400; day++) {
            codes = PRINTED.next(codes, new Weather(60, 0, 410, 0), new Day(1 + day / 31 % 12, 36))
                    .codes();
        }
        assertThat(codes.ffmc()).isLessThanOrEqualTo(101);
        for (int day = 0; day < 400; day++) {
            codes = PRINTED.next(codes, new Weather(-90, 100, 0, 1825), new Day(1, 36))
                    .codes();
        }
        assertThat(codes.ffmc()).isGreaterThanOrEqualTo(0);
        assertThat(codes.dmc()).isZero();
        assertThat(codes.dc()).isZero();
        assertThat(PRINTED.indices(codes, 0).fwi()).isBetween(0.0, 0.1);
    }

    private static Weather weather(
            Map<String, String> row, String temperature, String humidity, String wind, String rain) {
        return new Weather(
                ReferenceTable.number(row, temperature),
                ReferenceTable.number(row, humidity),
                ReferenceTable.number(row, wind),
                ReferenceTable.number(row, rain));
    }

    private static List<String> expected(Map<String, String> row, String suffix) {
        return List.of("ffmc", "dmc", "dc", "isi", "bui", "fwi").stream()
                .map(name -> ReferenceTable.text(row, name + suffix))
                .toList();
    }

    private static List<String> printed(FireWeather day, int digits) {
        return List.of(
                printed(day.codes().ffmc(), digits),
                printed(day.codes().dmc(), digits),
                printed(day.codes().dc(), digits),
                printed(day.isi(), digits),
                printed(day.bui(), digits),
                printed(day.fwi(), digits));
    }

    private static String printed(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
