package org.beaconhub.rules.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.source.YamlText;

/**
 * What is expected of the alarm of one rule at one device.
 *
 * @param rule name of the rule
 * @param device id of the device
 * @param wanted where it stands
 * @param severity how bad; empty where it does not matter
 * @param kind which signal; empty where it does not matter
 * @param raisedAfterMs when it was raised, from the story's beginning; empty where it does not matter
 * @param because parts of sentences that its explanation has
 */
record Expectation(
        String rule,
        String device,
        Wanted wanted,
        Optional<Severity> severity,
        Optional<Kind> kind,
        OptionalLong raisedAfterMs,
        List<String> because) {
    Expectation {
        because = List.copyOf(because);
    }

    /** What an alarm is, with what of it this asks about; the same as {@link #text} where all is as expected. */
    String got(Optional<Alarm> found, long startMs, List<String> explanation) {
        Wanted exactly = found.map(alarm -> Wanted.of(alarm.state())).orElse(Wanted.NONE);
        Wanted state = wanted.admits(exactly) ? wanted : exactly;
        if (found.isEmpty()) {
            return told(state, Optional.empty(), Optional.empty(), OptionalLong.empty(), kept(explanation));
        }
        Alarm alarm = found.get();
        return told(
                state,
                severity.map(any -> alarm.severity()),
                kind.map(any -> alarm.kind()),
                raisedAfterMs.isPresent() ? OptionalLong.of(alarm.raisedAtMs() - startMs) : OptionalLong.empty(),
                kept(explanation));
    }

    private List<String> kept(List<String> explanation) {
        return because.stream()
                .filter(part -> explanation.stream().anyMatch(line -> line.contains(part)))
                .toList();
    }

    String text() {
        return told(wanted, severity, kind, raisedAfterMs, because);
    }

    private String told(
            Wanted state,
            Optional<Severity> howBad,
            Optional<Kind> signal,
            OptionalLong raisedMs,
            List<String> explanation) {
        List<String> parts = new ArrayList<>();
        parts.add(YamlText.written(state));
        howBad.ifPresent(each -> parts.add("severity " + YamlText.written(each)));
        signal.ifPresent(each -> parts.add("kind " + YamlText.written(each)));
        raisedMs.ifPresent(ms -> parts.add("raised at " + Times.text(ms)));
        explanation.forEach(part -> parts.add("because '" + part + "'"));
        return rule + " at " + device + ": " + String.join(", ", parts);
    }
}
