package org.beaconhub.gateway.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.journal.Journal;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of the one {@link Writer}: gathers what waits, and repeats its turns; a full disk makes it wait. */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final long IDLE_MS = 1000;
    private static final long FULL_RETRY_MS = 500;
    private static final long BUSY = Long.MIN_VALUE;

    private final Clock clock;
    private final LoopOptions options;
    private final Writer writer;
    private final HubTime time;
    private final Queue queue;
    private final Gauges gauges = new Gauges();
    private final Questions questions;
    private final Board board;
    private final Keeper keeper;
    private final List<Queue.Put> batch = new ArrayList<>();
    private final List<SiteFile> recoveredSite;
    private final Optional<String> lost;
    private final Thread thread;
    private long committedNanos;
    private volatile long restsUntilMs = BUSY;
    private volatile boolean stopping;

    private Loop(Journal journal, Snapshots snapshots, Clock clock, LoopOptions options, LongSupplier neededSeq) {
        this.clock = clock;
        this.options = options;
        Recovery.Recovered recovered = Recovery.recover(journal, snapshots);
        Mind mind = recovered.mind();
        Engine engine = mind.live();
        this.lost = recovered.lost();
        this.writer = new Writer(journal, mind);
        this.recoveredSite = engine.siteFiles();
        this.time = new HubTime(clock, engine.hubTimeMs());
        this.queue = new Queue(options.inboxPutsMax());
        this.questions = new Questions(queue::wake);
        this.board = new Board(mind, clock, questions);
        this.keeper = new Keeper(journal, snapshots, clock, options, neededSeq, gauges);
        this.committedNanos = clock.steadyNanos();
        this.thread = new Thread(this::run, "loop");
    }

    /**
     * Recovers the engine and starts.
     *
     * @param neededSeq the oldest entry that a reader of the journal still needs
     * @throws org.beaconhub.gateway.journal.JournalDamaged where the state cannot be made again
     */
    public static Loop start(
            Journal journal, Snapshots snapshots, Clock clock, LoopOptions options, LongSupplier neededSeq) {
        Loop loop = new Loop(journal, snapshots, clock, options, neededSeq);
        loop.thread.start();
        return loop;
    }

    /** The way in. */
    public Inbox inbox() {
        return queue;
    }

    /** The site's texts as they were when the loop started; empty in a new journal. */
    public List<SiteFile> recoveredSite() {
        return recoveredSite;
    }

    /** What is not known any more, since the engine began anew at this start; empty where it went on. */
    public Optional<String> lost() {
        return lost;
    }

    /** What readers may see. */
    public Views views() {
        return board;
    }

    /** Figures of the loop itself. */
    public Gauges gauges() {
        return gauges;
    }

    /** How many puts from devices wait. */
    public int inboxDepth() {
        return queue.depth();
    }

    /** Whether the loop's thread lives; a dead one is a fault that only a restart mends. */
    public boolean alive() {
        return thread.isAlive();
    }

    /** The hub time of the next timer, or {@link Long#MAX_VALUE}; empty while a turn is under way. */
    public OptionalLong restsUntilMs() {
        long timerMs = restsUntilMs;
        return timerMs == BUSY ? OptionalLong.empty() : OptionalLong.of(timerMs);
    }

    private void run() {
        try {
            writer.begin(time.nowMs());
            boolean durable = true;
            while (durable && !stopping) {
                durable = turn();
            }
            if (durable && turn()) {
                keeper.finish(writer);
            }
        } catch (JournalFull e) {
            LOG.error("the last decisions could not be written; the next start makes them again. {}", e.getMessage());
        } catch (InterruptedException e) {
            LOG.info("the loop was interrupted after entry {}", writer.engine().seq());
        } catch (RuntimeException e) {
            LOG.error(
                    "the loop stops after entry {}: an invariant is broken",
                    writer.engine().seq(),
                    e);
        }
    }

    /** One turn; false where the loop is to stop before there was room. */
    private boolean turn() throws InterruptedException {
        gather();
        restsUntilMs = BUSY;
        long before = writer.engine().seq();
        writer.append(batch, time.nowMs());
        if (!commit()) {
            return false;
        }
        boolean decided = writer.settle();
        if (writer.engine().seq() > before) {
            board.moved(decided);
        }
        board.publish(writer);
        questions.answer(writer.engine(), time.nowMs());
        keeper.keep(writer);
        queue.holdBack(gauges.heldBack());
        tellTimers();
        restsUntilMs = writer.nextTimerMs();
        return true;
    }

    private void tellTimers() {
        if (writer.timerStuck() && !gauges.timerStuck()) {
            LOG.error(
                    "a timer of the rules does not advance at entry {}; time passes in steps of {} ms from now on",
                    writer.engine().seq(),
                    TimerGuard.PAUSE_MS);
        }
        gauges.timerStuck(writer.timerStuck());
    }

    /** Waits for the first fact, or for a timer; commits that would follow too fast wait for company. */
    private void gather() throws InterruptedException {
        batch.clear();
        long timerMs = writer.nextTimerMs();
        long untilTimerMs = timerMs == Long.MAX_VALUE ? IDLE_MS : clock.waitMs(Math.max(0, timerMs - time.nowMs()));
        long waitMs = stopping ? 0 : Math.min(IDLE_MS, Math.min(untilTimerMs, board.dueMs()));
        int left = options.batchEntriesMax() - queue.take(batch, options.batchEntriesMax(), nanos(waitMs));
        while (!batch.isEmpty() && left > 0 && !stopping) {
            long waitNanos = committedNanos + nanos(options.commitSpacingMs()) - clock.steadyNanos();
            if (waitNanos <= 0) {
                return;
            }
            left -= queue.take(batch, left, waitNanos);
        }
    }

    private static long nanos(long ms) {
        return TimeUnit.MILLISECONDS.toNanos(ms);
    }

    /** Tries until all is durable; false where the loop is to stop before there was room. */
    private boolean commit() throws InterruptedException {
        long startNanos = clock.steadyNanos();
        gauges.committing(startNanos);
        while (true) {
            try {
                int count = writer.commit();
                committedNanos = clock.steadyNanos();
                gauges.done(count > 0);
                if (count > 0) {
                    gauges.committed(count, committedNanos - startNanos);
                }
                return true;
            } catch (JournalFull e) {
                gauges.blocked(clock.steadyNanos() - startNanos);
                LOG.error("no room: nothing is acknowledged until there is. {}", e.getMessage());
                if (stopping) {
                    return false;
                }
                Thread.sleep(FULL_RETRY_MS);
            }
        }
    }

    /** Stops after what waits now is in; what comes later stays unacknowledged. */
    @Override
    public void close() {
        stopping = true;
        queue.wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
