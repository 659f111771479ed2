package org.beaconhub.rules.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.detect.Clause;
import org.beaconhub.rules.detect.Clauses;
import org.beaconhub.rules.detect.Needs;
import org.beaconhub.rules.detect.Roster;
import org.beaconhub.rules.detect.Surroundings;
import org.beaconhub.rules.detect.Track;
import org.beaconhub.rules.detect.Truth;
import org.beaconhub.rules.explain.Finding;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.live.LiveDesk;
import org.beaconhub.rules.live.Proposal;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.site.Device;
import org.jspecify.annotations.Nullable;

/** One rule at work for one device. */
final class Watch {
    private static final int STANDING = 1;
    private static final int CONFIRMED = 2;

    private final int number;
    private final Rule rule;
    private final Track track;
    private final Clause raise;
    /** What wants a timer for it: a timer that is put off asks nothing else. */
    private final Clause[] waiting;

    private final @Nullable Clause clear;
    private final @Nullable Clause confirm;
    private final Roster roster;
    private final int place;
    private long restlessFromMs = Clause.RESTLESS;
    private boolean standing;
    private boolean confirmed;

    Watch(int number, Rule rule, Track track, Surroundings around, Roster roster) {
        this.number = number;
        this.rule = rule;
        this.track = track;
        Clauses.Working up = Clauses.of(rule.raise(), track, around);
        Clauses.@Nullable Working down = rule.clear()
                .map(condition -> Clauses.of(condition, track, around))
                .orElse(null);
        Clauses.@Nullable Working more = rule.confirm()
                .map(confirmation -> Clauses.of(confirmation.condition(), track, around))
                .orElse(null);
        this.raise = up.clause();
        this.waiting = raise.waiting().toArray(Clause[]::new);
        this.clear = down == null ? null : down.clause();
        this.confirm = more == null ? null : more.clause();
        Needs both = down == null ? up.needs() : up.needs().and(down.needs());
        Needs all = more == null ? both : both.and(more.needs());
        this.roster = roster;
        this.place = roster.add(all);
    }

    int number() {
        return number;
    }

    Rule rule() {
        return rule;
    }

    Device device() {
        return track.device();
    }

    /** Whether a reading of any of these quantities concerns it. */
    boolean concerns(long quantities) {
        return roster.concerns(place, quantities);
    }

    /** Something that it counts has changed, or it looked though its device did not speak. */
    void wake() {
        roster.wake(place);
    }

    /** Whether it may want a timer. */
    boolean isTimed() {
        return roster.isTimed(place);
    }

    /** Its place in the roster of its device. */
    int place() {
        return place;
    }

    /** The device's time from which the next look may change something though no reading has changed for it. */
    long restlessFromMs() {
        return restlessFromMs;
    }

    /**
     * Looks at what the track now knows, and raises or ends its alarm.
     *
     * @param hubMs the hub's time
     * @param late whether the newest reading is old news, which raises only where the rule says so
     */
    void look(long hubMs, boolean late, LiveDesk desk) {
        long deviceMs = track.deviceTimeMs(hubMs);
        Truth up = raise.look(deviceMs, hubMs);
        Truth down = clear == null ? up : clear.look(deviceMs, hubMs);
        boolean more = confirm != null && confirm.look(deviceMs, hubMs) == Truth.TRUE;
        if (!standing) {
            if (up == Truth.TRUE && (!late || rule.late())) {
                standing = true;
                confirmed = more;
                desk.raise(proposal());
            }
        } else if (clear == null ? down == Truth.FALSE : down == Truth.TRUE && up != Truth.TRUE) {
            standing = false;
            confirmed = false;
            desk.over(rule.name(), device().id());
        } else if (more && !confirmed) {
            confirmed = true;
            desk.confirm(rule.name(), device().id(), severity(), confirmation());
        }
        restlessFromMs = up == Truth.TRUE && !standing
                ? Clause.RESTLESS
                : Math.min(raise.restlessFromMs(), Math.min(restlessFromMs(clear), restlessFromMs(confirm)));
    }

