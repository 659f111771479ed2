package org.beaconhub.gateway.series;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.beaconhub.gateway.journal.Cursor;
import org.beaconhub.gateway.journal.JournalDamaged;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Observation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal and writes its observations into a store, on one thread of its own. Whatever the store does, the
 * journal keeps what is missing and nobody else waits. The cursor moves only behind what is durable, so after a crash
 * some samples are given again, and overwrite themselves.
 */
public final class Series {
    private static final Logger LOG = LoggerFactory.getLogger(Series.class);
    private static final long AWAIT_MS = 200;
    private static final long STOP_WAIT_MS = 2_000;
    private static final long NOTHING_MISSING = -1;

    private final JournalReader journal;
    private final SeriesStore store;
    private final Cursor cursor;
    private final SeriesOptions options;
    private final Sampler sampler;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private boolean cursorFails;
    private long outageFromSeq;
    private long outageToSeq;
    private volatile long done;
    private volatile long missingSinceMs = NOTHING_MISSING;
    private volatile @Nullable String stopped;

    private Series(JournalReader journal, SeriesStore store, Cursor cursor, SeriesOptions options) {
        this.journal = journal;
        this.store = store;
        this.cursor = cursor;
        this.options = options;
        this.sampler = new Sampler(options.devicesMax());
        this.done = cursor.load();
        this.thread = Thread.ofPlatform().name("series").daemon().unstarted(this::run);
    }

    /**
     * Begins to follow the journal from where the cursor stands. The store stays the caller's to close, after
     * {@link #stop}.
     */
    public static Series start(JournalReader journal, SeriesStore store, Cursor cursor, SeriesOptions options) {
        Series series = new Series(journal, store, cursor, options);
        series.thread.setUncaughtExceptionHandler(series::broken);
        series.thread.start();
        return series;
    }

    /**
     * Ends after the batch in hand. Where the store hangs it is waited for 2 s at the most; closing the store then sets
     * the thread free, and the batch is given again at the next start.
     *
     * @return whether the thread has ended
     */
    public boolean stop() throws InterruptedException {
        stopping.countDown();
        thread.join(STOP_WAIT_MS);
        return !thread.isAlive();
    }

    /** The last entry that the history is done with. */
    public long cursorSeq() {
        return done;
    }

    /** Age of the oldest entry that the history lacks, in milliseconds; 0 where it lacks none. */
    public long lagMs(long nowMs) {
        long since = missingSinceMs;
        return since == NOTHING_MISSING || done >= journal.lastSeq() ? 0 : Math.max(0, nowMs - since);
    }

    /** Why nothing is written until a person acts; empty where none need. */
    public Optional<String> stoppedWhy() {
        return Optional.ofNullable(stopped);
    }

    /** Readings written since the start, those given again included. */
    public long written() {
        return written.get();
    }

    /** Readings that the store refused, or that had no place in the history, since the start. */
    public long dropped() {
        return dropped.get();
    }

    /** Entries that the journal had deleted before they were written, since the start. */
    public long missed() {
        return missed.get();
    }

