package org.beaconhub.rules.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.explain.Finding;
import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.rulebook.Condition;

/** So many of the devices around have been seen in a state, each within the time. Not known while none is known. */
final class Quorum implements Clause {
    private static final int NAMED_MAX = 8;
    /** In a snapshot, beside the truth: it is followed by when the presumption ends. */
    private static final int PRESUMED = 4;

    private final int wanted;
    private final Sighting[] members;
    private final Condition condition;
    private Truth truth = Truth.UNKNOWN;
    private long sinceMs;
    private long dueMs = NO_TIMER;
    /** What the first of them told when there were enough, each by its own entry. */
    private List<Evidence> seen = List.of();
    /** How many counted at the last look. */
    private int counted;
    /** Hub time until which those that another condition counted may count here too, though this one has not seen them. */
    private long presumedUntilMs = NO_TIMER;

    Quorum(int wanted, List<Sighting> members, Condition condition) {
        this.wanted = wanted;
        this.members = members.toArray(Sighting[]::new);
        this.condition = condition;
    }

    @Override
    public Truth look(long deviceMs, long hubMs) {
        counted = 0;
        boolean known = false;
        dueMs = NO_TIMER;
        for (Sighting member : members) {
            known |= member.known();
            if (member.counts(hubMs)) {
                counted++;
                dueMs = Math.min(dueMs, member.endsMs());
            }
        }
        Truth before = truth;
        if (counted >= wanted || hubMs >= presumedUntilMs) {
            presumedUntilMs = NO_TIMER;
        }
        boolean unsure = !known || presumedUntilMs != NO_TIMER;
        truth = counted >= wanted ? Truth.TRUE : unsure ? Truth.UNKNOWN : Truth.FALSE;
        if (truth == Truth.TRUE && before != Truth.TRUE) {
            sinceMs = deviceMs;
            seen = Arrays.stream(members)
                    .filter(member -> member.counts(hubMs))
                    .limit(NAMED_MAX)
                    .map(member -> member.evidence(condition.text()))
                    .toList();
        }
        return truth;
    }

    /** Not known whether there are enough until those that were seen would have ceased to count. */
    @Override
    public void presume(List<Clause> held) {
        Clause.first(held, Quorum.class).ifPresent(before -> presumedUntilMs = before.enoughUntilMs());
    }

    /** Until when there are enough, if nothing more is seen. */
    private long enoughUntilMs() {
        long[] ends =
                Arrays.stream(members).mapToLong(Sighting::endsMs).sorted().toArray();
        return ends[ends.length - wanted];
    }

    @Override
    public long restlessFromMs() {
        return counted > 0 || presumedUntilMs != NO_TIMER ? RESTLESS : AT_REST;
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
        return truth == Truth.TRUE ? dueMs : presumedUntilMs;
    }

    @Override
    public void explain(List<Evidence> evidence) {
        if (truth == Truth.TRUE) {
            evidence.addAll(seen);
        }
    }

    @Override
    public Finding finding(long hubMs) {
        List<String> counting = Arrays.stream(members)
                .filter(member -> member.counts(hubMs))
                .map(member -> member.track().device().id())
                .toList();
        return truth == Truth.TRUE
                ? Finding.holds(condition, String.join(", ", counting), sinceMs, lastSeq(), List.of())
                : Finding.lacks(
                        condition,
                        truth.answer(),
                        "",
                        new Lack.TooFewSeen(counting, wanted, members.length),
                        List.of());
    }

    /** The entry by which there were enough. */
    private long lastSeq() {
        return seen.stream().mapToLong(Evidence::seq).max().orElse(0);
    }

    @Override
    public long sinceMs() {
        return truth == Truth.TRUE ? sinceMs : Long.MAX_VALUE;
    }

    @Override
    public void write(ByteSink sink) {
        boolean presumed = presumedUntilMs != NO_TIMER;
        sink.put(truth.ordinal() | (presumed ? PRESUMED : 0));
        if (presumed) {
            sink.putSigned(presumedUntilMs);
        }
        if (truth == Truth.TRUE) {
            sink.putSigned(sinceMs);
            sink.putSigned(dueMs);
            sink.putUnsigned(seen.size());
            for (Evidence each : seen) {
                sink.putText(each.value());
                sink.putSigned(each.sinceMs());
                sink.putUnsigned(each.seq());
            }
        }
    }

    @Override
    public void read(ByteSource source) {
        int flags = source.get();
        int ordinal = flags & ~PRESUMED;
        if (ordinal >= Truth.values().length) {
            throw new IllegalArgumentException("no truth has the number " + ordinal);
        }
        truth = Truth.values()[ordinal];
        presumedUntilMs = flags == ordinal ? NO_TIMER : source.getSigned();
        if (truth == Truth.TRUE) {
            sinceMs = source.getSigned();
            dueMs = source.getSigned();
            List<Evidence> known = new ArrayList<>();
            for (int left = source.getCount(); left > 0; left--) {
                known.add(new Evidence(condition.text(), source.getText(), source.getSigned(), source.getUnsigned()));
            }
            seen = known;
        }
    }
}
