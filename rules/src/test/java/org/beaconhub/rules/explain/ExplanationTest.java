package org.beaconhub.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.rehearse.Rehearsal;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Value;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why there is no alarm, for every kind of clause, and why there is one; in both languages. */
class ExplanationTest {
    private static final String RULE = """
            - rule: other
              on: node
              raise: temperature > 90 °C
              kind: alarm
              severity: critical
              message: { zh: 其他, en: other }
            - parameter: thick
              value: 4 %/m
              for: [{ device: n-1, value: 6 %/m }]
            - rule: tried
              on: node, gate
              raise: "RAISE"
              MORE
              kind: supervisory
              severity: moderate
              inhibited-by: [other]
              message: { zh: 试验, en: tried }
            """;

    /** Device, what the rule asks, what happens, and what is missing then in English and in Chinese. */
    private static final String MISSING = """
            n-1 | smoke > 4 %/m | { temperature: 1 } | no reading of smoke yet | 尚无烟雾读数
            n-1 | smoke > 4 %/m | { smoke: 3.1 } | smoke is 3.1 %/m, needs more than 4 %/m | 烟雾为 3.1 %/m，需高于 4 %/m
            n-1 | smoke > 4 %/m | { smoke: 300 } | smoke last read 300 %/m, which is impossible | 烟雾的最新读数 300 %/m 超出可能范围
            n-1 | smoke / (smoke - smoke) > 2 | { smoke: 1 } | there is no number to compare | 无法得出数值
            n-1 | co - avg(co, 1 min) > 4 ppm | { smoke: 1 } | no reading of CO yet | 尚无一氧化碳读数
            n-1 | abs(temperature) >= 30 °C | { temperature: -20 } | abs(temperature) is 20 °C, needs at least 30 °C | abs(temperature)为 20 °C，需至少 30 °C
            n-1 | temperature > avg(temperature, 1 min) + 3 °C | { temperature: 20 } | temperature is 20 °C, needs more than 23 °C (avg(temperature, 1 min) + 3 °C) | 温度为 20 °C，需高于 23 °C (avg(temperature, 1 min) + 3 °C)
            n-1 | smoke > 4 %/m for 20 s | { for: 10 s, smoke: 5 }; { after: 2 s } | smoke > 4 %/m has held 12 s of 20 s | “烟雾高于 4 %/m”已持续 12 秒，需 20 秒
            n-1 | smoke > 4 %/m for 20 s | { smoke: 3 } | smoke is 3 %/m, needs more than 4 %/m, and that for 20 s | 烟雾为 3 %/m，需高于 4 %/m，且须持续 20 秒
            n-1 | smoke > 4 %/m for 2 min | { smoke: 5 }; { after: 3 min } | smoke > 4 %/m held, but the device has said nothing for 3 min: one reading is no lasting state | “烟雾高于 4 %/m”曾成立，但设备已 3 分未上报，无法确认其持续
            n-1 | rise(temperature, 3 min) > 8.3 °C/min | { temperature: 20 } | temperature has too few readings in 3 min | 温度在 3 分内读数不足
            n-1 | rise(temperature, 3 min) > 8.3 °C/min | { for: 2 min, temperature: 20 → 30 } | the rise of temperature over 3 min is 5 °C/min, needs more than 8.3 °C/min | 温度在 3 分内的升速为 5 °C/min，需高于 8.3 °C/min
            n-1 | avg(smoke, 1 min) > 4 %/m | { for: 1 min, smoke: 2 } | the mean of smoke over 1 min is 2 %/m, needs more than 4 %/m | 烟雾在 1 分内的平均为 2 %/m，需高于 4 %/m
            n-1 | count(smoke, 1 min) >= 5 | { for: 20 s, smoke: 2 } | the number of readings of smoke over 1 min is 3, needs at least 5 | 烟雾在 1 分内的读数个数为 3，需至少 5
            n-1 | broken(temperature) | { temperature: 20 } | temperature reads 20 °C, which is plausible | 温度 20 °C，读数正常
            gate-1 | door | { door: false } | door is no | 门开为否
            gate-1 | event = 'fire' | { event: person } | event is 'person', needs 'fire' | 事件为“person”，需“fire”
            gate-1 | event != 'fire' | { event: fire } | event is 'fire' | 事件为“fire”
            gate-1 | not door | { door: true } | door holds | “门开为是”成立
            gate-1 | changed(event) | { event: a }; { after: 1 s, event: a } | event (a) is as it was in the reading before | 事件（a）与上一读数相同
            n-1 | changed(smoke, 5 min) | { for: 1 min, smoke: 2 } | smoke (2 %/m) has not changed within 5 min | 烟雾（2 %/m）在 5 分内无变化
            n-1 | stuck(temperature, 1 min) | { for: 2 min, temperature: 20 → 30 } | temperature (30 °C) has changed within 1 min | 温度（30 °C）在 1 分内有变化
            n-2 | silent for 5 min | { smoke: 1 }; { after: 1 min } | the device has been quiet for 1 min of 5 min | 设备静默 1 分，需 5 分
            n-2 | silent for 5 min | { smoke: 1 }; { after: 1 min, broker: down }; { after: 1 h } | the broker is lost, so no device can be heard | 消息代理中断，听不到任何设备
            n-1 | silent for 5 min | { smoke: 1 }; { device: gw, battery: 90 }; { after: 1 h } | 'gw', through which it is heard, is missing | 网关 gw 失联，听不到该设备
            gate-1 | door then tamper within 10 s | { door: true, tamper: false } | tamper has not come within 10 s after door | “门开为是”之后 10 秒内未见“拆动为是”
            gate-1 | door then tamper within 10 s | { door: false, tamper: false }; { after: 1 s, tamper: true } | door did not come within 10 s before tamper | “拆动为是”之前 10 秒内未见“门开为是”
            gate-1 | door without tamper within 10 s | { door: false, tamper: false } | door has not begun, or tamper came after it | “门开为是”未出现，或其后“拆动为是”已出现
            gate-1 | door without tamper within 10 s | { door: true, tamper: false }; { after: 4 s } | tamper still has 6 s to come | “拆动为是”还有 6 秒可到
            n-1 | 2 of node within 500 m in 5 min have smoke > 4 %/m | { device: n-2, smoke: 5 } | seen at 1 of the 2 devices needed, of 3 around (n-2) | 周边 3 台中有 1 台，需 2 台（n-2）
            gate-1 | door and in night | { door: true } | it is outside night until 2027-03-01 22:00:00 | 不在 night 时段，至 2027-03-01 22:00:00
            gate-1 | door and not in night | { at: \"23:00\", door: true } | it is within night until 2027-03-02 06:00:00 | 处于 night 时段，至 2027-03-02 06:00:00
            n-1 | fire_danger(area) >= 4 | { smoke: 1 } | the fire weather of forest is not known | 区域 forest 的火险天气未知
            n-1 | fire_danger(area) >= 4 | { device: ws, for: 3 d, every: 1 h, temperature: 5, humidity: 90, wind_speed: 1, rain: 1 } | fire danger of its area is 1, needs at least 4 | 本区域火险等级为 1，需至少 4
            n-1 | jumped(temperature) | { temperature: 20 } | temperature reads 20 °C, which is plausible | 温度 20 °C，读数正常
            n-1 | sum(smoke, 1 min) > 30 %/m | { for: 10 s, smoke: 2 } | the sum of smoke over 1 min is 4 %/m, needs more than 30 %/m | 为 4 %/m，需高于 30 %/m
            n-1 | min(smoke, 1 min) > 3 %/m | { for: 10 s, smoke: 2 } | the least smoke over 1 min is 2 %/m, needs more than 3 %/m | 为 2 %/m，需高于 3 %/m
            n-1 | max(smoke, 1 min) > 3 %/m | { for: 10 s, smoke: 2 } | the greatest smoke over 1 min is 2 %/m, needs more than 3 %/m | 为 2 %/m，需高于 3 %/m
            n-1 | last(smoke, 1 min) > 3 %/m | { smoke: 2 }; { after: 2 min } | smoke has too few readings in 1 min | 烟雾在 1 分内读数不足
            n-1 | max(smoke, 3 %/m) > 4 %/m | { smoke: 2 } | max(smoke, 3 %/m) is 3 %/m, needs more than 4 %/m | 为 3 %/m，需高于 4 %/m
            n-1 | smoke > thick | { smoke: 2 } | smoke is 2 %/m, needs more than 6 %/m | 烟雾为 2 %/m，需高于 6 %/m
            n-1 | drift(temperature, area, 1 h) > 5 °C | { temperature: 20 } | temperature: too few devices around are known to compare with | 周边可比较的设备太少
            n-1 | coverage(area) < 80 % | { smoke: 1 } | the coverage of forest has not been reckoned yet | 区域 forest 的监测覆盖尚未统计
            n-1 | coverage(area) > 80 % | { smoke: 1 }; { after: 61 s } | the coverage of its area is 20 %, needs more than 80 % | 为 20 %，需高于 80 %
            gate-1 | silent for 4 intervals | { door: true } | the type of the device has no interval | 设备类型未设上报间隔
            n-2 | silent for 4 intervals | { smoke: 1 }; { after: 30 s } | the device has been quiet for 30 s of 40 s | 设备静默 30 秒，需 40 秒
            gate-1 | door or event = 'fire' | { tamper: true } | one of: no reading of door yet; or no reading of event yet | 以下之一：尚无
            n-1 | smoke > 4 %/m and co > 10 ppm | { smoke: 1, co: 2 } | smoke is 1 %/m, needs more than 4 %/m; and CO is 2 ppm, needs more than 10 ppm | 烟雾为 1 %/m，需高于 4 %/m；并且 一氧化碳为 2 ppm，需高于 10 ppm
            n-1 | smoke > 4 %/m or co > 10 ppm | { smoke: 1, co: 2 } | one of: smoke is 1 %/m, needs more than 4 %/m; or CO is 2 ppm, needs more than 10 ppm | 以下之一：烟雾为 1 %/m，需高于 4 %/m；或 一氧化碳为 2 ppm，需高于 10 ppm
            n-1 | smoke > 4 %/m and (co > 10 ppm or temperature > 57 °C) | { smoke: 9, co: 2, temperature: 20 } | one of: CO is 2 ppm, needs more than 10 ppm; or temperature is 20 °C, needs more than 57 °C | 以下之一：一氧化碳为 2 ppm，需高于 10 ppm；或 温度为 20 °C，需高于 57 °C
            """;

