package org.beaconhub.rules.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.beaconhub.rules.alarm.Handling.Limit;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * How often alarms were raised of late, for rules with a limit, and the returns that wait because it was too often: an
 * off-delay that ends when the condition has not held for the limit's time.
 */
final class Chatter {
    private static final int PURGE_FROM = 256;
    private static final long NONE = Long.MAX_VALUE;

    private final Map<Identity, Recent> recent = new LinkedHashMap<>();

    /** The last times at which one alarm was raised, and when its waiting return is due. */
    private static final class Recent {
        private final long withinMs;
        private final long[] timesMs;
        private int count;
        private long dueMs = NONE;

        private Recent(int times, long withinMs) {
            this.timesMs = new long[times];
            this.withinMs = withinMs;
        }

        private void add(long nowMs) {
            System.arraycopy(timesMs, 0, timesMs, 1, timesMs.length - 1);
            timesMs[0] = nowMs;
            count = Math.min(count + 1, timesMs.length);
            dueMs = NONE;
        }

        private boolean tooOften(long nowMs) {
            return count == timesMs.length && nowMs - timesMs[count - 1] <= withinMs;
        }

        private boolean old(long nowMs) {
            return dueMs == NONE && nowMs - timesMs[0] > withinMs;
        }
    }

    /** An alarm's condition became true, of a rule that may have a limit, or none any more. */
    void raised(Identity identity, Handlings handlings, long nowMs) {
        handlings
                .limit(identity.rule())
                .ifPresentOrElse(limit -> raised(identity, limit, nowMs), () -> recent.remove(identity));
    }

    private void raised(Identity identity, Limit limit, long nowMs) {
        if (recent.size() >= PURGE_FROM) {
            recent.values().removeIf(each -> each.old(nowMs));
        }
        Recent known = recent.get(identity);
        if (known == null || known.timesMs.length != limit.times() || known.withinMs != limit.withinMs()) {
            known = new Recent(limit.times(), limit.withinMs());
            recent.put(identity, known);
        }
        known.add(nowMs);
    }

    /** Whether an alarm's return must wait, as it was raised too often. */
    boolean delays(Identity identity, long nowMs) {
        Recent known = recent.get(identity);
        if (known == null || !known.tooOften(nowMs)) {
            return false;
        }
        known.dueMs = nowMs + known.withinMs;
        return true;
    }

    void forget(Identity identity) {
        recent.remove(identity);
    }

    long nextMs() {
        long next = NONE;
        for (Recent each : recent.values()) {
            next = Math.min(next, each.dueMs);
        }
        return next;
    }

    /** The returns that have waited long enough. */
    List<Identity> due(long nowMs) {
        List<Identity> due = recent.entrySet().stream()
                .filter(each -> each.getValue().dueMs <= nowMs)
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(recent::remove);
        return due;
    }

    void write(ByteSink sink) {
        sink.putUnsigned(recent.size());
        recent.forEach((identity, each) -> {
            sink.putText(identity.rule());
            sink.putText(identity.subject());
            sink.putUnsigned(each.timesMs.length);
            sink.putUnsigned(each.withinMs);
            sink.putUnsigned(each.count);
            for (int i = 0; i < each.count; i++) {
                sink.putSigned(each.timesMs[i]);
            }
            sink.putLong(each.dueMs);
        });
    }

    void read(ByteSource source) {
        for (int left = source.getCount(); left > 0; left--) {
            Identity identity = new Identity(source.getText(), source.getText());
            Recent each = new Recent((int) source.getUnsigned(), source.getUnsigned());
            each.count = (int) source.getUnsigned();
            for (int i = 0; i < each.count; i++) {
                each.timesMs[i] = source.getSigned();
            }
            each.dueMs = source.getLong();
            recent.put(identity, each);
        }
    }
}
