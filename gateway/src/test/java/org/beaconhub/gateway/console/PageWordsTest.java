package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Priority;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.detect.Duty;
import org.beaconhub.rules.detect.Told.Doubt;
import org.beaconhub.rules.drill.Milestone;
import org.beaconhub.rules.escalation.Call;
import org.beaconhub.rules.escalation.EscalationState;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.beaconhub.rules.incident.Line;
import org.junit.jupiter.api.Test;

/** What the page can be told of devices, alarms, incidents and drills has words in both languages. */
class PageWordsTest {
    private static final Path CONSOLE = Path.of("../dashboards/src/main/resources");

    private static Stream<String> keys(String prefix, Enum<?>[] constants) {
        return Stream.of(constants).map(each -> prefix + each.name().toLowerCase(Locale.ROOT));
    }

    /** What stands in quotation marks, or in italics, is what people look for on the page. */
    @Test
    void theGuidesNameButtonsAndPlacesAsThePageDoes() throws IOException {
        String words = Files.readString(CONSOLE.resolve("console/words.js"))
                + Files.readString(CONSOLE.resolve("console/index.html"))
                + Files.readString(CONSOLE.resolve("report/report.js"));
        Map<String, Pattern> guides = Map.of(
                "operating.zh.md",
                Pattern.compile("“([^”]+)”"),
                "operating.md",
                Pattern.compile("(?<!\\*)\\*([^*\n]+)\\*(?!\\*)|\"([^\"\n]+)\""));
        for (Map.Entry<String, Pattern> guide : guides.entrySet()) {
            Stream<String> named = guide.getValue()
                    .matcher(Files.readString(Path.of("../docs").resolve(guide.getKey())))
                    .results()
                    .map(each -> each.group(1) == null ? each.group(2) : each.group(1))
                    .filter(each -> !each.matches("\\+\\d+( ?[(（].*)?"));
            assertThat(named)
                    .as(guide.getKey())
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(words).contains(each));
        }
    }

    /** Fire engines have ways too, which are 防火通道. */
    @Test
    void aChannelIsCalledByOneWordWhereverPeopleReadOfIt() throws IOException {
        for (String folder : List.of("../dashboards/src/main", "../gateway/src/main", "../rules/src/main", "../docs")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                assertThat(files.filter(each -> each.toString().matches(".*\\.(js|html|java|md)")))
                        .isNotEmpty()
                        .allSatisfy(each -> assertThat(Files.readString(each)).doesNotContainPattern("(?<!防火)通道"));
            }
        }
    }

    @Test
    void theGuidesNameEveryKeyThatThePageLists() throws IOException {
        String listed =
                Files.readString(CONSOLE.resolve("console/keys.js")).replaceAll("(?s).*const KEYS = (.*?);\n.*", "$1");
        List<String> keys = Pattern.compile("\\[\"([^\"]+)\", \"")
                .matcher(listed)
                .results()
                .flatMap(each -> Stream.of(each.group(1).split("[ –↓↑]+", -1)))
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        assertThat(keys).contains("j", "+", "Esc", "5").hasSizeGreaterThan(25);
        for (String guide : List.of("operating.md", "operating.zh.md")) {
            String text = Files.readString(Path.of("../docs").resolve(guide));
            assertThat(keys).as(guide).allSatisfy(key -> assertThat(text).contains('`' + key + '`'));
        }
    }

    @Test
    void everyWordOfTheRulesThatThePageShowsIsThereInBothLanguages() throws IOException {
        String words;
        try (InputStream in = Assets.class.getResourceAsStream("/console/words.js")) {
            assertThat(in).isNotNull();
            words = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Stream<String> known = Stream.of(
                        Stream.of(Quantity.values()).map(Quantity::key),
                        keys("", Kind.values()),
                        keys("", Severity.values()),
                        keys("priority_", Priority.values()),
                        keys("", Disposition.values()),
                        keys("", Reason.values()),
                        keys("duty_", Duty.values()),
                        keys("doubt_", Doubt.values()).filter(key -> !key.equals("doubt_none")),
                        keys("milestone_", Milestone.values()))
                .flatMap(each -> each);
        Stream<String> states = Stream.of(EscalationState.class.getPermittedSubclasses())
                .map(each -> "escalation_" + each.getSimpleName().toLowerCase(Locale.ROOT));
        Stream<String> told = Stream.concat(
                keys("line_", Line.What.values()),
                Stream.concat(keys("call_", CallReason.values()), keys("call_", Call.State.values())));
        assertThat(Stream.of(told, states, known).flatMap(each -> each))
                .allSatisfy(key ->
                        assertThat(words).containsPattern("\\b" + Pattern.quote(key) + ": \\[\"[^\"]+\", \"[^\"]+\"]"));
    }
}