    private static List<SiteFile> site(String raise, String more) {
        return List.of(
                new SiteFile("site.yaml", """
                        name: { zh: 试验, en: Trial }
                        zone: Asia/Shanghai
                        areas:
                          forest: { zh: 林区, en: Forest }
                        """),
                new SiteFile("types.yaml", """
                        types:
                          node: { measures: [temperature, smoke, co], interval: 10 s, dialect: beacon }
                          gate: { measures: [door, event, tamper], dialect: beacon }
                          relay: { measures: [battery], interval: 60 s, dialect: beacon }
                          station: { measures: [temperature, humidity, wind_speed, rain], interval: 30 s, dialect: beacon }
                          hub: { measures: [broker_up], dialect: beacon }
                        """),
                new SiteFile("devices.yaml", """
                        devices:
                          - { id: hub, type: hub, area: forest, name: { zh: 烽台, en: Hub } }
                          - { id: gw, type: relay, area: forest, name: { zh: 网关, en: Gateway } }
                          - { id: n-1, type: node, area: forest, lat: 35.9, lon: 120.1, via: gw, name: { zh: 一号, en: Node 1 } }
                          - { id: n-2, type: node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 二号, en: Node 2 } }
                          - { id: n-3, type: node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 三号, en: Node 3 } }
                          - { id: gate-1, type: gate, area: forest, name: { zh: 东门, en: East gate } }
                          - { id: ws, type: station, area: forest, lat: 35.9, lon: 120.1, name: { zh: 气象站, en: Station } }
                        """),
                new SiteFile("calendars.yaml", """
                        calendars:
                          night: { times: ["22:00-06:00"] }
                        """),
                new SiteFile("rules/all.yaml", RULE.replace("RAISE", raise).replace("MORE", more)));
    }

