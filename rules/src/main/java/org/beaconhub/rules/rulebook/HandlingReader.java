package org.beaconhub.rules.rulebook;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.rules.alarm.Handling;
import org.beaconhub.rules.alarm.Handling.Limit;
import org.beaconhub.rules.source.Durations;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads how the alarms of a rule are handled: {@code latch: true}, {@code inhibited-by: [rule]}, {@code limit: 3 in 1 min}, {@code incident: fire}. */
final class HandlingReader {
    private static final Pattern LIMIT = Pattern.compile("(\\d{1,4})\\s+in\\s+(.+)");

    private final YamlText texts;
    private final Problems problems;

    HandlingReader(YamlText texts, Problems problems) {
        this.texts = texts;
        this.problems = problems;
    }

    Handling read(Fields fields) {
        Set<String> causes = new HashSet<>();
        texts.list(fields, "inhibited-by").forEach(text -> causes.add(text.text()));
        return new Handling(
                texts.flag(fields, "latch"),
                causes,
                texts.optional(fields, "limit").flatMap(this::limit),
                incident(fields));
    }

    private String incident(Fields fields) {
        Optional<Scalar> type = texts.optional(fields, "incident");
        Optional<Scalar> kind = texts.optional(fields, "kind");
        if (type.isPresent() && kind.isPresent() && !kind.get().text().equals("alarm")) {
            problems.add(
                    type.get().at(),
                    "incident '" + type.get().text() + "': only alarms of kind 'alarm' make incidents, not '"
                            + kind.get().text() + "'");
        }
        return type.map(Scalar::text).orElse("");
    }

    private Optional<Limit> limit(Scalar text) {
        Matcher matcher = LIMIT.matcher(text.text().strip());
        OptionalLong withinMs = matcher.matches() ? Durations.parse(matcher.group(2)) : OptionalLong.empty();
        if (withinMs.isPresent()
                && withinMs.getAsLong() >= 1000
                && withinMs.getAsLong() <= Limit.WITHIN_MS_MAX
                && Integer.parseInt(matcher.group(1)) >= 2
                && Integer.parseInt(matcher.group(1)) <= Limit.TIMES_MAX) {
            return Optional.of(new Limit(Integer.parseInt(matcher.group(1)), withinMs.getAsLong()));
        }
        problems.add(
                text.at(), "limit '" + text.text() + "' must be 2 to 20 times in 1 s to 1 h, such as '3 in 1 min'");
        return Optional.empty();
    }
}
