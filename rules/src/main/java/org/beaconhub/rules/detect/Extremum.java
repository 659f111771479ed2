package org.beaconhub.rules.detect;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * The least or greatest of the readings of a window that ends now, which is cut into panes as a {@link Window} is. A pane
 * that a newer one outdoes is never again the answer and is dropped at once, so the answer is always the oldest pane, and
 * of a quantity that stands still or trembles two or three are kept.
 */
final class Extremum extends Ring implements Memory {
    private static final int PANES_KEPT_FIRST = 2;
    /** As many as a {@link Window} holds at the most. */
    private static final int PANES_KEPT_MAX = Window.PANES + 2;
    /** Places that a pane takes: the time of its newest reading, then the bits of its value. The most extreme pane is the oldest. */
    private static final int PANE = 2;

    private final Form form;
    private final long windowMs;
    private final long paneMs;
    /** When the last pane began. */
    private long lastBeganMs;

    /** Nothing yet; {@code form} is {@link Form#MIN} or {@link Form#MAX}. */
    Extremum(Form form, long windowMs) {
        super(PANE, PANES_KEPT_FIRST);
        this.form = form;
        this.windowMs = windowMs;
        this.paneMs = Window.paneMs(windowMs, Window.PANES);
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
        if (count > 0 && (timeMs - lastBeganMs < paneMs || count == PANES_KEPT_MAX)) {
            extreme = outdoes(reading, value(--count)) ? reading : value(count);
        } else {
            lastBeganMs = timeMs;
        }
        while (count > 0 && outdoes(extreme, value(count - 1))) {
            count--;
        }
        put(append(PANES_KEPT_MAX), timeMs, extreme);
        return turnsMs() < turnedMs;
    }

    /** Whether an older value is never again the answer beside a newer one. */
    private boolean outdoes(double newer, double older) {
        return form == Form.MIN ? newer <= older : newer >= older;
    }

    private void evict(long nowMs) {
        while (count > 0 && nowMs - ring[first] >= windowMs) {
            dropFirst();
        }
    }

    @Override
    public long fetch() {
        return ring[first];
    }

    @Override
    public boolean known(long nowMs) {
        evict(nowMs);
        return count > 0;
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
        return count == 0 ? NEVER : windowMs + ring[at(count - 1)];
    }

    /** The newest reading is in the window, and whatever is kept may come to be the answer. */
    @Override
    public Reach reach(Bands bands, int slot) {
        if (count == 0 || !bands.passesAtMost(windowMs - 1)) {
            return Reach.OPEN;
        }
        double lowest = bands.lowest(slot);
        double highest = bands.highest(slot);
        return form == Form.MIN
                ? bands.bounds(Math.min(lowest, value(0)), highest)
                : bands.bounds(lowest, Math.max(highest, value(0)));
    }

    @Override
    public Memory copy() {
        Extremum copy = new Extremum(form, windowMs);
        copy.adopt(this);
        return copy;
    }

    @Override
    public void write(ByteSink sink, long nearMs) {
        evict(nearMs);
        sink.putUnsigned(count);
        if (count == 0) {
            return;
        }
        sink.putMoment(lastBeganMs, nearMs);
        long beforeMs = lastBeganMs;
        double before = 0;
        for (int i = count - 1; i >= 0; i--) {
            sink.putMoment(ring[at(i)], beforeMs);
            sink.putNumber(value(i), before);
            beforeMs = ring[at(i)];
            before = value(i);
        }
    }

    @Override
    public void read(ByteSource source, long nearMs) {
        hold(Math.min(source.getCount(), PANES_KEPT_MAX));
        if (count == 0) {
            return;
        }
        lastBeganMs = source.getMoment(nearMs);
        long atMs = lastBeganMs;
        double value = 0;
        for (int i = count - 1; i >= 0; i--) {
            atMs = source.getMoment(atMs);
            value = source.getNumber(value);
            put(i * PANE, atMs, value);
        }
    }
}
