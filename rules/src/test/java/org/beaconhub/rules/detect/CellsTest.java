package org.beaconhub.rules.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {
    private static final int HEAT = 0;
    private static final int SMOKE = 1;
    private static final long HEAT_BIT = 1L << 4;
    private static final long SMOKE_BIT = 1L << 9;
    private static final byte SOUND = 1;
    private static final byte BROKEN = 2;

    private final Cells cells = new Cells(2);
    private double before = Double.NaN;

    /** One observation with one number. */
    private void tell(double value) {
        tell(value, SOUND);
    }

    private void tell(double value, byte status) {
        cells.begin();
        cells.told(HEAT, HEAT_BIT, status, status == SOUND, value, value != before);
        before = value;
    }

    @ParameterizedTest
    @CsvSource({"-5, 0", "9.9, 0", "10, 1", "10.1, 2", "20, 3", "1e9, 4"})
    void aCellIsOddOnAThresholdAndEvenBetweenTwo(double value, int cell) {
        assertThat(Cells.cell(new double[] {10, 20}, value)).isEqualTo(cell);
    }

    @Test
    void theFirstReadingTurnsAndOneBetweenTheSameThresholdsOnlyVaries() {
        cells.mark(HEAT, 50);
        tell(20);
        assertThat(cells.turned()).isEqualTo(HEAT_BIT);

        tell(21);
        assertThat(cells.turned()).isZero();
        assertThat(cells.varied()).isEqualTo(HEAT_BIT);

        tell(21);
        assertThat(cells.varied()).isZero();
    }

    @Test
    void toReachAThresholdToPassItAndToComeBackEachTurn() {
        cells.mark(HEAT, 50);
        tell(20);
        for (double value : new double[] {50, 50.1, 49.9}) {
            tell(value);
            assertThat(cells.turned()).as("at %s", value).isEqualTo(HEAT_BIT);
        }
    }

    @Test
    void aReadingThatIsJudgedOtherwiseTurns() {
        tell(20);
        tell(20, BROKEN);
        assertThat(cells.turned()).isEqualTo(HEAT_BIT);

        tell(30, BROKEN);
        assertThat(cells.turned()).as("another broken one").isZero();
        assertThat(cells.varied()).isEqualTo(HEAT_BIT);
    }

    @Test
    void anyOtherTextTurnsAndTheSameDoesNot() {
        cells.begin();
        cells.toldText(SMOKE, SMOKE_BIT, SOUND, true);
        assertThat(cells.turned()).isEqualTo(SMOKE_BIT);

        cells.begin();
        cells.toldText(SMOKE, SMOKE_BIT, SOUND, false);
        assertThat(cells.turned()).isZero();

        cells.begin();
        cells.toldText(SMOKE, SMOKE_BIT, SOUND, true);
        assertThat(cells.turned()).isEqualTo(SMOKE_BIT);
    }

    @Test
    void whatIsForgottenTurnsWithTheNextReadingWhateverItSays() {
        tell(20);
        cells.forget(HEAT);
        tell(20);
        assertThat(cells.turned()).isEqualTo(HEAT_BIT);
    }

    @Test
    void beyondFiftyThresholdsThereIsNoRoomButForThoseThatAreKnown() {
        for (int i = 0; i < 50; i++) {
            assertThat(cells.mark(HEAT, i)).isTrue();
        }
        assertThat(cells.mark(HEAT, 50)).isFalse();
        assertThat(cells.mark(HEAT, 7)).isTrue();

        tell(49.5);
        tell(48.5);
        assertThat(cells.turned()).as("across the last threshold").isEqualTo(HEAT_BIT);
    }

    @Test
    void devicesThatShareThresholdsHaveCellsOfTheirOwn() {
        Map<Object, Object> shared = new HashMap<>();
        Cells other = new Cells(2);
        for (Cells each : new Cells[] {cells, other}) {
            each.mark(HEAT, 50);
            each.share(shared);
        }
        tell(20);
        tell(60);
        other.begin();
        other.told(HEAT, HEAT_BIT, SOUND, true, 60, true);

        assertThat(other.turned()).as("its first reading").isEqualTo(HEAT_BIT);
        assertThat(shared).hasSize(1);
    }
}
