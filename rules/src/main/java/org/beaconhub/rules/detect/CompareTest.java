package org.beaconhub.rules.detect;

import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Value;

/** Two figures side by side. */
record CompareTest(Track track, Condition.Compare compare, Figure left, Figure right) implements Test {
    @Override
    public Truth look(long deviceMs, long hubMs) {
        // Both are asked each time: what a window lets go then is not due again.
        boolean leftKnown = left.known(deviceMs);
        boolean rightKnown = right.known(deviceMs);
        if (!leftKnown || !rightKnown) {
            return Truth.UNKNOWN;
        }
        return Truth.of(compare.comparison().holds(left.now(deviceMs), right.now(deviceMs)));
    }

    @Override
    public Condition clause() {
        return compare;
    }

    @Override
    public String measured(long deviceMs) {
        Figure figure = left.apart();
        return figure.known(deviceMs) ? figure.shown(deviceMs) : "";
    }

    @Override
    public Lack lack(long deviceMs, long hubMs) {
        Figure one = left.apart();
        Figure other = right.apart();
        if (!one.known(deviceMs) || !other.known(deviceMs)) {
            return one.known(deviceMs) ? other.unknown(deviceMs) : one.unknown(deviceMs);
        }
        String threshold = compare.right() instanceof Value.Constant constant
                ? constant.text()
                : other.shown(deviceMs) + " (" + compare.right().text() + ")";
        return new Lack.Off(one.shown(deviceMs), threshold);
    }

    @Override
    public String shown() {
        return left.shown(track.observedAtMs());
    }

    @Override
    public boolean isTimed() {
        return left.isTimed() || right.isTimed();
    }

    @Override
    public long dueMs(Truth truth) {
        return Memory.timerMs(track, Math.min(left.turnsMs(), right.turnsMs()));
    }
}
