package org.beaconhub.rules.detect;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.explain.Finding;
import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.rulebook.Condition;

/** So many of the devices around have been seen in a state, each within the time. Not known while none is known. */
final class Quorum implements Clause {
    private static final int NAMED_MAX = 8;

    private final int wanted;
    private final Sighting[] members;
    private final Condition condition;
    private Truth truth = Truth.UNKNOWN;
    private long sinceMs;
    private long dueMs = NO_TIMER;
    private String named = "";
    /** How many counted at the last look. */
    private int counted;

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
        truth = counted >= wanted ? Truth.TRUE : known ? Truth.FALSE : Truth.UNKNOWN;
        if (truth == Truth.TRUE && before != Truth.TRUE) {
            sinceMs = deviceMs;
            named = Arrays.stream(members)
                    .filter(member -> member.counts(hubMs))
                    .limit(NAMED_MAX)
                    .map(member -> member.track().device().id())
                    .collect(Collectors.joining(", "));
        }
        return truth;
    }

    @Override
    public boolean restless() {
        return counted > 0;
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
        return truth == Truth.TRUE ? dueMs : NO_TIMER;
    }

    @Override
    public void explain(List<Evidence> evidence) {
        if (truth == Truth.TRUE) {
            evidence.add(new Evidence(condition.text(), named, sinceMs, 0));
        }
    }

    @Override
    public Finding finding(long hubMs) {
        List<String> seen = Arrays.stream(members)
                .filter(member -> member.counts(hubMs))
                .map(member -> member.track().device().id())
                .toList();
        return truth == Truth.TRUE
                ? Finding.holds(condition, String.join(", ", seen), sinceMs, 0, List.of())
                : Finding.lacks(
                        condition, truth.answer(), "", new Lack.TooFewSeen(seen, wanted, members.length), List.of());
    }

    @Override
    public long sinceMs() {
        return truth == Truth.TRUE ? sinceMs : Long.MAX_VALUE;
    }

    @Override
    public void write(ByteSink sink) {
        sink.put(truth.ordinal());
        if (truth == Truth.TRUE) {
            sink.putSigned(sinceMs);
            sink.putSigned(dueMs);
            sink.putText(named);
        }
    }

    @Override
    public void read(ByteSource source) {
        truth = source.getOneOf(Truth.values());
        if (truth == Truth.TRUE) {
            sinceMs = source.getSigned();
            dueMs = source.getSigned();
            named = source.getText();
        }
    }
}
