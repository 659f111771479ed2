package org.beaconhub.rules.detect;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * How fast a quantity rises over a window: the least-squares line through at most {@value #SAMPLES_MAX} readings.
 * Readings that come faster than a window needs replace the newest sample, so memory is bounded and cost constant.
 */
final class Slope implements Memory {
    /** Samples kept, whatever the device's rate. */
    static final int SAMPLES_MAX = 32;

    private static final int SAMPLES_HELD_FIRST = 4;
    private static final int SAMPLES_MIN = 3;
    /** A slope needs readings over at least this part of its window. */
    private static final double SPAN_MIN = 0.3;

    private final long windowMs;
    private final long spacingMs;
    /** A ring that grows with what the device's rate needs. */
    private long[] timesMs = new long[SAMPLES_HELD_FIRST];

    private double[] values = new double[SAMPLES_HELD_FIRST];
    private int first;
    private int count;
    /** The slope of the samples, per second: several clauses ask for the same. */
    private double slope;

    private boolean reckoned;

    Slope(long windowMs) {
        this.windowMs = windowMs;
        this.spacingMs = windowMs / (SAMPLES_MAX - 2);
    }

    @Override
    public void add(long timeMs, double value) {
        while (count > 0 && timeMs - timesMs[first] > windowMs) {
            first = index(1);
            count--;
        }
        boolean crowded = count > 1 && timeMs - timesMs[index(count - 2)] < spacingMs;
        if (crowded || count == SAMPLES_MAX) {
            count--;
        } else if (count == timesMs.length) {
            grow();
        }
        int at = index(count);
        timesMs[at] = timeMs;
        values[at] = value;
        count++;
        reckoned = false;
    }

    private int index(int i) {
        int at = first + i;
        return at >= timesMs.length ? at - timesMs.length : at;
    }

    private void grow() {
        long[] times = new long[timesMs.length * 2];
        double[] figures = new double[timesMs.length * 2];
        for (int i = 0; i < count; i++) {
            times[i] = timesMs[index(i)];
            figures[i] = values[index(i)];
        }
        timesMs = times;
        values = figures;
        first = 0;
    }

    /** Whether there are readings enough, of late enough, for a slope at that time. */
    @Override
    public boolean known(long nowMs) {
        if (count < SAMPLES_MIN) {
            return false;
        }
        long newestMs = timesMs[index(count - 1)];
        return newestMs - timesMs[first] >= windowMs * SPAN_MIN && nowMs - newestMs <= windowMs;
    }

    /** The slope, per second. */
    @Override
    public double now(long nowMs) {
        if (!reckoned) {
            slope = leastSquares();
            reckoned = true;
        }
        return slope;
    }

    /** Ordinary least squares about the means, which keeps large times exact. */
    private double leastSquares() {
        double meanMs = 0;
        double mean = 0;
        long baseMs = timesMs[first];
        for (int i = 0; i < count; i++) {
            meanMs += timesMs[index(i)] - baseMs;
            mean += values[index(i)];
        }
        meanMs /= count;
        mean /= count;
        double above = 0;
        double below = 0;
        for (int i = 0; i < count; i++) {
            double dMs = timesMs[index(i)] - baseMs - meanMs;
            above += dMs * (values[index(i)] - mean);
            below += dMs * dMs;
        }
        return below == 0 ? 0 : above / below * 1000;
    }

    @Override
    public boolean isTimed() {
        return false;
    }

    /** It waits for a reading. */
    @Override
    public long turnsMs() {
        return NEVER;
    }

    @Override
    public Memory copy() {
        Slope copy = new Slope(windowMs);
        copy.read(ByteSource.of(this::write));
        return copy;
    }

    @Override
    public void write(ByteSink sink) {
        sink.putUnsigned(count);
        long beforeMs = 0;
        for (int i = 0; i < count; i++) {
            sink.putSigned(timesMs[index(i)] - beforeMs);
            beforeMs = timesMs[index(i)];
            sink.putDouble(values[index(i)]);
        }
    }

    @Override
    public void read(ByteSource source) {
        count = Math.min(source.getCount(), SAMPLES_MAX);
        first = 0;
        reckoned = false;
        if (count > timesMs.length) {
            timesMs = new long[SAMPLES_MAX];
            values = new double[SAMPLES_MAX];
        }
        long beforeMs = 0;
        for (int i = 0; i < count; i++) {
            timesMs[i] = beforeMs + source.getSigned();
            beforeMs = timesMs[i];
            values[i] = source.getDouble();
        }
    }
}
