package org.beaconhub.rules.rehearse;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.YamlText;

/** What happened in a story, as lines: the newest. */
final class Chronicle {
    private static final int LINES_MAX = 12;
    private static final int DIGITS = 2;

    private final Story story;
    private final Deque<Line> lines = new ArrayDeque<>();

    /** A line; messages of one step of a device share one. */
    private record Line(long fromMs, long untilMs, Position at, String who, String first, String last) {
        String text() {
            String time = Times.text(fromMs) + (untilMs == fromMs ? "" : " … " + Times.text(untilMs));
            return time + "  " + who + " " + first + (last.equals(first) ? "" : " … " + last);
        }
    }

    Chronicle(Story story) {
        this.story = story;
    }

    private void add(Line line) {
        if (lines.size() == LINES_MAX) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    void said(Event.Says says) {
        String text = says.readings().stream().map(Chronicle::text).collect(Collectors.joining(", "))
                + (says.delayedMs() == 0 ? "" : ", measured " + Times.text(says.delayedMs()) + " before");
        Line before = lines.peekLast();
        if (before != null && before.at().equals(says.at()) && before.who().equals(says.device())) {
            lines.removeLast();
            add(new Line(before.fromMs(), says.afterMs(), says.at(), says.device(), before.first(), text));
        } else {
            add(new Line(says.afterMs(), says.afterMs(), says.at(), says.device(), text, text));
        }
    }

    private static String text(Reading reading) {
        return switch (reading) {
            case Label label -> label.quantity().key() + " '" + label.text() + "'";
            case Measurement measurement -> {
                Unit unit = measurement.quantity().unit();
                String value = BigDecimal.valueOf(measurement.value())
                        .setScale(DIGITS, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
                yield unit == Unit.FLAG
                        ? measurement.quantity().key() + " " + (measurement.value() >= 0.5)
                        : measurement.quantity().key() + " " + value + " " + unit.symbol();
            }
        };
    }

    void did(Event.Acts acts, Command.Act act) {
        String text = act.toString();
        add(new Line(acts.afterMs(), acts.afterMs(), acts.at(), acts.by(), text, text));
    }

    void moved(long hubMs, AlarmMoved moved) {
        if (!story.devices().contains(moved.alarm().subject())) {
            return;
        }
        String text = moved.alarm().rule() + " at " + moved.alarm().subject() + " "
                + YamlText.written(moved.reason()) + ", "
                + YamlText.written(Wanted.of(moved.alarm().state()));
        long afterMs = hubMs - story.startMs();
        add(new Line(afterMs, afterMs, story.at(), "alarm", text, text));
    }

    List<String> lines() {
        List<String> texts = new ArrayList<>();
        lines.forEach(line -> texts.add(line.text()));
        return texts;
    }
}
