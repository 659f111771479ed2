package org.beaconhub.rules.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollTest {
    private final Roll<String> roll = Roll.of(List.of("a", "b", "c", "d"));

    @Test
    void whatIsContinuedStaysAsItWas() {
        Roll<String> other = roll.with(1, "B");
        Roll<String> longer = roll.plus("e");
        Roll<String> shorter = roll.without(1, 3);

        assertThat(other).containsExactly("a", "B", "c", "d");
        assertThat(longer).containsExactly("a", "b", "c", "d", "e");
        assertThat(shorter).containsExactly("a", "d");
        assertThat(roll).containsExactly("a", "b", "c", "d");
    }

    @Test
    void nothingIsTakenWhereTheStretchIsEmpty() {
        assertThat(roll.without(2, 2)).containsExactly("a", "b", "c", "d");
        assertThat(roll.without(0, 4)).isEmpty();
        assertThat(roll.without(0, 4).plus("z")).containsExactly("z");
    }

    @Test
    void aRollIsNotCopiedAgainAndAnotherListIs() {
        List<String> list = new ArrayList<>(List.of("a", "b"));
        Roll<String> copy = Roll.of(list);
        list.set(0, "z");

        assertThat(Roll.of(roll)).isSameAs(roll);
        assertThat(copy).containsExactly("a", "b");
    }

    @Test
    void itEqualsAListOfTheSameAndCannotBeChanged() {
        assertThat(roll).isEqualTo(List.of("a", "b", "c", "d")).hasSameHashCodeAs(List.of("a", "b", "c", "d"));
        assertThatThrownBy(() -> roll.add("e")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> roll.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
