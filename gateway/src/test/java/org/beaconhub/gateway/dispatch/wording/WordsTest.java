package org.beaconhub.gateway.dispatch.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who reads a message and the console reads the same words. */
class WordsTest {
    @ParameterizedTest
    @EnumSource
    void aSeverityHasTheWordThatTheConsoleHasForIt(Severity severity) throws IOException {
        Text word = Words.of(severity);
        try (InputStream words = WordsTest.class.getResourceAsStream("/console/words.js")) {
            assertThat(new String(words.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(" %s: [\"%s\", \"%s\"]"
                            .formatted(severity.name().toLowerCase(Locale.ROOT), word.zh(), word.en()));
        }
    }
}