    private static Rehearsal play(String raise, String more, String device, String steps, String expect) {
        String text = "stories:\n  - story: one\n    rule: tried\n    device: " + device + "\n    steps:\n      - "
                + steps.replace("; ", "\n      - ") + "\n      - " + expect + "\n";
        return Rehearsal.of(site(raise, more), List.of(new SiteFile("one.yaml", text)), Optional.empty());
    }

    @Test
    void everyOperatorOfTheLanguageSaysWhatItIsMissing() {
        Set<Object> met = new HashSet<>();
        clausesThatDoNotHold().forEach(row -> {
            Parsed parsed = Site.parse(site(String.valueOf(row.get()[1]), ""));
            assertThat(parsed).as(String.valueOf(row.get()[1])).isInstanceOf(Parsed.Valid.class);
            ((Parsed.Valid) parsed).site().rulebook().rules().forEach(rule -> Operators.within(rule.raise(), met));
        });
        assertThat(met)
                .contains((Object[]) Condition.class.getPermittedSubclasses())
                .contains((Object[]) Value.class.getPermittedSubclasses())
                .contains((Object[]) Value.Aggregate.values());
    }

    static Stream<Arguments> clausesThatDoNotHold() {
        return MISSING.lines().map(line -> Arguments.of((Object[]) line.split(" \\| ")));
    }

