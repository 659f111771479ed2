package org.beaconhub.rules.detect;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * When a quantity last changed by more than its resolution, measured against the reading at that change: a slow
 * drift adds up, and a value that trembles within the resolution stands still.
 */
final class Change implements Memory {
    private static final int TOLD = 1;
    private static final int EVER_CHANGED = 2;
    private static final int CHANGED_LAST = 4;

    private final Form form;
    private final long windowMs;
    private final double resolution;
    private boolean told;
    private boolean everChanged;
    private boolean changedLast;
    private double reference;
    private long sinceMs;
    private long newestMs;

    /** {@code windowMs} is 0 where only the last reading counts. */
    Change(Form form, long windowMs, double resolution) {
        this.form = form;
        this.windowMs = windowMs;
        this.resolution = resolution;
    }

    @Override
    public boolean add(long timeMs, double value) {
        long turnedMs = turnsMs();
        changedLast = told && Math.abs(value - reference) > resolution;
        if (!told || changedLast) {
            reference = value;
            sinceMs = timeMs;
        }
        everChanged |= changedLast;
        told = true;
        newestMs = timeMs;
        return turnsMs() < turnedMs;
    }

    @Override
    public long fetch() {
        return newestMs;
    }

    @Override
    public boolean known(long nowMs) {
        boolean still = form == Form.STUCK;
        return told && (!still || nowMs - newestMs <= windowMs && (everChanged || newestMs - sinceMs >= windowMs));
    }

    @Override
    public double now(long nowMs) {
        if (form == Form.CHANGED && windowMs > 0 && nowMs - sinceMs >= windowMs) {
            // It is over, and so due no more.
            everChanged = false;
        }
        boolean yes = form == Form.STUCK
                ? newestMs - sinceMs >= windowMs
                : windowMs == 0 ? changedLast : everChanged && nowMs - sinceMs < windowMs;
        return yes ? 1 : 0;
    }

    @Override
    public boolean isTimed() {
        return form == Form.CHANGED && windowMs > 0;
    }

    @Override
    public long turnsMs() {
        return form == Form.CHANGED && windowMs > 0 && everChanged ? sinceMs + windowMs : NEVER;
    }

    /** What stands still does so while no reading is further from the reference than the resolution. */
    @Override
    public Reach reach(Bands bands, int slot) {
        boolean yes = now(bands.atMs()) >= RememberedTest.YES_MIN;
        boolean moves = form == Form.STUCK ? everChanged && !yes : yes || everChanged;
        if (form != Form.STUCK && moves) {
            return Reach.OPEN;
        } else if (!moves && !bands.bound(slot, lowest(), highest())) {
            return Reach.OPEN;
        } else if (form == Form.STUCK && (!bands.passesAtMost(windowMs) || !yes && !bands.until(sinceMs + windowMs))) {
            return Reach.OPEN;
        }
        boolean isKnown = known(bands.atMs());
        return isKnown ? bands.bounds(yes ? 1 : 0, yes ? 1 : 0) : Reach.UNKNOWN;
    }

    /** The lowest value that is no change, to the last digit as {@link #add} reckons it. */
    private double lowest() {
        double value = reference - resolution;
        while (Math.abs(value - reference) > resolution) {
            value = Math.nextUp(value);
        }
        return value;
    }

    private double highest() {
        double value = reference + resolution;
        while (Math.abs(value - reference) > resolution) {
            value = Math.nextDown(value);
        }
        return value;
    }

    @Override
    public Memory copy() {
        Change copy = new Change(form, windowMs, resolution);
        copy.adopt(this);
        return copy;
    }

    @Override
    public void write(ByteSink sink, long nearMs) {
        sink.put((told ? TOLD : 0) | (everChanged ? EVER_CHANGED : 0) | (changedLast ? CHANGED_LAST : 0));
        if (told) {
            sink.putNumber(reference);
            sink.putMoment(sinceMs, nearMs);
            sink.putMoment(newestMs, nearMs);
        }
    }

    @Override
    public void read(ByteSource source, long nearMs) {
        int flags = source.get();
        told = (flags & TOLD) != 0;
        everChanged = (flags & EVER_CHANGED) != 0;
        changedLast = (flags & CHANGED_LAST) != 0;
        if (told) {
            reference = source.getNumber();
            sinceMs = source.getMoment(nearMs);
            newestMs = source.getMoment(nearMs);
        }
    }
}
