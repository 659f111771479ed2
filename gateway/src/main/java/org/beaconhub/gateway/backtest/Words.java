package org.beaconhub.gateway.backtest;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.backtest.Comparison;
import org.beaconhub.rules.backtest.Difference;
import org.beaconhub.rules.backtest.Spell;
import org.beaconhub.rules.backtest.WhyNot;

/** How a report says things, in one language and the site's time. */
final class Words {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final Language language;
    private final ZoneId zone;

    Words(Language language, Comparison comparison) {
        this.language = language;
        this.zone = ZoneId.of(comparison.zone());
    }

    String moment(long ms) {
        return MOMENT.format(Instant.ofEpochMilli(ms).atZone(zone));
    }

    /** A time as people say it: {@code 2 min 5 s}. */
    String duration(long ms) {
        long tenths = Math.round(Math.abs(ms) / 100.0);
        long seconds = tenths / 10;
        if (seconds < 60) {
            return tenths % 10 == 0 ? seconds + " s" : seconds + "." + tenths % 10 + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        return seconds / 3600 + " h" + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + " min");
    }

    /** What became of an alarm, by how much where that says more. */
    String verdict(Difference difference) {
        String word = language.of(difference.verdict().text());
        return difference instanceof Difference.Kept kept && kept.laterMs() != 0
                ? word + " " + duration(kept.laterMs())
                : word;
    }

    /** Kind and severity, and the new ones where they differ. */
    String grade(Difference difference) {
        return switch (difference) {
            case Difference.Gained gained -> grade(gained.changed());
            case Difference.Lost lost -> grade(lost.recorded());
            case Difference.Kept kept ->
                kept.altered() || kept.hushed()
                        ? grade(kept.recorded()) + " → " + grade(kept.changed())
                        : grade(kept.recorded());
        };
    }

    private String grade(Spell spell) {
        String grade = (spell.kind() + " " + spell.severity()).toLowerCase(Locale.ROOT);
        return spell.told() ? grade : grade + language.of("（未提示）", " (hushed)");
    }

    /** Why it is so. */
    List<String> reasons(Difference difference) {
        return switch (difference) {
            case Difference.Gained gained -> evidence(gained.changed());
            case Difference.Lost lost -> List.of(whyNot(lost.whyNot()));
            case Difference.Kept kept ->
                kept.missing().isEmpty()
                        ? evidence(kept.changed())
                        : java.util.stream.Stream.concat(
                                        kept.missing().stream().map(this::whyNot), evidence(kept.changed()).stream())
                                .toList();
        };
    }

    private List<String> evidence(Spell spell) {
        return spell.evidence().stream().map(this::evidence).toList();
    }

    private String evidence(Evidence evidence) {
        String entry = evidence.seq() == 0
                ? ""
                : language.of("（条目 " + evidence.seq() + "）", " (entry " + evidence.seq() + ")");
        return evidence.clause() + ": " + evidence.value() + entry;
    }

    private String whyNot(WhyNot whyNot) {
        String details = whyNot.details().stream().map(language::of).collect(Collectors.joining("; "));
        return language.of(whyNot.sentence()) + (details.isEmpty() ? "" : ": " + details);
    }
}