    @ParameterizedTest(name = "{1}: {3}")
    @MethodSource("clausesThatDoNotHold")
    void aClauseThatDoesNotHoldSaysWhatIsMissing(String device, String raise, String steps, String en, String zh) {
        String expect = "{ expect: { state: none, because: [\"" + en.replace("\"", "\\\"") + "\", \"" + zh + "\"] } }";
        Rehearsal rehearsal = play(raise, "", device, steps, expect);
        assertThat(rehearsal.problems()).isEmpty();
        assertThat(rehearsal.failed()).isEmpty();
    }

    private static void because(Rehearsal rehearsal) {
        assertThat(rehearsal.problems()).isEmpty();
        assertThat(rehearsal.failed()).isEmpty();
    }

    @Test
    void anAlarmSaysWhichClausesRaisedItWithTheirValuesTimesAndEntries() {
        because(play(
                "smoke > 4 %/m for 20 s and co > 10 ppm",
                "clear: smoke < 1 %/m",
                "n-1",
                "{ for: 20 s, smoke: 6.2, co: 12 }",
                "{ expect: { because: [\"raised because smoke > 4 %/m for 20 s: 6.2 %/m, since 2027-03-01 10:00:00 (entry 3)\","
                        + " \"触发依据：co > 10 ppm：12 ppm，自 2027-03-01 10:00:00（日志第 3 条）\","
                        + " \"smoke is 6.2 %/m, needs less than 1 %/m\"] } }"));
    }

