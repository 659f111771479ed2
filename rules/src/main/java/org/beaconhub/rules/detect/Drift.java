package org.beaconhub.rules.detect;

import java.util.Arrays;
import java.util.List;
import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.rulebook.Value;

/**
 * How far a device's average lies from the median of the others' around: a sensor that drifts does so alone, weather does
 * so together. Each other is asked at its own time; one that has no reading in its window says nothing, and beside fewer
 * than {@link Value.Drift#OTHERS_MIN} nobody knows who is right.
 */
final class Drift implements Figure {
    private final Track track;
    private final Memory own;
    private final List<Other> others;
    private final Quantity quantity;
    private final long windowMs;
    private final double[] averages;
    /** How many others were known when it was last asked; so many averages stand sorted in {@link #averages}. */
    private int known;

    private record Other(Track track, Memory memory) {}

    private Drift(Track track, Memory own, List<Other> others, Quantity quantity, long windowMs) {
        this.track = track;
        this.own = own;
        this.others = others;
        this.quantity = quantity;
        this.windowMs = windowMs;
        this.averages = new double[others.size()];
    }

    static Drift of(Value.Drift drift, Track track, Memory own, List<Track> around) {
        List<Other> others = around.stream()
                .map(other ->
                        new Other(other, other.remembering(drift.quantity(), Memory.Form.LEVEL, drift.windowMs())))
                .toList();
        return new Drift(track, own, others, drift.quantity(), drift.windowMs());
    }

    @Override
    public Figure apart() {
        track.settle();
        others.forEach(other -> other.track().settle());
        List<Other> copies = others.stream()
                .map(other -> new Other(other.track(), other.memory().copy()))
                .toList();
        return new Drift(track, own.copy(), copies, quantity, windowMs);
    }

    @Override
    public Lack unknown(long deviceMs) {
        return own.copy().known(deviceMs) ? new Lack.Alone(quantity) : new Lack.TooFew(quantity, windowMs);
    }

    @Override
    public boolean known(long deviceMs) {
        track.settle();
        return own.known(deviceMs) && gather(deviceMs);
    }

    /** Whether there are too few others ever to tell. */
    boolean isAlone() {
        return others.size() < Value.Drift.OTHERS_MIN;
    }

    /** Asks the others; whether enough of them are known. */
    private boolean gather(long deviceMs) {
        long hubMs = track.hubTimeMs(deviceMs);
        known = 0;
        for (int i = 0; i < others.size(); i++) {
            Other other = others.get(i);
            other.track().settle();
            long otherMs = other.track().deviceTimeMs(hubMs);
            if (other.memory().known(otherMs)) {
                averages[known++] = other.memory().now(otherMs);
            }
        }
        if (known < Value.Drift.OTHERS_MIN) {
            return false;
        }
        Arrays.sort(averages, 0, known);
        return true;
    }

    /** What others tell stands there since it was asked whether it is {@link #known}. */
    @Override
    public double now(long deviceMs) {
        double median = (averages[(known - 1) / 2] + averages[known / 2]) / 2;
        return own.now(deviceMs) - median;
    }

    @Override
    public long fetch() {
        return (long) known + others.size();
    }

    @Override
    public String unit() {
        return quantity.unit().symbol();
    }

    @Override
    public boolean isTimed() {
        return own.isTimed();
    }

    @Override
    public long turnsMs() {
        track.settle();
        return own.turnsMs();
    }
}
