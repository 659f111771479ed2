package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
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
    private static Stream<String> keys(String prefix, Enum<?>[] constants) {
        return Stream.of(constants).map(each -> prefix + each.name().toLowerCase(Locale.ROOT));
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
