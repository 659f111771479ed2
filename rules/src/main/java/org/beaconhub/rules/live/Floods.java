package org.beaconhub.rules.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * Whether operator positions are flooded (ISA-18.2-2016, clause on alarm floods): from more than 10 alarms in 10 minutes until fewer
 * than 5 in 10 minutes.
 */
final class Floods {
    /** More than so many alarms in ten minutes begin a flood. */
    static final int BEGINS_ABOVE = 10;
    /** Fewer than so many alarms in ten minutes end a flood. */
    static final int ENDS_BELOW = 5;
    /** Ten minutes. */
    static final long WITHIN_MS = 600_000;

    private final Map<String, Recent> positions = new TreeMap<>();

    /** The newest alarms of one position, newest first. */
    private static final class Recent {
        private final long[] timesMs = new long[BEGINS_ABOVE + 1];
        private int count;
        private boolean flooded;

        /** The moment from which fewer than so many alarms lie in the last ten minutes. */
        private long fewerFromMs(int alarms) {
            return count < alarms ? Long.MIN_VALUE : timesMs[alarms - 1] + WITHIN_MS;
        }
    }

    /** An alarm calls an operator; whether a flood begins by that. */
    boolean calls(String position, long nowMs) {
        Recent recent = positions.computeIfAbsent(position, name -> new Recent());
        System.arraycopy(recent.timesMs, 0, recent.timesMs, 1, recent.timesMs.length - 1);
        recent.timesMs[0] = nowMs;
        recent.count = Math.min(recent.count + 1, recent.timesMs.length);
        if (recent.flooded || recent.fewerFromMs(BEGINS_ABOVE + 1) <= nowMs) {
            return false;
        }
        recent.flooded = true;
        return true;
    }

    long nextMs() {
        long next = Long.MAX_VALUE;
        for (Recent recent : positions.values()) {
            if (recent.flooded) {
                next = Math.min(next, recent.fewerFromMs(ENDS_BELOW));
            }
        }
        return next;
    }

    /** The positions whose flood is over by now. */
    List<String> over(long nowMs) {
        List<String> over = new ArrayList<>();
        positions.forEach((position, recent) -> {
            if (recent.flooded && recent.fewerFromMs(ENDS_BELOW) <= nowMs) {
                recent.flooded = false;
                over.add(position);
            }
        });
        return over;
    }

    /** The positions that are flooded. */
    List<String> flooded() {
        return positions.entrySet().stream()
                .filter(each -> each.getValue().flooded)
                .map(Map.Entry::getKey)
                .toList();
    }

    void write(ByteSink sink) {
        sink.putUnsigned(positions.size());
        positions.forEach((position, recent) -> {
            sink.putText(position);
            sink.putFlag(recent.flooded);
            sink.putUnsigned(recent.count);
            for (int i = 0; i < recent.count; i++) {
                sink.putSigned(recent.timesMs[i]);
            }
        });
    }

    void read(ByteSource source) {
        for (int left = source.getCount(); left > 0; left--) {
            Recent recent = new Recent();
            positions.put(source.getText(), recent);
            recent.flooded = source.getFlag();
            recent.count = (int) source.getUnsigned();
            for (int i = 0; i < recent.count; i++) {
                recent.timesMs[i] = source.getSigned();
            }
        }
    }
}
