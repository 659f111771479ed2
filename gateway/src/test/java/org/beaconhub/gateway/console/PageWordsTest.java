package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.escalation.Call;
import org.beaconhub.rules.escalation.EscalationState;
import org.beaconhub.rules.incident.Line;
import org.junit.jupiter.api.Test;

/** What the page can be told of an incident has words in both languages. */
class PageWordsTest {
    private static Stream<String> keys(String prefix, Enum<?>[] constants) {
        return Stream.of(constants).map(each -> prefix + each.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void everyLineCallAndStateOfAnEscalationHasWordsInBothLanguages() throws IOException {
        String words;
        try (InputStream in = Assets.class.getResourceAsStream("/console/words.js")) {
            assertThat(in).isNotNull();
            words = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Stream<String> states = Stream.of(EscalationState.class.getPermittedSubclasses())
                .map(each -> "escalation_" + each.getSimpleName().toLowerCase(Locale.ROOT));
        Stream<String> told = Stream.concat(
                keys("line_", Line.What.values()),
                Stream.concat(keys("call_", CallReason.values()), keys("call_", Call.State.values())));
        assertThat(Stream.concat(told, states))
                .allSatisfy(key ->
                        assertThat(words).containsPattern("\\b" + Pattern.quote(key) + ": \\[\"[^\"]+\", \"[^\"]+\"]"));
    }
}
