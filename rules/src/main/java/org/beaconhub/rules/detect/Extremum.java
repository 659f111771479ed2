package org.beaconhub.rules.detect;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * The least or greatest of the readings of a window that ends now, which is cut into panes as a {@link Window} is. A pane
 * that a newer one outdoes is never again the answer and is dropped at once, so the answer is always the oldest pane, and
 * of a quantity that stands still or trembles two or three are kept.
 */
final class Extremum implements Memory {
    private static final int PANES_KEPT_FIRST = 2;
    /** Places that a pane takes. */
    private static final int PANE = 2;

    private final Form form;
    private final long windowMs;
    private final long paneMs;
    /** A ring of panes, the oldest and most extreme first: of each the time of its newest reading, then its value's bits. */
    private long[] ring = new long[PANES_KEPT_FIRST * PANE];

    /** Where in the ring the oldest pane is. */
    private int first;

    private int panes;
    /** When the last pane began. */
    private long lastBeganMs;

    /** Nothing yet; {@code form} is {@link Form#MIN} or {@link Form#MAX}. */
    Extremum(Form form, long windowMs) {
        this.form = form;
        this.windowMs = windowMs;
        this.paneMs = (windowMs + Window.PANES - 1) / Window.PANES;
    }

    /** Where in the ring a pane is. */
    private int at(int pane) {
        int at = first + pane * PANE;
        return at >= ring.length ? at - ring.length : at;
    }

    private double value(int pane) {
        return Double.longBitsToDouble(ring[at(pane) + 1]);
    }

    private void put(int at, long newestMs, double value) {
        ring[at] = newestMs;
        ring[at + 1] = Double.doubleToRawLongBits(value);
    }

    @Override
    public boolean add(long timeMs, double reading) {
        long turnedMs = turnsMs();
        evict(timeMs);
        double extreme = reading;
        if (panes > 0 && timeMs - lastBeganMs < paneMs) {
            extreme = outdoes(reading, value(--panes)) ? reading : value(panes);
        } else {
            lastBeganMs = timeMs;
        }
        while (panes > 0 && outdoes(extreme, value(panes - 1))) {
            panes--;
        }
        if (panes * PANE == ring.length) {
            ring = Window.unrolled(ring, first, ring.length * 2);
            first = 0;
        }
        put(at(panes++), timeMs, extreme);
        return turnsMs() < turnedMs;
    }

    /** Whether an older value is never again the answer beside a newer one. */
    private boolean outdoes(double newer, double older) {
        return form == Form.MIN ? newer <= older : newer >= older;
    }

    private void evict(long nowMs) {
        while (panes > 0 && nowMs - ring[first] >= windowMs) {
            first = at(1);
            panes--;
        }
    }

    @Override
    public long fetch() {
        return ring[first];
    }

    @Override
    public boolean known(long nowMs) {
        evict(nowMs);
        return panes > 0;
    }

    @Override
    public double now(long nowMs) {
        return value(0);
    }

    @Override
    public boolean isTimed() {
        return true;
    }

    /** It waits for a reading, or for the last one to leave. */
    @Override
    public long turnsMs() {
        return panes == 0 ? NEVER : windowMs + ring[at(panes - 1)];
    }

    @Override
    public Memory copy() {
        Extremum copy = new Extremum(form, windowMs);
        copy.adopt(this);
        return copy;
    }

    @Override
    public void write(ByteSink sink, long nearMs) {
        sink.putUnsigned(panes);
        if (panes == 0) {
            return;
        }
        sink.putMoment(lastBeganMs, nearMs);
        long beforeMs = lastBeganMs;
        double before = 0;
        for (int i = panes - 1; i >= 0; i--) {
            sink.putMoment(ring[at(i)], beforeMs);
            sink.putNumber(value(i), before);
            beforeMs = ring[at(i)];
            before = value(i);
        }
    }

    @Override
    public void read(ByteSource source, long nearMs) {
        panes = Math.min(source.getCount(), Window.PANES + 2);
        first = 0;
        if (panes == 0) {
            return;
        }
        while (panes * PANE > ring.length) {
            ring = new long[ring.length * 2];
        }
        lastBeganMs = source.getMoment(nearMs);
        long atMs = lastBeganMs;
        double value = 0;
        for (int i = panes - 1; i >= 0; i--) {
            atMs = source.getMoment(atMs);
            value = source.getNumber(value);
            put(i * PANE, atMs, value);
        }
    }
}
