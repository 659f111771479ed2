package org.beaconhub.rules.rehearse;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.OptionalLong;
import org.beaconhub.rules.explain.Lengths;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.source.Durations;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Scalar;

/** Times of a story: {@code 90 s}, {@code 1 min 30 s} from its beginning, or {@code 22:30} by the site's clock. */
final class Times {
    /** The longest story. */
    static final long STORY_MS_MAX = 400 * 86_400_000L;

    private final ZoneId zone;
    private final Problems problems;

    Times(String zone, Problems problems) {
        this.zone = ZoneId.of(zone);
        this.problems = problems;
    }

    /** A moment by the site's clock, milliseconds since 1970 UTC: {@code 2027-03-01 10:00}. */
    OptionalLong moment(Scalar text, String key) {
        try {
            return OptionalLong.of(
                    millis(LocalDateTime.parse(text.text().strip().replace(' ', 'T'))));
        } catch (DateTimeException e) {
            problems.add(
                    text.at(),
                    new Text(
                            key + "“" + text.text() + "”不是一个时刻；写法如“2027-03-01 10:00”",
                            key + " '" + text.text() + "' is no moment; write one such as '2027-03-01 10:00'"));
            return OptionalLong.empty();
        }
    }

    private long millis(LocalDateTime local) {
        return local.atZone(zone).toInstant().toEpochMilli();
    }

    /** Milliseconds from the story's beginning: a length of time, or the next time of day by the site's clock. */
    OptionalLong after(Scalar text, String key, long startMs) {
        if (text.text().matches("\\d{1,2}:\\d\\d(:\\d\\d)?")) {
            return timeOfDay(text, startMs);
        } else if (text.text().matches("\\d{4}-.*")) {
            OptionalLong moment = moment(text, key);
            if (moment.isPresent() && moment.getAsLong() < startMs) {
                problems.add(
                        text.at(),
                        new Text(
                                key + "“" + text.text() + "”早于开始时间",
                                key + " '" + text.text() + "' is before the story begins"));
                return OptionalLong.empty();
            }
            return moment.isPresent() ? OptionalLong.of(moment.getAsLong() - startMs) : moment;
        }
        return length(text, key);
    }

    private OptionalLong timeOfDay(Scalar text, long startMs) {
        LocalDateTime start = LocalDateTime.ofInstant(java.time.Instant.ofEpochMilli(startMs), zone);
        try {
            LocalTime time = LocalTime.parse(text.text().indexOf(':') == 1 ? "0" + text.text() : text.text());
            LocalDate day =
                    time.isBefore(start.toLocalTime()) ? start.toLocalDate().plusDays(1) : start.toLocalDate();
            return OptionalLong.of(millis(day.atTime(time)) - startMs);
        } catch (DateTimeException e) {
            problems.add(
                    text.at(),
                    new Text(
                            "“" + text.text() + "”不是一天中的时间；写法如“05:30”",
                            "'" + text.text() + "' is no time of day; write one such as '05:30'"));
            return OptionalLong.empty();
        }
    }

    /** A length of time in milliseconds; 0 is one too. */
    OptionalLong length(Scalar text, String key) {
        String[] words = text.text().strip().split("\\s+");
        long sumMs = 0;
        boolean known = words.length % 2 == 0 || text.text().equals("0");
        for (int i = 0; known && i + 1 < words.length; i += 2) {
            OptionalLong part = Durations.parse(words[i] + " " + words[i + 1]);
            boolean zero =
                    words[i].equals("0") && Durations.parse("1 " + words[i + 1]).isPresent();
            known = part.isPresent() || zero;
            sumMs += part.orElse(0);
        }
        if (!known || sumMs > STORY_MS_MAX) {
            problems.add(
                    text.at(),
                    new Text(
                            key + "“" + text.text() + "”不是 " + Durations.text(STORY_MS_MAX)
                                    + " 以内的时长；写法如“90 s”或“1 min 30 s”",
                            key + " '" + text.text() + "' is no length of time up to " + Durations.text(STORY_MS_MAX)
                                    + "; write one such as '90 s' or '1 min 30 s'"));
            return OptionalLong.empty();
        }
        return OptionalLong.of(sumMs);
    }

    /** A length of time as people read it: {@code 1 min 30 s}. */
    static String text(long ms) {
        return (ms < 0 ? "-" : "") + Lengths.of(ms, Integer.MAX_VALUE).en();
    }
}
