package org.beaconhub.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an alarm rests on is said in words: who drives out at night does not read the language of rules. */
class GroundsTest {
    /** What a rule asks, what was measured, and the words for it in Chinese and in English. */
    private static final String WORDS = """
            smoke > 4 %/m | 6.2 %/m | 烟雾高于 4 %/m（6.2 %/m） | smoke is more than 4 %/m (6.2 %/m)
            smoke > 4 %/m for 20 s | 6.2 %/m | 烟雾高于 4 %/m，持续 20 秒（6.2 %/m） | smoke is more than 4 %/m for 20 s (6.2 %/m)
            co > limit | 61 ppm | 一氧化碳高于 50 ppm（61 ppm） | CO is more than 50 ppm (61 ppm)
            temperature <= -5 °C | -9 °C | 温度至多 -5 °C（-9 °C） | temperature is at most -5 °C (-9 °C)
            rise(temperature, 3 min) > 8.3 °C/min | 9 °C/min | 温度在 3 分内的升速高于 8.3 °C/min（9 °C/min） | the rise of temperature over 3 min is more than 8.3 °C/min (9 °C/min)
            (event = 'fire' or event = 'smoke') for 10 s | smoke | （事件为“fire”，或事件为“smoke”），持续 10 秒（smoke） | (event is 'fire' or event is 'smoke') for 10 s (smoke)
            door and not tamper | – | 门开为是，且拆动为否 | door is yes and tamper is no
            not (smoke > 4 %/m or co > 9 ppm) | – | 并非（烟雾高于 4 %/m，或一氧化碳高于 9 ppm） | not (smoke is more than 4 %/m or CO is more than 9 ppm)
            event != 'clear' | fire | 事件不为“clear”（fire） | event is not 'clear' (fire)
            door then tamper within 10 s | – | 先门开为是，10 秒内又拆动为是 | door is yes, then tamper is yes within 10 s
            door without event = 'card' within 10 s | – | 门开为是，此后 10 秒内未见事件为“card” | door is yes, and within 10 s after it not event is 'card'
            silent for 5 min | – | 设备静默 5 分 | the device is silent for 5 min
            broken(temperature) | 999 °C | 温度读数超出可能范围（999 °C） | temperature reads what is impossible (999 °C)
            jumped(temperature) | 90 °C | 温度读数突变（90 °C） | temperature has jumped as no sound sensor does (90 °C)
            changed(event) | fire | 事件有变化（fire） | event has changed (fire)
            changed(smoke, 5 min) | 3 %/m | 烟雾在 5 分内有变化（3 %/m） | smoke has changed within 5 min (3 %/m)
            stuck(temperature, 1 h) | 20 °C | 温度在 1 小时内毫无变化（20 °C） | temperature has stood still for 1 h (20 °C)
            2 of node within 500 m in 5 min have smoke > 4 %/m | n-1, n-2 | 周边 500 米 5 分内至少 2 台（node）：烟雾高于 4 %/m（n-1, n-2） | at 2 or more of node within 500 m in 5 min: smoke is more than 4 %/m (n-1, n-2)
            in night and door | – | 处于 night 时段，且门开为是 | it is within night and door is yes
            door and not in opening-hours | – | 门开为是，且不在营业时间 | door is yes and it is outside opening hours
            """;

    private static Site site(String raise) {
        return ((Parsed.Valid) Site.parse(List.of(
                        new SiteFile("site.yaml", """
                                name: { zh: 试验, en: Trial }
                                zone: Asia/Shanghai
                                areas:
                                  forest: { zh: 林区, en: Forest }
                                """),
                        new SiteFile("types.yaml", """
                                types:
                                  node: { measures: [temperature, smoke, co, event, door, tamper], interval: 10 s, dialect: beacon }
                                """),
                        new SiteFile("devices.yaml", """
                                devices:
                                  - { id: n-1, type: node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 一号, en: Node 1 } }
                                  - { id: n-2, type: node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 二号, en: Node 2 } }
                                """),
                        new SiteFile("calendars.yaml", """
                                calendars:
                                  night: { times: ["22:00-06:00"] }
                                premises:
                                  forest: { open: night }
                                """),
                        new SiteFile("rules/all.yaml", """
                                - parameter: limit
                                  value: 10 ppm
                                  for:
                                    - { device: n-1, value: 50 ppm }
                                - rule: tried
                                  on: node
                                  raise: "RAISE"
                                  kind: alarm
                                  severity: severe
                                  message: { zh: 试验, en: tried }
                                """.replace("RAISE", raise)))))
                .site();
    }

    private static Alarm alarm(String rule, Evidence evidence) {
        return new Alarm(
                "A1-0",
                rule,
                "n-1",
                "forest",
                Kind.ALARM,
                Severity.SEVERE,
                new Text("试验", "tried"),
                0,
                0,
                List.of(evidence),
                new AlarmState.Unacknowledged(0),
                "A1-0");
    }

    static Stream<Arguments> clauses() {
        return WORDS.lines().map(line -> Arguments.of((Object[]) line.split(" \\| ")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clauses")
    void aClauseIsSaidInWordsWithWhatWasMeasured(String raise, String value, String zh, String en) {
        Site site = site(raise);
        String clause = site.device("n-1")
                .map(device -> site.rule("tried").orElseThrow().at(device.subject()))
                .orElseThrow()
                .raise()
                .text();
        Evidence evidence = new Evidence(clause, value, 0, 1);
        assertThat(Grounds.of(alarm("tried", evidence), evidence, site)).isEqualTo(new Text(zh, en));
    }

    @Test
    void aPartOfAConditionIsFoundToo() {
        Evidence evidence = new Evidence("co > 9 ppm", "12 ppm", 0, 1);
        assertThat(Grounds.of(
                        alarm("tried", evidence),
                        evidence,
                        site("(smoke > 4 %/m or co > 9 ppm) and temperature > 3 °C")))
                .isEqualTo(new Text("一氧化碳高于 9 ppm（12 ppm）", "CO is more than 9 ppm (12 ppm)"));
    }

    @Test
    void whatTheSiteHasNoRuleForAnyMoreStaysAsItWasWritten() {
        Evidence evidence = new Evidence("co > 7 ppm", "12 ppm", 0, 1);
        Text asWritten = new Text("co > 7 ppm（12 ppm）", "co > 7 ppm (12 ppm)");
        assertThat(Grounds.of(alarm("tried", evidence), evidence, site("co > 9 ppm")))
                .isEqualTo(asWritten);
        assertThat(Grounds.of(alarm("gone", evidence), evidence, site("co > 9 ppm")))
                .isEqualTo(asWritten);
    }
}