    private void run() {
        try {
            beginAnewWhereTheJournalIsAnother();
            int failures = 0;
            while (stopping.getCount() > 0) {
                failures = followed() ? 0 : failures + 1;
                if (failures > 0) {
                    pause(retryMs(failures));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beginAnewWhereTheJournalIsAnother() {
        if (done > journal.lastSeq()) {
            LOG.warn("series cursor {} is beyond the journal's end {}: beginning anew", done, journal.lastSeq());
            done = 0;
        }
    }

    /** One step; false where the journal or the cursor's file could not be used. */
    private boolean followed() throws InterruptedException {
        try {
            if (journal.awaitBeyond(done, AWAIT_MS)) {
                follow();
            }
            cursorFails = false;
            return true;
        } catch (JournalDamaged e) {
            halt("the history cannot go on at entry " + (done + 1) + ": " + e.getMessage());
            return false;
        } catch (UncheckedIOException e) {
            cursorFault(e);
            return false;
        }
    }

    private void cursorFault(UncheckedIOException fault) {
        if (!cursorFails) {
            LOG.warn("series: {}, will try again: {}", fault.getMessage(), String.valueOf(fault.getCause()));
        }
        cursorFails = true;
    }

    private void follow() throws InterruptedException {
        if (journal.lastSeq() - done < options.samplesMax() && options.lingerMs() > 0) {
            pause(options.lingerMs());
        }
        List<Entry> entries = journal.read(done + 1, options.samplesMax());
        if (entries.isEmpty()) {
            return;
        }
        noteGap(entries.getFirst());
        missingSinceMs = entries.getFirst().hubTimeMs();
        List<Sample> samples = new ArrayList<>(options.samplesMax() + 64);
        for (Entry entry : entries) {
            sample(entry, samples);
            if (samples.size() >= options.samplesMax() && !finish(samples, entry)) {
                return;
            }
        }
        if (finish(samples, entries.getLast()) && done >= journal.lastSeq()) {
            missingSinceMs = NOTHING_MISSING;
        }
    }

    private void noteGap(Entry first) {
        long gap = first.seq() - done - 1;
        if (gap > 0 && done > 0) {
            missed.addAndGet(gap);
            LOG.warn(
                    "series: the journal deleted entries {} to {} before they were written", done + 1, first.seq() - 1);
        }
    }

    private void sample(Entry entry, List<Sample> into) {
        if (entry.fact() instanceof Observation observation) {
            int before = into.size();
            sampler.sample(entry, observation, into).ifPresent(why -> {
                dropped.addAndGet(observation.readings().size() - (into.size() - before));
                LOG.warn("series: dropped readings of {} in entry {}: {}", observation.device(), entry.seq(), why);
            });
        }
    }

    /** Writes the samples and moves the cursor behind the entry; false where it was stopped before. */
    private boolean finish(List<Sample> samples, Entry last) throws InterruptedException {
        if (last.seq() == done) {
            return true;
        }
        if (!samples.isEmpty() && !deliver(samples)) {
            return false;
        }
        samples.clear();
        cursor.save(last.seq());
        done = last.seq();
        missingSinceMs = last.hubTimeMs();
        stopped = null;
        tellCaughtUp();
        return true;
    }

    private boolean deliver(List<Sample> samples) throws InterruptedException {
        int failures = 0;
        while (stopping.getCount() > 0) {
            switch (store.write(samples)) {
                case Outcome.Written() -> {
                    written.addAndGet(samples.size());
                    told(failures);
                    return true;
                }
                case Outcome.DropLines(List<Outcome.DropLine> lines) -> {
                    written.addAndGet(samples.size() - lines.size());
                    lines.forEach(this::drop);
                    told(failures);
                    return true;
                }
                case Outcome.RetryLater(String why) -> {
                    failures++;
                    if (failures == 1) {
                        LOG.warn("series: the store does not take readings, will try again: {}", why);
                    }
                    pause(retryMs(failures));
                }
                case Outcome.StopAndTell(String why) -> {
                    failures++;
                    halt(why);
                    pause(options.probeMs());
                }
            }
        }
        return false;
    }

    private void drop(Outcome.DropLine line) {
        dropped.incrementAndGet();
        Sample which = line.which();
        LOG.warn("series: dropped {} of {} at {} ns: {}", which.reading(), which.device(), which.atNs(), line.why());
    }

    private void halt(String why) {
        if (!why.equals(stopped)) {
            LOG.error("series: stopped until a person acts: {}", why);
        }
        stopped = why;
    }

    private void told(int failures) {
        if (failures > 0) {
            outageFromSeq = outageToSeq > done ? outageFromSeq : done;
            outageToSeq = journal.lastSeq();
            LOG.info(
                    "series: the store takes readings again after {} attempts; entries {} to {} are missing yet",
                    failures,
                    done + 1,
                    outageToSeq);
        }
        stopped = null;
    }

    /** Says once that what an outage left is written. */
    private void tellCaughtUp() {
        if (outageToSeq > 0 && done >= outageToSeq) {
            LOG.info(
                    "series: caught up: all {} entries since entry {} are written",
                    done - outageFromSeq,
                    outageFromSeq);
            outageToSeq = 0;
        }
    }

    private long retryMs(int failures) {
        return Math.min(options.retryMostMs(), options.retryFirstMs() << Math.min(failures - 1, 20));
    }

    private void pause(long ms) throws InterruptedException {
        if (stopping.await(ms, TimeUnit.MILLISECONDS)) {
            LOG.debug("series: stopping");
        }
    }

    private void broken(Thread where, Throwable fault) {
        stopped = "a fault of the hub ended the history's thread: " + fault;
        LOG.error("series: thread {} ended by a fault", where.getName(), fault);
    }
}
