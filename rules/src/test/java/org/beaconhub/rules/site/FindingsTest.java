package org.beaconhub.rules.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.source.Problem;
import org.junit.jupiter.api.Test;

/** What is wrong with a site is told all at once: file, line, column, the value, and the nearest name that would be right. */
class FindingsTest {
    private static final String SITE = """
            name: { zh: 试验, en: Trial }
            zone: Asia/Shanghai
            areas: { forest: { zh: 林区, en: Forest } }
            """;
    private static final String TYPES = """
            types:
              node: { measures: [temperature, smoke], interval: 10 s, dialect: beacon }
            """;
    private static final String DEVICES = """
            devices:
              - { id: n-1, type: node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 一, en: 1 } }
            """;
    private static final String CHANNELS = """
            channels:
              - { name: messages, type: webhook, url: "http://127.0.0.1:8090/n", kinds: [alarm], min-severity: severe, secret: s }
            """;
    private static final String CONTACTS = """
            contacts:
              - { id: wang, name: { zh: 王, en: Wang }, phone: "+86 532 5550 0101", roles: [grid] }
            """;

    private static String rule(String name, String raise, String more) {
        return "- rule: " + name + "\n  on: node\n  raise: " + raise
                + "\n  kind: trouble\n  severity: severe\n  message: { zh: x, en: \"{device} x\" }\n" + more;
    }

    private static Parsed parse(String rules, String more, String text) {
        List<SiteFile> files = new ArrayList<>(List.of(
                new SiteFile("channels.yaml", CHANNELS),
                new SiteFile("contacts.yaml", CONTACTS),
                new SiteFile("devices.yaml", DEVICES),
                new SiteFile("rules/all.yaml", rules),
                new SiteFile("site.yaml", SITE),
                new SiteFile("types.yaml", TYPES)));
        if (!text.isEmpty()) {
            files.add(new SiteFile(more, text));
        }
        return Site.parse(files);
    }

    private static List<String> problems(String rules, String more, String text) {
        return parse(rules, more, text) instanceof Parsed.Invalid invalid
                ? invalid.problems().stream().map(Problem::toString).toList()
                : List.of();
    }

    @Test
    void wrongNamesUnitsAndNumbersOfSeveralRulesAreToldAtOnce() {
        String rules = rule("a", "temprature > 57 °C", "")
                + rule("b", "smoke > ten %/m for 30 s", "")
                + rule("c", "smoke > 4x %/m", "")
                + rule("d", "temperature > 57 %", "  inhibited-by: [a, bb]\n");
        assertThat(problems(rules, "", ""))
                .containsExactly(
                        "rules/all.yaml:3:10: unknown quantity 'temprature' (did you mean 'temperature'?)",
                        "rules/all.yaml:9:18: 'ten' is no number; write one before '%/m', as in '10 %/m'",
                        "rules/all.yaml:15:18: '4x' is no number; write one before '%/m', as in '10 %/m'",
                        "rules/all.yaml:21:24: '57 %' is not in a unit of °C; write it as '57 °C'",
                        "rules/all.yaml:25:21: unknown rule 'bb' (did you mean 'b'?)");
    }

    @Test
    void aFaultInADefinitionIsToldThereAndNotAgainWhereItIsUsed() {
        String rules = """
                - define: warm
                  as: smoky and temperature > 40 °C
                - define: smoky
                  as: smok > 4 %/m
                - define: hotter
                  as: temperature - min(temperature, 1 h
                - parameter: limit
                  value: hot
                """
                + rule("a", "smoky for 20 s", "")
                + rule("b", "warm or hotter > 3 °C", "")
                + rule("c", "temperature > limit", "  confirm: smoky → severity critical\n");
        assertThat(problems(rules, "", ""))
                .hasSize(3)
                .anyMatch(problem -> problem.startsWith("rules/all.yaml:4:7: unknown quantity 'smok'"))
                .anyMatch(problem -> problem.startsWith("rules/all.yaml:6:"))
                .anyMatch(problem -> problem.startsWith("rules/all.yaml:8:10: a value is a number"));
    }

    @Test
    void whatIsWrongOnlyWhereADefinitionIsUsedIsToldThere() {
        String rules = "- define: warming\n  as: temperature - 20 °C\n" + rule("a", "warming for 20 s", "");
        assertThat(problems(rules, "", ""))
                .singleElement()
                .asString()
                .startsWith("rules/all.yaml:5:10: in 'warming': ")
                .contains("this is a value, not a condition");
    }

    /** A rule that has a problem of its own is there nevertheless. */
    @Test
    void aRuleThatIsBrokenIsNoUnknownRuleToThoseWhomItInhibits() {
        assertThat(problems(rule("a", "nonsense", "") + rule("b", "smoke > 4 %/m", "  inhibited-by: [a]\n"), "", ""))
                .singleElement()
                .asString()
                .startsWith("rules/all.yaml:3:10: ");
    }

    @Test
    void rulesThatInhibitEachOtherInACircleAreTold() {
        String rules = rule("a", "smoke > 4 %/m", "  inhibited-by: [b]\n")
                + rule("b", "smoke > 5 %/m", "  inhibited-by: [c]\n")
                + rule("c", "smoke > 6 %/m", "  inhibited-by: [a]\n");
        assertThat(problems(rules, "", ""))
                .containsExactly(
                        "rules/all.yaml:1:9: rule 'a' inhibits itself, by way of [b]",
                        "rules/all.yaml:8:9: rule 'b' inhibits itself, by way of [c]",
                        "rules/all.yaml:15:9: rule 'c' inhibits itself, by way of [a]");
    }

    @Test
    void recipientsThatNobodyKnowsAreToldWithTheNearestName() {
        assertThat(problems(rule("a", "smoke > 4 %/m", ""), "escalation.yaml", """
                        policies:
                          - policy: fire
                            min-severity: severe
                            steps:
                              - { tell: [contact wag, role grit, rota duty], over: [mesages] }
                        """))
                .containsExactly(
                        "escalation.yaml:5:18: unknown contact 'wag' (did you mean 'wang'?)",
                        "escalation.yaml:5:31: unknown role 'grit' (did you mean 'grid'?)",
                        "escalation.yaml:5:42: unknown rota 'duty'",
                        "escalation.yaml:5:61: unknown channel 'mesages' (did you mean 'messages'?)");
    }

    @Test
    void aRotaWithoutPeopleAndASubstituteWhomNobodyKnowsAreTold() {
        assertThat(problems(rule("a", "smoke > 4 %/m", ""), "rotas.yaml", """
                        rotas:
                          - rota: duty
                            name: { zh: 值班, en: Duty }
                            people: []
                            handover: daily 08:30
                            from: 2026-11-02
                            substitutes:
                              - { who: wang, by: wag, from: "2026-12-31 08:30", until: "2027-01-04 08:30" }
                        """))
                .containsExactly(
                        "rotas.yaml:2:5: the rota is empty: 'people' names nobody",
                        "rotas.yaml:8:26: unknown contact 'wag' (did you mean 'wang'?)");
    }

    @Test
    void whatNothingFillsInInAMessageIsTold() {
        String rules = rule("a", "smoke > 4 %/m", "").replace("{device} x", "{devise} in {area}");
        assertThat(parse(rules, "", ""))
                .isInstanceOfSatisfying(
                        Parsed.Valid.class,
                        valid -> assertThat(valid.warnings().stream().map(Problem::toString))
                                .containsExactly(
                                        "rules/all.yaml:6:26: nothing fills in '{devise}'; a message knows {device}"
                                                + " and {area} (did you mean 'device'?)"));
    }
}
