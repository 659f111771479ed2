package org.beaconhub.rules.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.beaconhub.rules.weather.DangerIndex.Cover;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DangerIndexTest {
    @ParameterizedTest
    @CsvSource({
        "0, NONE",
        "25, NONE",
        "26, LOW",
        "50, LOW",
        "51, MODERATE",
        "72, MODERATE",
        "73, HIGH",
        "90, HIGH",
        "91, EXTREME"
    })
    void theGradesBeginWhereTheStandardPutsThem(double index, DangerGrade grade) {
        assertThat(DangerGrade.of(index)).isEqualTo(grade);
    }

    @Test
    void eachFactorAddsItsStep() {
        assertThat(DangerIndex.of(new Weather(5, 65, 0, 5), 0, Cover.BARE)).isZero();
        assertThat(DangerIndex.of(new Weather(18, 40, 18, 0), 4, Cover.BARE)).isEqualTo(12 + 12 + 20 + 15);
        assertThat(DangerIndex.of(new Weather(18, 40, 18, 0), 4, Cover.HALF)).isEqualTo(12 + 12 + 20 + 15 - 10);
        assertThat(DangerIndex.of(new Weather(35, 10, 100, 0), 400, Cover.BARE)).isEqualTo(130);
    }

    @Test
    void aWindyDryDayAfterAWeekWithoutRainIsRed() {
        DangerGrade grade = DangerIndex.grade(new Weather(26, 20, 36, 0), 7, Cover.BARE);

        assertThat(grade).isEqualTo(DangerGrade.EXTREME);
        assertThat(grade.colour()).isEqualTo("red");
        assertThat(grade.number()).isEqualTo(5);
    }

    @Test
    void daysCannotBeNegative() {
        assertThatThrownBy(() -> DangerIndex.of(new Weather(5, 65, 0, 0), -1, Cover.BARE))
                .hasMessageContaining("dry days must be 0.0");
    }
}
