package org.beaconhub.gateway.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.KnownAct;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.explain.Why;

/**
 * The newest view. Making one costs time by the number of devices, so views follow one another no faster than a
 * multiple of what the last one cost: a small one after a decision, a larger one otherwise.
 */
final class Board implements Views {
    private static final long SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int COST_SPACING = 20;
    private static final int COST_SPACING_DECIDED = 2;
    private static final long NOTHING_NEW_MS = 1000;

    private final Clock clock;
    private final Questions questions;
    private final List<KnownAct> knownActs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile View view;
    private volatile DrillsView drills;
    private long madeNanos;
    private long costNanos;
    private boolean decided;
    private boolean outdated;

    Board(Mind mind, Clock clock, Questions questions) {
        this.questions = questions;
        this.view = mind.live().view();
        this.drills = mind.drills();
        this.knownActs = mind.live().knownActs();
        this.clock = clock;
        this.madeNanos = clock.steadyNanos();
    }

    /** The engine took entries in. */
    void moved(boolean withDecisions) {
        outdated = true;
        decided |= withDecisions;
    }

    /** Machine milliseconds until the next view is due. */
    long dueMs() {
        if (!outdated) {
            return NOTHING_NEW_MS;
        }
        long left = madeNanos + spacingNanos() - clock.steadyNanos();
        return clock.waitMs(Math.max(0, TimeUnit.NANOSECONDS.toMillis(left) + 1));
    }

    private long spacingNanos() {
        return decided ? COST_SPACING_DECIDED * costNanos : Math.max(SPACING_NANOS, COST_SPACING * costNanos);
    }

    /** Makes a view where one is due. */
    void publish(Writer writer) {
        long nanos = clock.steadyNanos();
        if (!outdated || nanos - madeNanos < spacingNanos()) {
            return;
        }
        View next = writer.engine().view();
        DrillsView nextDrills = writer.drills();
        madeNanos = clock.steadyNanos();
        costNanos = madeNanos - nanos;
        outdated = false;
        decided = false;
        lock.lock();
        try {
            drills = nextDrills;
            view = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<List<Why>> why(String device, long timeoutMs) throws InterruptedException {
        return questions.ask(device, timeoutMs);
    }

    @Override
    public List<KnownAct> knownActs() {
        return knownActs;
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public DrillsView drills() {
        return drills;
    }

    @Override
    public View awaitBeyond(long seq, long timeoutMs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
            while (view.seq() <= seq && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return view;
        } finally {
            lock.unlock();
        }
    }
}
