package org.beaconhub.rules.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Position AT = new Position("rules/all.yaml", 1, 1);

    static Condition read(String text) {
        Vocabulary vocabulary = new Vocabulary(
                Map.of("any-node", EnumSet.allOf(Quantity.class)),
                Set.of("forest"),
                new TreeSet<>(Set.of("night", "fire-season")),
                Set.of());
        return new Checker(new Setting(vocabulary, new Definitions(), Set.of("any-node"), Optional.empty(), false))
                .condition(Parser.parse(text));
    }

    private static double right(String text) {
        return read(text) instanceof Condition.Compare compare && compare.right() instanceof Value.Constant constant
                ? constant.value()
                : Double.NaN;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "avg(temperature, 10 min) > 30 °C",
                "max(smoke, 1 h) - min(smoke, 1 h) > 4 %/m",
                "(temperature - avg(temperature, 1 h)) / 2 > 9 °F",
                "count(card, 5 min) - sum(access, 5 min) >= 3",
                "last(humidity, 1 min) < 20 % or stuck(temperature, 6 h) or changed(door) and changed(event, 5 min)",
                "abs(clock_step) > 2 s",
                "door then not access within 10 s or (tamper or door) without card = 'x' within 1 min and motion",
                "(smoke > 4 %/m then temperature > 57 °C within 2 min) then broken(smoke) within 1 min",
                "2 of any-node within 800 m in 5 min have smoke > 4 %/m for 20 s and co > 10 ppm",
                "3 of neighbours in area in 1 h have (event = 'fire' or silent for 5 min)",
                "door and in night and not in fire-season or (in night) for 5 min",
                "not (door then motion within 10 s) for 20 s",
                "max(temperature, 40 °C) >= 40 °C",
                "smoke > 0.15 dB/m for 20 s",
                "silent for 4 intervals or silent for 5 min",
                "(smoke > 4 %/m and co > 10 ppm) for 30 s and not tamper",
            })
    void whatARuleWritesIsReadAndItsTextReadsTheSameAgain(String text) {
        Condition condition = read(text);
        assertThat(read(condition.text())).isEqualTo(condition);
    }

    @Test
    void unitsAreConvertedAndADifferenceIsNotATemperature() {
        assertThat(right("temperature > 212 °F")).isEqualTo(100);
        assertThat(right("temperature - avg(temperature, 1 h) > 9 °F")).isEqualTo(5);
        assertThat(right("rise(temperature, 3 min) > 18 °F/min")).isEqualTo(10 / 60.0);
        assertThat(right("wind_speed > 36 km/h")).isEqualTo(10, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(right("smoke > 0.2 dB/m")).isEqualTo(4.5, org.assertj.core.api.Assertions.within(0.01));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    avg(temperature) > 30 °C                | 0  | needs a window
                    avg(temperature, 32 d) > 30 °C          | 17 | longer than a rule may keep readings for
                    avg(temperature, 5 °C) > 30 °C          | 17 | no duration
                    max(event, 5 min) > 3                   | 4  | count(event, …) is possible
                    temperature + temperature > 3 °C        | 14 | sum of two temperatures
                    temperature * 2 > 3 °C                  | 0  | multiples of a temperature
                    temperature + smoke > 3 °C              | 14 | expected a difference in °C, found %/m
                    temperature - 3 %/m > 3 °C              | 14 | not in a unit of a difference in °C
                    rise(smoke, 1 min) > 1 dB/m/min         | 21 | not the same everywhere
                    smoke * humidity > 3 %                  | 8  | has no meaning here
                    agv(temperature, 1 h) > 3 °C            | 0  | did you mean 'avg'?
                    stuck(door, 1 h)                        | 6  | may well stay the same
                    2 of any-node in 5 min have door        | 17 | every reading would ask all devices
                    2 of any-nod in area in 5 min have door | 5  | did you mean 'any-node'?
                    2 of any-node within 80 km in 5 min     | 21 | no distance of 1 m to 50 km
                    0 of any-node in area in 5 min          | 0  | no number of devices from 1 to 64
                    2 of any-node in area in 5 min          | 0  | say what they have
                    2 of any-node in area in 2 d            | 25 | at most 1 d
                    in fire-seson                           | 3  | did you mean 'fire-season'?
                    silent for 1 intervals                  | 11 | no whole number of intervals from 2 to 1000
                    silent for 2.5 intervals                | 11 | no whole number of intervals from 2 to 1000
                    silent for 1e30 intervals               | 11 | '1'
                    1 + 2 > 3                               | 0  | reckon these numbers yourself
                    """)
    void whatMakesNoSenseIsToldWithItsPlace(String text, int offset, String why) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(SyntaxFault.class, fault -> {
            assertThat(fault.why()).contains(why);
            assertThat(fault.offset()).isEqualTo(offset);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    temperature＞57 °C                       | 11 | means nothing here; write >
                    temperature > ５７ °C                    | 14 | means nothing here; write 5
                    （smoke > 4 %/m）                         | 0  | write (
                    rise(temperature，3 min) > 8 °C/min      | 16 | write ,
                    temperature ≥ 57 °C                     | 12 | write >=
                    door && motion                          | 5  | write and
                    event = ‘smoke’                         | 8  | means nothing here; write '
                    烟雾 > 4 %/m                             | 0  | the names in a condition are English
                    door AND motion                         | 5  | did you mean 'and'?
                    smoke > 4 %/m fro 20 s                  | 14 | did you mean 'for'?
                    door for 1 min 30 s                     | 15 | one number and one unit
                    """)
    void whatPeopleWriteByHabitIsToldWithWhatToWrite(String text, int offset, String why) {
        whatMakesNoSenseIsToldWithItsPlace(text, offset, why);
    }

    @Test
    void noCharacterIsAdvisedThatMeansNothingEither() {
        assertThatThrownBy(() -> read("smoke > 4 %/m；door"))
                .isInstanceOfSatisfying(
                        SyntaxFault.class, fault -> assertThat(fault.why()).isEqualTo("'；' means nothing here"));
    }

    @Test
    void whatIsPastedFromAChineseTextIsReadWhereItCanMeanOneThingAlone() {
        assertThat(right("temperature > 57 ℃")).isEqualTo(57);
        assertThat(right("temperature > 212 ℉")).isEqualTo(100);
        assertThat(read("smoke\u00a0>\u30004\u00a0%/m")).isEqualTo(read("smoke > 4 %/m"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    temprature > 57 °C     | 没有名为“temprature”的量（是否指“temperature”？）
                    temperature > 57 %/m   | “57 %/m”的单位不合：这里按 °C 比较，写成“57 °C”
                    temperature，smoke      | “，”在此没有意义；请写成 ,
                    door for 20            | 不是 1 ms 到 366 d 的时长；请写成“20 s”“3 min”或“2 h”
                    avg(temperature, 1 h)  | 这是一个数值，不是条件；请与某个值比较
                    """)
    void whatManyGetWrongIsToldInChineseToo(String text, String chinese) {
        Problems problems = new Problems();
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        SyntaxFault.class,
                        fault -> fault.tell(
                                new YamlNode.Scalar(AT, text, List.of(AT), List.of(text.length())), problems));
        assertThat(problems.sorted().getFirst().text().zh()).contains(chinese);
    }
}