    /** Device, what the rule asks, what happens, what raised it and by which entry of the journal. The first step is entry 3. */
    private static final String RAISED_BY = """
            gate-1 | door then tamper within 1 min | { door: true, tamper: false }; { after: 9 s, tamper: true } | raised because door then tamper within 1 min, since 2027-03-01 10:00:00 (entry 3)
            gate-1 | door then tamper within 1 min | { door: true, tamper: false }; { after: 9 s, tamper: true } | raised because tamper: 1, since 2027-03-01 10:00:09 (entry 4)
            gate-1 | door without tamper within 10 s | { door: true, tamper: false }; { after: 20 s } | raised because door without tamper within 10 s, since 2027-03-01 10:00:00 (entry 3)
            gate-1 | tamper and not door | { door: true }; { after: 9 s, door: false, tamper: true } | raised because not door: no, since 2027-03-01 10:00:09 (entry 4)
            n-1 | smoke > 1 %/m and not broken(temperature) and not silent for 1 min | { smoke: 2, temperature: 20 } | raised because not broken(temperature): 20 °C, since 2027-03-01 10:00:00
            n-1 | smoke > 1 %/m and not silent for 1 min | { smoke: 2 } | raised because not (silent for 1 min), since 2027-03-01
            n-1 | not (smoke > 4 %/m or co > 9 ppm) | { smoke: 2, co: 3 } | since 2027-03-01 10:00:00 (entry 3)
            gate-1 | tamper and not changed(door, 5 s) | { door: true, tamper: true }; { after: 1 s, door: false }; { after: 9 s } | raised because not changed(door, 5 s): 0, since 2027-03-01 10:00:06
            gate-1 | door and in night | { at: \"23:30\", door: true } | raised because in night: 2027-03-01 23:30, since 2027-03-01 22:00:00
            gate-1 | door and not in night | { at: \"23:30\", door: true }; { at: 2027-03-02 06:30 } | raised because not (in night): 2027-03-02 06:00, since 2027-03-02 06:00:00
            n-1 | (smoke > 4 %/m and co > 9 ppm) for 20 s | { smoke: 6, co: 1 }; { after: 5 s, for: 20 s, smoke: 6, co: 10 } | raised because (smoke > 4 %/m and co > 9 ppm) for 20 s, since 2027-03-01 10:00:05 (entry 4)
            """;

    static Stream<Arguments> clausesThatRaised() {
        return RAISED_BY.lines().map(line -> Arguments.of((Object[]) line.split(" \\| ")));
    }

    @ParameterizedTest(name = "{1}: {3}")
    @MethodSource("clausesThatRaised")
    void aClauseThatRaisedNamesTheEntryThatMadeItTrue(String device, String raise, String steps, String en) {
        because(play(raise, "", device, steps, "{ expect: { state: raised, because: [\"" + en + "\"] } }"));
    }

    /** Device, what the rule asks, what happens, what its end waits for. */
    private static final String NOT_OVER = """
            n-2 | silent for 5 min | { smoke: 1 }; { after: 6 min } | over when the device is heard again | 设备再次上报即解除
            n-1 | broken(temperature) for 10 s | { for: 10 s, temperature: 3000 } | over with a plausible reading of temperature | 温度的读数恢复正常即解除
            n-1 | stuck(temperature, 1 min) | { for: 2 min, temperature: 20 } | over when the reading of temperature changes | 温度的读数有变化即解除
            gate-1 | door | { door: true } | over when 'door' holds no more | “门开为是”不再成立即解除
            gate-1 | silent for 5 min or tamper | { tamper: true }; { after: 6 min } | over when the device is heard again; and over when 'tamper' holds no more | 设备再次上报即解除；并且 “拆动为是”不再成立即解除
            gate-1 | silent for 5 min or tamper | { tamper: true } | over when 'tamper' holds no more | “拆动为是”不再成立即解除
            gate-1 | door and tamper | { door: true, tamper: true } | one of: over when 'door' holds no more; or over when 'tamper' holds no more | 以下之一：“门开为是”不再成立即解除；或 “拆动为是”不再成立即解除
            """;

    static Stream<Arguments> conditionsThatEndByThemselves() {
        return NOT_OVER.lines().map(line -> Arguments.of((Object[]) line.split(" \\| ")));
    }

