package org.beaconhub.rules.detect;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * Average, sum, number or last of the readings of a window that ends now. The window is cut into at
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
    /** Places that a pane takes. */
    private static final int PANE = 3;

    private final Form form;
    private final long windowMs;
    private final long paneMs;
    private final int panesHeldMax;
    /** A ring of panes: of each the time of its newest reading, how many there are, and the bits of what they make. */
    private long[] ring = new long[PANES_HELD_FIRST * PANE];

    /** Where in the ring the oldest pane is. */
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

    /** Where in the ring a pane is. */
    private int at(int pane) {
        int at = first + pane * PANE;
        return at >= ring.length ? at - ring.length : at;
    }

    private long newestMs(int pane) {
        return ring[at(pane)];
    }

    private double value(int pane) {
        return Double.longBitsToDouble(ring[at(pane) + 2]);
    }

    private void put(int at, long newestMs, long readings, double figure) {
        ring[at] = newestMs;
        ring[at + 1] = readings;
        ring[at + 2] = Double.doubleToRawLongBits(figure);
    }

    @Override
    public boolean add(long timeMs, double reading) {
        long turnedMs = turnsMs();
        evict(timeMs);
        told = true;
        if (panes > 0 && (form == Form.LAST || timeMs - lastBeganMs < paneMs || panes == panesHeldMax)) {
            int at = at(panes - 1);
            put(at, timeMs, ring[at + 1] + 1, joined(value(panes - 1), reading));
        } else {
            begin(timeMs, reading);
        }
        value = count == 0 ? reading : joined(value, reading);
        count++;
        return turnsMs() < turnedMs;
    }

    private void begin(long timeMs, double reading) {
        if (panes * PANE == ring.length) {
            ring = unrolled(ring, first, PANE * Math.min(panesHeldMax, panes * 2));
            first = 0;
        }
        put(at(panes++), timeMs, 1, reading);
        lastBeganMs = timeMs;
    }

    /** A full ring with its first place at the beginning, in an array of another length. */
    static long[] unrolled(long[] ring, int first, int length) {
        long[] longer = new long[length];
        System.arraycopy(ring, first, longer, 0, ring.length - first);
        System.arraycopy(ring, 0, longer, ring.length - first, first);
        return longer;
    }

    private double joined(double before, double reading) {
        return switch (form) {
            case AVG, LEVEL, SUM -> before + reading;
            case COUNT, LAST, MIN, MAX, RISE, CHANGED, STUCK -> reading;
        };
    }

    private void evict(long nowMs) {
        boolean gone = false;
        while (panes > 0 && nowMs - newestMs(0) >= windowMs) {
            count -= ring[first + 1];
            first = at(1);
            panes--;
            gone = true;
        }
        if (gone) {
            value = panes == 0 ? 0 : value(0);
            for (int i = 1; i < panes; i++) {
                value = joined(value, value(i));
            }
        }
    }

    @Override
    public long fetch() {
        return panes == 0 ? 0 : newestMs(0) + newestMs(panes - 1);
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
                    case SUM, COUNT -> newestMs(0);
                    case AVG, LEVEL, MIN, MAX, LAST, RISE, CHANGED, STUCK -> newestMs(panes - 1);
                };
    }

    @Override
    public Memory copy() {
        Window copy = new Window(form, windowMs);
        copy.adopt(this);
        return copy;
    }

    @Override
    public void write(ByteSink sink, long nearMs) {
        sink.putUnsigned((long) panes << 1 | (told ? 1 : 0));
        if (panes == 0) {
            return;
        }
        sink.putMoment(lastBeganMs, nearMs);
        long beforeMs = lastBeganMs;
        long stepMs = 0;
        long readings = 0;
        double before = 0;
        for (int i = 0; i < panes; i++) {
            int at = at(i);
            // Panes come at even intervals and have as many readings each: what changes of these is short.
            boolean asMany = ring[at + 1] == readings;
            long unevenMs = ring[at] - beforeMs - stepMs;
            sink.putSigned(unevenMs << 1 | (asMany ? 1 : 0));
            if (!asMany) {
                sink.putUnsigned(ring[at + 1]);
            }
            sink.putNumber(value(i), before);
            stepMs = i == 0 ? 0 : ring[at] - beforeMs;
            beforeMs = ring[at];
            readings = ring[at + 1];
            before = value(i);
        }
        sink.putNumber(value, before);
    }

    @Override
    public void read(ByteSource source, long nearMs) {
        long head = source.getUnsigned();
        told = (head & 1) != 0;
        panes = (int) Math.min(head >>> 1, panesHeldMax);
        first = 0;
        count = 0;
        value = 0;
        if (panes == 0) {
            return;
        }
        if (panes * PANE > ring.length) {
            ring = new long[panesHeldMax * PANE];
        }
        lastBeganMs = source.getMoment(nearMs);
        long atMs = lastBeganMs;
        long stepMs = 0;
        long readings = 0;
        double figure = 0;
        for (int i = 0; i < panes; i++) {
            long beforeMs = atMs;
            long uneven = source.getSigned();
            atMs += stepMs + (uneven >> 1);
            readings = (uneven & 1) == 1 ? readings : source.getUnsigned();
            figure = source.getNumber(figure);
            put(i * PANE, atMs, readings, figure);
            count += readings;
            stepMs = i == 0 ? 0 : atMs - beforeMs;
        }
        value = source.getNumber(figure);
    }
}
