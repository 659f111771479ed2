package org.beaconhub.gateway.dispatch.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.beaconhub.gateway.dispatch.Calls;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.IncidentState;
import org.junit.jupiter.api.Test;
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

    @Test
    void whatIsOverIsToldAsWhatItWas() {
        assertThat(over(new IncidentState.Merged(0, "o", "I7-0")))
                .isEqualTo(new Text("并入事件 I7-0，处置继续", "part of incident I7-0 now, which goes on"));
        assertThat(over(closed(Disposition.REAL))).isEqualTo(new Text("已结束", "over"));
        assertThat(over(closed(Disposition.FALSE))).isEqualTo(new Text("已结束，是误报", "over, it was a false alarm"));
        assertThat(over(closed(Disposition.FAULT)).en()).contains("faulty device");
    }

    private static Text over(IncidentState state) {
        return Words.of(CallReason.ENDED, state);
    }

    private static IncidentState closed(Disposition disposition) {
        return new IncidentState.Closed(0, "o", disposition, "", 0, 0, List.of());
    }

    @Test
    void aNoticeForManySignalsSaysHowManyMoreThereAre() {
        Engine engine = Calls.begun(Stories.site(1).files());
        AlarmMoved moved =
                new AlarmMoved(new Cause(2, 0), engine.view().alarms().getFirst(), MoveReason.RAISED);
        Wording alone =
                Wording.of(IncidentNotice.of(moved, "group", ""), engine.view().site());
        Wording among = Wording.of(
                IncidentNotice.of(moved.among(3), "group", ""), engine.view().site());
        assertThat(Wording.both(alone.title(), alone.lines())).doesNotContain("另有", "signals");
        assertThat(among.title().zh()).endsWith("另有 3 起。");
        assertThat(among.title().en()).endsWith("And 3 more.");
        assertThat(Wording.both(among.title(), among.lines()))
                .contains("另有 3 条信号，请登录值守台查看", "And 3 more signals: see the console");
    }
}
