package org.beaconhub.rules.detect;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * How fast a quantity rises over a window: the least-squares line through at most {@value #SAMPLES_MAX} readings. Of few
 * readings one odd one would tilt that line, so up to {@value #FEW_MAX} have the median of the slopes between each two
 * (Theil and Sen).
 * Readings that come faster than a window needs replace the newest sample, so memory is bounded and cost constant.
 */
final class Slope extends Ring implements Memory {
    /** Samples kept, whatever the device's rate. */
    static final int SAMPLES_MAX = 32;

    private static final int SAMPLES_HELD_FIRST = 4;
    /** So many numbers stand in a line of the cache. */
    private static final int CACHE_LINE = 8;
    /** Places that a sample takes: the time, then the value's bits. */
    private static final int SAMPLE = 2;

    private static final int SAMPLES_MIN = 3;
    /** Of so many readings one that is 37 °C too high, and so below 57 °C in a room, no longer makes 8.3 °C/min in 3 min. */
    static final int FEW_MAX = 6;
    /** A slope needs readings over at least this part of its window. */
    private static final double SPAN_MIN = 0.3;

    private final long windowMs;
    private final long spacingMs;
    /** The slope of the samples, per second: several clauses ask for the same. */
    private double slope;

    private boolean reckoned;

    Slope(long windowMs) {
        super(SAMPLE, SAMPLES_HELD_FIRST);
        this.windowMs = windowMs;
        this.spacingMs = windowMs / (SAMPLES_MAX - 2);
    }

    @Override
    public boolean add(long timeMs, double value) {
        while (count > 0 && timeMs - timeMs(0) > windowMs) {
            dropFirst();
        }
        boolean crowded = count > 1 && timeMs - timeMs(count - 2) < spacingMs;
        if (crowded || count == SAMPLES_MAX) {
            count--;
        }
        put(append(SAMPLES_MAX), timeMs, value);
        reckoned = false;
        return false;
    }

    private long timeMs(int sample) {
        return ring[at(sample)];
    }

    private double value(int sample) {
        return Double.longBitsToDouble(ring[at(sample) + 1]);
    }

    private void put(int at, long timeMs, double value) {
        ring[at] = timeMs;
        ring[at + 1] = Double.doubleToRawLongBits(value);
    }

    @Override
    public long fetch() {
        long sum = 0;
        for (int i = 0; i < ring.length; i += CACHE_LINE) {
            sum += ring[i];
        }
        return sum;
    }

    /** Whether there are readings enough, of late enough, for a slope at that time. */
    @Override
    public boolean known(long nowMs) {
        if (count < SAMPLES_MIN) {
            return false;
        }
        long newestMs = timeMs(count - 1);
        return newestMs - timeMs(0) >= windowMs * SPAN_MIN && nowMs - newestMs <= windowMs;
    }

    /**
     * Of samples that are at least a time d apart and within a range r, no two have a slope beyond r / d, and so neither has
     * their median. The least-squares slope of n is Σ d_i (v_i − c) / Σ d_i², with the times d_i from their mean and c the
     * middle of the range: by Cauchy and Schwarz at most r/2 √(n / Σ d_i²), and Σ d_i² is at least d² n (n² − 1) / 12.
     */
    @Override
    public Reach reach(Bands bands, int slot) {
        boolean paced = bands.passesAtLeast(Math.max(1, spacingMs)) && bands.passesAtMost(windowMs / SAMPLES_MIN);
        if (!paced || !known(bands.atMs()) || !keepsPace(bands)) {
            return Reach.OPEN;
        }
        double lowest = bands.lowest(slot);
        double highest = bands.highest(slot);
        for (int i = 0, at = first; i < count; i++, at = next(at)) {
            double value = Double.longBitsToDouble(ring[at + 1]);
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        long least = Math.min(count, windowMs / bands.passedMsMax() + 1);
        double most = steepest(highest - lowest, bands.passedMsMin(), least);
        return bands.nearly(-most, most);
    }

    /** The steepest slope, per second, of at least so many samples within a range, at least so long apart. */
    static double steepest(double range, long apartMs, long least) {
        double ofTwo = 1000 * range / apartMs;
        return least > FEW_MAX ? ofTwo * Math.sqrt(3.0 / (least * least - 1)) : ofTwo;
    }

    /** Whether the samples were told at the pace that the bands ask for. */
    private boolean keepsPace(Bands bands) {
        for (int i = 1, at = first; i < count; i++) {
            long beforeMs = ring[at];
            at = next(at);
            long passedMs = ring[at] - beforeMs;
            if (passedMs < bands.passedMsMin() || passedMs > bands.passedMsMax()) {
                return false;
            }
        }
        return true;
    }

    /** The slope, per second. */
    @Override
    public double now(long nowMs) {
        if (!reckoned) {
            slope = count <= FEW_MAX ? medianOfPairs() : leastSquares();
            reckoned = true;
        }
        return slope;
    }

    /**
     * The slope of which half of all are lower, per second; where that lies between two, their mean. The few pairs are counted
     * and not sorted, so that a reading allocates nothing.
     */
    private double medianOfPairs() {
        int pairs = count * (count - 1) / 2;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                double each = between(i, j);
                double median = halfAbove(each, pairs);
                if (!Double.isNaN(median)) {
                    return median;
                }
            }
        }
        throw new IllegalStateException("one of " + pairs + " slopes is in the middle");
    }

    /** The median of all pairs where this slope is the lower one of the middle, else NaN. */
    private double halfAbove(double each, int pairs) {
        int lower = 0;
        int upTo = 0;
        double next = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                double other = between(i, j);
                lower += other < each ? 1 : 0;
                upTo += other <= each ? 1 : 0;
                next = other > each ? Math.min(next, other) : next;
            }
        }
        boolean isLowerMiddle = lower <= (pairs - 1) / 2 && (pairs - 1) / 2 < upTo;
        return isLowerMiddle ? pairs / 2 < upTo ? each : (each + next) / 2 : Double.NaN;
    }

    /** The slope between two samples, per second; none between two of the same moment. */
    private double between(int one, int other) {
        long passedMs = timeMs(other) - timeMs(one);
        return passedMs == 0 ? 0 : (value(other) - value(one)) / passedMs * 1000;
    }

    /** Ordinary least squares about the oldest sample, which keeps large times exact and a quantity that stands still at zero. */
    private double leastSquares() {
        long baseMs = ring[first];
        double base = value(0);
        double sumMs = 0;
        double sum = 0;
        double products = 0;
        double squares = 0;
        for (int i = 1, at = next(first); i < count; i++, at = next(at)) {
            double ms = ring[at] - baseMs;
            double value = Double.longBitsToDouble(ring[at + 1]) - base;
            sumMs += ms;
            sum += value;
            products += ms * value;
            squares += ms * ms;
        }
        double below = squares - sumMs * sumMs / count;
        return below <= 0 ? 0 : (products - sumMs * sum / count) / below * 1000;
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
        copy.adopt(this);
        return copy;
    }

    @Override
    public void write(ByteSink sink, long nearMs) {
        sink.putUnsigned(count);
        long beforeMs = nearMs;
        long stepMs = 0;
        for (int i = 0; i < count; i++) {
            // Devices speak at even intervals: what changes of these is short.
            sink.putSigned(timeMs(i) - beforeMs - stepMs);
            stepMs = i == 0 ? 0 : timeMs(i) - beforeMs;
            beforeMs = timeMs(i);
            sink.putNumber(value(i), i == 0 ? 0 : value(i - 1));
        }
    }

    @Override
    public void read(ByteSource source, long nearMs) {
        hold(Math.min(source.getCount(), SAMPLES_MAX));
        reckoned = false;
        long atMs = nearMs;
        long stepMs = 0;
        for (int i = 0; i < count; i++) {
            long beforeMs = atMs;
            atMs += stepMs + source.getSigned();
            stepMs = i == 0 ? 0 : atMs - beforeMs;
            put(i * SAMPLE, atMs, source.getNumber(i == 0 ? 0 : value(i - 1)));
        }
    }
}
