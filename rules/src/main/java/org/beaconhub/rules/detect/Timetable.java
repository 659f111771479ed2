package org.beaconhub.rules.detect;

import java.util.List;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.calendar.Calendar;
import org.beaconhub.rules.calendar.Calendars;
import org.beaconhub.rules.calendar.Span;
import org.beaconhub.rules.explain.Finding;
import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.rulebook.Condition;

/**
 * The device's time lies in a calendar, or outside it. It looks into the calendar only when the stretch that it knows
 * is over. A time of day is a circumstance, no event: an alarm does not begin with it.
 */
final class Timetable implements Clause {
    private final Track track;
    private final Calendars calendars;
    private final Calendar calendar;
    private final boolean inside;
    private final Condition condition;
    private Truth truth = Truth.UNKNOWN;
    private Span span = new Span(false, Long.MAX_VALUE, Long.MIN_VALUE);
    /** The device's time when it was first looked at in that stretch. */
    private long foundMs;

    private long lookedMs;

    Timetable(Track track, Calendars calendars, Calendar calendar, boolean inside, Condition condition) {
        this.track = track;
        this.calendars = calendars;
        this.calendar = calendar;
        this.inside = inside;
        this.condition = condition;
    }

    @Override
    public Truth look(long deviceMs, long hubMs) {
        lookedMs = deviceMs;
        if (deviceMs < span.fromMs() || deviceMs >= span.untilMs()) {
            span = calendars.span(calendar, deviceMs);
            foundMs = deviceMs;
        }
        truth = Truth.of(span.within() == inside);
        return truth;
    }

    @Override
    public long restlessFromMs() {
        return truth == Truth.UNKNOWN ? RESTLESS : span.untilMs();
    }

    @Override
    public Truth truth() {
        return truth;
    }

    @Override
    public boolean isTimed() {
        return true;
    }

    @Override
    public long dueMs() {
        return truth == Truth.UNKNOWN ? NO_TIMER : track.hubTimeMs(span.untilMs());
    }

    @Override
    public void explain(List<Evidence> evidence) {
        if (truth == Truth.TRUE) {
            evidence.add(new Evidence(condition.text(), calendars.shown(lookedMs), beganMs(), 0));
        }
    }

    /** When the stretch began that it is in: no entry did that. Of one that always was, the moment that was looked at first. */
    private long beganMs() {
        return span.fromMs() > 0 ? span.fromMs() : foundMs;
    }

    @Override
    public Finding finding(long hubMs) {
        if (truth == Truth.TRUE) {
            return Finding.holds(condition, calendars.shown(track.deviceTimeMs(hubMs)), beganMs(), 0, List.of());
        }
        Condition asked = condition instanceof Condition.Not not ? not.part() : condition;
        String name = asked instanceof Condition.During during ? during.calendar() : asked.text();
        return Finding.lacks(
                condition, truth.answer(), "", new Lack.WrongTime(name, inside, span.untilMs()), List.of());
    }

    @Override
    public long sinceMs() {
        return Long.MAX_VALUE;
    }

    @Override
    public void write(ByteSink sink) {
        sink.put(truth.ordinal());
        sink.putMoment(foundMs);
    }

    /** The stretch is looked up anew: the calendar may be another one now. */
    @Override
    public void read(ByteSource source) {
        truth = source.getOneOf(Truth.values());
        foundMs = source.getMoment();
        lookedMs = foundMs;
        if (truth != Truth.UNKNOWN) {
            span = calendars.span(calendar, foundMs);
        }
    }
}
