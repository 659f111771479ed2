package org.beaconhub.rules.detect;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * When a quantity last changed by more than its resolution, measured against the reading at that change: a slow
 * drift adds up, and a value that trembles within the resolution stands still.
 */
final class Change implements Memory {
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

    @Override
    public Memory copy() {
        Change copy = new Change(form, windowMs, resolution);
        copy.read(ByteSource.of(this::write));
        return copy;
    }

    @Override
    public void write(ByteSink sink) {
        sink.putFlag(told);
        sink.putFlag(everChanged);
        sink.putFlag(changedLast);
        sink.putDouble(reference);
        sink.putSigned(sinceMs);
        sink.putSigned(newestMs);
    }

    @Override
    public void read(ByteSource source) {
        told = source.getFlag();
        everChanged = source.getFlag();
        changedLast = source.getFlag();
        reference = source.getDouble();
        sinceMs = source.getSigned();
        newestMs = source.getSigned();
    }
}
