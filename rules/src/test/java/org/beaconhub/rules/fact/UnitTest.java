package org.beaconhub.rules.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UnitTest {
    @Test
    void fahrenheitConvertsAsNistSays() {
        assertThat(Unit.FAHRENHEIT.toBase(212)).isEqualTo(100, within(1e-9));
        assertThat(Unit.FAHRENHEIT.toBase(-40)).isEqualTo(-40, within(1e-9));
        assertThat(Unit.FAHRENHEIT.differenceToBase(9)).isEqualTo(5, within(1e-9));
    }

    @Test
    void everySymbolAndSpellingLeadsBackToItsUnit() {
        for (Unit unit : Unit.values()) {
            assertThat(Unit.of(unit.symbol())).contains(unit);
        }
        assertThat(Unit.of("Cel")).contains(Unit.CELSIUS);
        assertThat(Unit.of("celsius")).isEmpty();
    }

    @Test
    void everyQuantityIsKeptInABaseUnit() {
        for (Quantity quantity : Quantity.values()) {
            assertThat(quantity.unit().base()).as(quantity.key()).isEqualTo(quantity.unit());
            assertThat(Quantity.of(quantity.key())).contains(quantity);
        }
    }
}
