package org.beaconhub.rules.detect;

import java.util.Arrays;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * Average, least, greatest, sum, number or last of the readings of a window that ends now. The window is cut into at
 * most {@value #PANES} panes ({@value #LEVEL_PANES} where a level is compared with others): a device that sends no more
 * often than that is reckoned reading by reading, a faster one's readings are joined within a pane, which leaves whole,
 * so memory is bounded and the window is at most one pane too long. A pane that leaves has the rest summed up anew, so
 * that no rounding error gathers.
 */
final class Window implements Memory {
    /** Panes of a window. */
    static final int PANES = 64;

    /** Panes of the window of a {@link Memory.Form#LEVEL}. */
    static final int LEVEL_PANES = 8;

    private static final int PANES_HELD_FIRST = 2;

    private final Form form;
    private final long windowMs;
    private final long paneMs;
    private final int panesHeldMax;
    /** When the newest reading of each pane was measured. */
    private long[] newestMs = new long[PANES_HELD_FIRST];

    private long[] counts = new long[PANES_HELD_FIRST];
    private double[] values = new double[PANES_HELD_FIRST];
    private int first;
    private int panes;
    /** When the last pane began. */
    private long lastBeganMs;

    private long count;
    private double value;
    private boolean told;

    Window(Form form, long windowMs) {
        this.form = form;
        this.windowMs = windowMs;
        int cuts = form == Form.LEVEL ? LEVEL_PANES : PANES;
        this.paneMs = (windowMs + cuts - 1) / cuts;
        this.panesHeldMax = cuts + 2;
    }

    private int index(int i) {
        int at = first + i;
        return at >= newestMs.length ? at - newestMs.length : at;
    }

    @Override
    public void add(long timeMs, double reading) {
        evict(timeMs);
        told = true;
        boolean joins = panes > 0 && (form == Form.LAST || timeMs - lastBeganMs < paneMs || panes == panesHeldMax);
        if (!joins) {
            begin(timeMs);
        }
        int at = index(panes - 1);
        values[at] = counts[at] == 0 ? reading : joined(values[at], reading);
        counts[at]++;
        newestMs[at] = timeMs;
        value = count == 0 ? reading : joined(value, reading);
        count++;
    }

    private void begin(long timeMs) {
        if (panes == newestMs.length) {
            grow();
        }
        int at = index(panes++);
        counts[at] = 0;
        values[at] = 0;
        lastBeganMs = timeMs;
    }

    private void grow() {
        int held = Math.min(panesHeldMax, panes * 2);
        long[] times = new long[held];
        long[] numbers = new long[held];
        double[] figures = new double[held];
        for (int i = 0; i < panes; i++) {
            times[i] = newestMs[index(i)];
            numbers[i] = counts[index(i)];
            figures[i] = values[index(i)];
        }
        newestMs = times;
        counts = numbers;
        values = figures;
        first = 0;
    }

    private double joined(double before, double reading) {
        return switch (form) {
            case AVG, LEVEL, SUM -> before + reading;
            case MIN -> Math.min(before, reading);
            case MAX -> Math.max(before, reading);
            case COUNT, LAST, RISE, CHANGED, STUCK -> reading;
        };
    }

    private void evict(long nowMs) {
        boolean gone = false;
        while (panes > 0 && nowMs - newestMs[first] >= windowMs) {
            count -= counts[first];
            first = index(1);
            panes--;
            gone = true;
        }
        if (gone) {
            value = panes == 0 ? 0 : values[first];
            for (int i = 1; i < panes; i++) {
                value = joined(value, values[index(i)]);
            }
        }
    }

    @Override
    public boolean known(long nowMs) {
        evict(nowMs);
        return switch (form) {
            case SUM, COUNT -> told;
            case AVG, LEVEL, MIN, MAX, LAST, RISE, CHANGED, STUCK -> count > 0;
        };
    }

    @Override
    public double now(long nowMs) {
        return switch (form) {
            case AVG, LEVEL -> value / count;
            case COUNT -> count;
            case MIN, MAX, SUM, LAST, RISE, CHANGED, STUCK -> value;
        };
    }

    @Override
    public boolean isTimed() {
        return true;
    }

    /** A sum or number falls when its oldest reading leaves; the others wait for a reading, or for the last to leave. */
    @Override
    public long turnsMs() {
        if (panes == 0) {
            return NEVER;
        }
        return windowMs
                + switch (form) {
                    case SUM, COUNT -> newestMs[first];
                    case AVG, LEVEL, MIN, MAX, LAST, RISE, CHANGED, STUCK -> newestMs[index(panes - 1)];
                };
    }

    @Override
    public Memory copy() {
        Window copy = new Window(form, windowMs);
        copy.read(ByteSource.of(this::write));
        return copy;
    }

    @Override
    public void write(ByteSink sink) {
        sink.putFlag(told);
        sink.putSigned(lastBeganMs);
        sink.putUnsigned(panes);
        long beforeMs = lastBeganMs;
        for (int i = 0; i < panes; i++) {
            // Differences are short.
            sink.putSigned(newestMs[index(i)] - beforeMs);
            beforeMs = newestMs[index(i)];
            sink.putUnsigned(counts[index(i)]);
            sink.putDouble(values[index(i)]);
        }
        sink.putDouble(value);
    }

    @Override
    public void read(ByteSource source) {
        told = source.getFlag();
        lastBeganMs = source.getSigned();
        panes = Math.min(source.getCount(), panesHeldMax);
        first = 0;
        count = 0;
        if (panes > newestMs.length) {
            newestMs = Arrays.copyOf(newestMs, panesHeldMax);
            counts = Arrays.copyOf(counts, panesHeldMax);
            values = Arrays.copyOf(values, panesHeldMax);
        }
        long beforeMs = lastBeganMs;
        for (int i = 0; i < panes; i++) {
            newestMs[i] = beforeMs + source.getSigned();
            beforeMs = newestMs[i];
            counts[i] = source.getUnsigned();
            values[i] = source.getDouble();
            count += counts[i];
        }
        value = source.getDouble();
    }
}
