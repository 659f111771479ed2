package org.beaconhub.rules.detect;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.explain.Finding;
import org.beaconhub.rules.rulebook.Condition;

/** All of its parts, or at least one. Every part looks every time: each has a window to keep. */
final class Junction implements Clause {
    private final Clause[] parts;
    /** Those of them that may want a timer: most only compare. */
    private final Clause[] timed;

    private final Truth decisive;
    private final Condition condition;
    private Truth truth = Truth.UNKNOWN;

    private Junction(List<Clause> parts, Truth decisive, Condition condition) {
        this.condition = condition;
        this.parts = parts.toArray(Clause[]::new);
        this.timed = parts.stream().filter(Clause::isTimed).toArray(Clause[]::new);
        this.decisive = decisive;
    }

    static Junction all(List<Clause> parts, Condition condition) {
        return new Junction(parts, Truth.FALSE, condition);
    }

    static Junction any(List<Clause> parts, Condition condition) {
        return new Junction(parts, Truth.TRUE, condition);
    }

    @Override
    public Truth look(long deviceMs, long hubMs) {
        boolean decided = false;
        boolean unknown = false;
        for (Clause part : parts) {
            Truth each = part.look(deviceMs, hubMs);
            decided |= each == decisive;
            unknown |= each == Truth.UNKNOWN;
        }
        truth = decided ? decisive : unknown ? Truth.UNKNOWN : decisive.not();
        return truth;
    }

    @Override
    public void presume(List<Clause> held) {
        for (Clause part : parts) {
            part.presume(held);
        }
    }

    @Override
    public List<Clause> parts() {
        return List.of(parts);
    }

    @Override
    public long restlessFromMs() {
        long fromMs = AT_REST;
        for (Clause part : parts) {
            fromMs = Math.min(fromMs, part.restlessFromMs());
        }
        return fromMs;
    }

    @Override
    public Truth truth() {
        return truth;
    }

    @Override
    public boolean isTimed() {
        return timed.length > 0;
    }

    @Override
    public Stream<Clause> waiting() {
        return Arrays.stream(parts).flatMap(Clause::waiting);
    }

    @Override
    public long dueMs() {
        long due = NO_TIMER;
        for (Clause part : timed) {
            due = Math.min(due, part.dueMs());
        }
        return due;
    }

    @Override
    public void explain(List<Evidence> evidence) {
        for (Clause part : parts) {
            part.explain(evidence);
        }
    }

    @Override
    public Finding finding(long hubMs) {
        List<Finding> findings =
                Arrays.stream(parts).map(part -> part.finding(hubMs)).toList();
        return truth == Truth.TRUE
                ? Finding.holds(condition, "", 0, 0, findings)
                : Finding.byParts(condition, truth.answer(), findings);
    }

    @Override
    public long sinceMs() {
        long since = Long.MAX_VALUE;
        for (Clause part : parts) {
            since = Math.min(since, part.sinceMs());
        }
        return since;
    }

    @Override
    public void write(ByteSink sink) {
        sink.put(truth.ordinal());
        for (Clause part : parts) {
            part.write(sink);
        }
    }

    @Override
    public void read(ByteSource source) {
        truth = source.getOneOf(Truth.values());
        for (Clause part : parts) {
            part.read(source);
        }
    }
}