    @ParameterizedTest(name = "{1}: {3}")
    @MethodSource("conditionsThatEndByThemselves")
    void anAlarmWithoutAConditionOfItsEndSaysWhatEndsIt(
            String device, String raise, String steps, String en, String zh) {
        because(play(
                raise, "", device, steps, "{ expect: { state: raised, because: [\"" + en + "\", \"" + zh + "\"] } }"));
    }

    @Test
    void aSilentDeviceSaysHowLongItHasBeenQuietAndWhenItWasLastHeard() {
        because(
                play(
                        "silent for 5 min",
                        "",
                        "n-2",
                        "{ smoke: 1 }; { after: 7 min }",
                        "{ expect: { because: [\"raised because silent for 5 min: quiet for 5 min, since 2027-03-01 10:05:00 (entry 3)\"] } }"));
    }

    @Test
    void anAlarmThatDoesNotCallSaysWhatHindersIt() {
        because(play(
                "door",
                "",
                "gate-1",
                "{ door: true, shelve: { for: 1 h, reason: works } }",
                "{ expect: { state: shelved, because: [\"shelved by operator until 2027-03-01 11:00:00: works\","
                        + " \"由 operator 搁置至 2027-03-01 11:00:00：works\"] } }"));
        because(play(
                "door",
                "",
                "gate-1",
                "{ take-out: rebuilt }; { after: 1 min, door: true }",
                "{ expect: { state: out-of-service, because: [\"the device is out of service since 2027-03-01 10:00:00, by operator: rebuilt\","
                        + " \"设备自 2027-03-01 10:00:00 起由 operator 停用：rebuilt\"] } }"));
        because(play(
                "door",
                "",
                "gate-1",
                "{ maintenance: { area: forest, for: 2 h, reason: felling } }; { door: true }",
                "{ expect: { state: suppressed, because: [\"maintenance M3 of forest goes on until 2027-03-01 12:00:00: felling\","
                        + " \"区域 forest 检修（M3）至 2027-03-01 12:00:00：felling\"] } }"));
        because(
                play(
                        "smoke > 4 %/m",
                        "",
                        "n-1",
                        "{ temperature: 95 }; { after: 1 s, smoke: 5 }",
                        "{ expect: { state: suppressed, because: [\"inhibited by A3-0 (other @ n-1)\", \"被 A3-0 (other @ n-1) 抑制\"] } }"));
    }

    @Test
    void aConditionThatHoldsWithoutAnAlarmSaysWhy() {
        because(play(
                "smoke > 4 %/m",
                "",
                "n-1",
                "{ smoke: 5, delayed: 10 min }",
                "{ expect: { state: none, because: [\"its readings came late\", \"数据迟到\"] } }"));
    }

    /** Windows let go of what is too old when they are asked: an explanation asks copies of them. */
    @Test
    void toExplainChangesNothing() {
        Engine engine = Engine.empty();
        long startMs = 1_803_866_400_000L;
        engine.apply(new Entry(
                1,
                startMs,
                new SiteChanged(
                        "start",
                        site(
                                "avg(smoke, 1 min) > 4 %/m or sum(co, 1 min) > 9 ppm or rise(temperature, 1 min) > 9 °C/min",
                                ""))));
        for (int i = 1; i <= 6; i++) {
            long atMs = startMs + i * 10_000L;
            engine.apply(new Entry(
                    i + 1L,
                    atMs,
                    new Observation(
                            "n-1",
                            atMs,
                            Observation.TimeSource.DEVICE,
                            Observation.NO_SEQ,
                            List.of(
                                    new Measurement(Quantity.SMOKE, i / 7.0),
                                    new Measurement(Quantity.CO, i / 3.0),
                                    new Measurement(Quantity.TEMPERATURE, i)))));
        }
        String before = engine.digest();
        assertThat(engine.why("n-1", startMs + 3_600_000))
                .hasSize(2)
                .allSatisfy(why -> assertThat(why.sentences()).isNotEmpty());
        assertThat(engine.digest()).isEqualTo(before);
    }
}
