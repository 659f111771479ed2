package org.beaconhub.rules.detect;

import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.rulebook.Condition;

/** Whether what a track remembers says yes: a quantity has changed, or stands still. */
record RememberedTest(Track track, Condition clause, int slot, Quantity quantity, Memory memory) implements Test {
    /** It says yes by 1 and no by 0. */
    static final double YES_MIN = 0.5;

    @Override
    public Truth look(long deviceMs, long hubMs) {
        track.settle();
        return memory.known(deviceMs) ? Truth.of(memory.now(deviceMs) >= YES_MIN) : Truth.UNKNOWN;
    }

    @Override
    public String measured(long deviceMs) {
        return track.readings().told(slot) ? Figure.latest(track, slot, quantity) : "";
    }

    @Override
    public Lack lack(long deviceMs, long hubMs) {
        String value = measured(deviceMs);
        if (value.isEmpty()) {
            return new Lack.NoReading(quantity);
        } else if (clause instanceof Condition.Changed changed) {
            return new Lack.Unchanged(quantity, value, changed.windowMs());
        }
        track.settle();
        long windowMs = clause instanceof Condition.Stuck stuck ? stuck.windowMs() : 0;
        return memory.copy().known(deviceMs)
                ? new Lack.Moves(quantity, value, windowMs)
                : new Lack.TooFew(quantity, windowMs);
    }

    @Override
    public String shown() {
        return Figure.latest(track, slot, quantity);
    }

    @Override
    public boolean isTimed() {
        return memory.isTimed();
    }

    @Override
    public long dueMs(Truth truth) {
        track.settle();
        return Memory.timerMs(track, memory.turnsMs());
    }
}
