package org.beaconhub.gateway.series.embedded;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.jspecify.annotations.Nullable;

/** What a stretch of time holds of one series: enough to make longer stretches of. */
final class RollUp {
    private static final int BYTES = 30;

    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;
    private double total;
    private long count;

    /** A roll-up as {@link #toBytes} gave it, or an empty one. */
    static RollUp of(byte @Nullable [] bytes) {
        RollUp rollUp = new RollUp();
        if (bytes != null) {
            ByteSource source = new ByteSource(bytes);
            rollUp.lowest = source.getDouble();
            rollUp.highest = source.getDouble();
            rollUp.total = source.getDouble();
            rollUp.count = source.getUnsigned();
        }
        return rollUp;
    }

    byte[] toBytes() {
        ByteSink sink = new ByteSink(BYTES);
        sink.putDouble(lowest);
        sink.putDouble(highest);
        sink.putDouble(total);
        sink.putUnsigned(count);
        return sink.toBytes();
    }

    void add(double value) {
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
        total += value;
        count++;
    }

    void add(RollUp other) {
        lowest = Math.min(lowest, other.lowest);
        highest = Math.max(highest, other.highest);
        total += other.total;
        count += other.count;
    }

    double lowest() {
        return lowest;
    }

    double highest() {
        return highest;
    }

    double mean() {
        return total / count;
    }
}