    /** Looks though its device did not speak: what late readings made true raises nothing by that. */
    void lookAgain(long hubMs, LiveDesk desk) {
        look(hubMs, raise.truth() == Truth.TRUE && !standing, desk);
    }

    private static long restlessFromMs(@Nullable Clause clause) {
        return clause == null ? Clause.AT_REST : clause.restlessFromMs();
    }

    /**
     * Takes over the alarm of a watch of the same rule at the same device that meant something else. The new raise has
     * held no time yet, so what must have lasted counts as lasting where it holds now; what came before, or did not come in
     * time, or was seen at other devices, is not told again, so it counts as it did.
     */
    void inherit(Watch before) {
        standing = before.standing;
        confirmed = before.confirmed && confirm != null;
        if (standing) {
            raise.presume(before.raise
                    .all()
                    .filter(clause -> clause.truth() == Truth.TRUE)
                    .toList());
        }
    }

    /** Whether its alarms say what those of another watch say. */
    boolean speaksLike(Watch other) {
        Proposal mine = proposal();
        Proposal theirs = other.proposal();
        return mine.area().equals(theirs.area())
                && mine.kind() == theirs.kind()
                && mine.severity() == theirs.severity()
                && mine.message().equals(theirs.message());
    }

    private Severity severity() {
        return rule.confirm()
                .filter(more -> confirmed)
                .map(Rule.Confirm::severity)
                .orElse(rule.severity());
    }

    private List<Evidence> confirmation() {
        List<Evidence> evidence = new ArrayList<>();
        if (confirm != null && confirmed) {
            confirm.explain(evidence);
        }
        return evidence;
    }

    /** What it would raise now. */
    Proposal proposal() {
        List<Evidence> evidence = new ArrayList<>();
        raise.explain(evidence);
        evidence.addAll(confirmation());
        return new Proposal(
                rule.name(),
                device().id(),
                device().area(),
                rule.kind(),
                severity(),
                new Text(
                        filled(rule.message().zh(), device().name().zh()),
                        filled(rule.message().en(), device().name().en())),
                Math.min(raise.sinceMs(), track.observedAtMs() == Track.NEVER ? Long.MAX_VALUE : track.observedAtMs()),
                evidence);
    }

    /** Whether its alarm was raised and is not over, as far as the rule knows. */
    boolean standing() {
        return standing;
    }

    /** The raising condition, that which ends it, and that which confirms it; each with its parts. */
    Finding raising(long hubMs) {
        return raise.finding(hubMs);
    }

    Optional<Finding> clearing(long hubMs) {
        return Optional.ofNullable(clear).map(clause -> clause.finding(hubMs));
    }

    Optional<Finding> confirming(long hubMs) {
        return Optional.ofNullable(confirm).map(clause -> clause.finding(hubMs));
    }

    /** When its device was last heard, hub time, or {@link Track#NEVER}. */
    long heardAtMs() {
        return track.heardAtMs();
    }

    private String filled(String template, String deviceName) {
        return template.replace("{area}", device().area()).replace("{device}", deviceName);
    }

    /** Hub time at which to look again, or {@link Clause#NO_TIMER}. */
    long dueMs() {
        long due = Clause.NO_TIMER;
        for (Clause each : waiting) {
            due = Math.min(due, each.dueMs());
        }
        if (standing && clear != null) {
            due = Math.min(due, clear.dueMs());
        }
        return standing && confirm != null ? Math.min(due, confirm.dueMs()) : due;
    }

    void write(ByteSink sink) {
        sink.put((standing ? STANDING : 0) | (confirmed ? CONFIRMED : 0));
        raise.write(sink);
        if (clear != null) {
            clear.write(sink);
        }
        if (confirm != null) {
            confirm.write(sink);
        }
    }

    void read(ByteSource source) {
        int flags = source.get();
        standing = (flags & STANDING) != 0;
        confirmed = (flags & CONFIRMED) != 0;
        raise.read(source);
        if (clear != null) {
            clear.read(source);
        }
        if (confirm != null) {
            confirm.read(source);
        }
    }
}
