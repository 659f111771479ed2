package org.beaconhub.gateway.series.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.series.Charts;
import org.beaconhub.gateway.series.Outcome;
import org.beaconhub.gateway.series.Sample;
import org.beaconhub.gateway.series.SeriesStore;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history in one file of H2's MVStore. Rows are keyed by device and moment, so that samples given again change
 * nothing; long charts read minute or hour roll-ups; what is older than the retention is deleted piece by piece
 * between writes.
 */
public final class H2Store implements SeriesStore, Charts {
    private static final Logger LOG = LoggerFactory.getLogger(H2Store.class);
    private static final long NANOS_PER_MS = 1_000_000;
    private static final long DAY_MS = 86_400_000;
    private static final long FLUSH_NANOS = 60_000 * NANOS_PER_MS;
    private static final int PENDING_MAX = 200_000;
    private static final long SWEEP_NANOS = 3_600_000 * NANOS_PER_MS;
    private static final int SWEEP_ROWS = 10_000;

    private final Path file;
    private final int retentionDays;
    private final Clock clock;
    private final ReentrantLock rolling = new ReentrantLock();
    private @Nullable Book book;
    private boolean closed;
    private long flushedNanos;
    private long sweptNanos;

    /**
     * Opens the file at the first use, and makes it where it is missing.
     *
     * @param file where it is kept
     * @param retentionDays how long readings are kept, in days; 1 to 36,500
     */
    public H2Store(Path file, int retentionDays, Clock clock) {
        if (retentionDays < 1 || retentionDays > 36_500) {
            throw new IllegalArgumentException("retentionDays must be 1 to 36500, got " + retentionDays);
        }
        this.file = file;
        this.retentionDays = retentionDays;
        this.clock = clock;
        this.flushedNanos = clock.steadyNanos();
        this.sweptNanos = flushedNanos - SWEEP_NANOS;
    }

    @Override
    public Outcome write(List<Sample> samples) {
        rolling.lock();
        try {
            Book current = book();
            current.add(samples);
            if (current.pending().count() >= PENDING_MAX || clock.steadyNanos() - flushedNanos >= FLUSH_NANOS) {
                flushedNanos = clock.steadyNanos();
                current.flush();
            }
            sweepOn(current);
            return new Outcome.Written();
        } catch (MVStoreException e) {
            forget();
            return sorted(e);
        } finally {
            rolling.unlock();
        }
    }

    private Outcome sorted(MVStoreException fault) {
        String why = "the history's file " + file + ": " + fault.getMessage();
        return switch (fault.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED -> new Outcome.StopAndTell(why + "; end the other process that uses it");
            case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_UNSUPPORTED_FORMAT, DataUtils.ERROR_CHUNK_NOT_FOUND ->
                new Outcome.StopAndTell(why + "; move the file away, then a new one is begun");
            default -> new Outcome.RetryLater(why);
        };
    }

    private void sweepOn(Book current) {
        if (clock.steadyNanos() - sweptNanos >= SWEEP_NANOS) {
            long beforeMs = clock.nowMs() - retentionDays * DAY_MS;
            if (!current.delete(beforeMs, SWEEP_ROWS)) {
                sweptNanos = clock.steadyNanos();
            }
        }
    }

    @Override
    public List<Point> points(String device, Quantity quantity, long fromMs, long toMs, int pointsMax)
            throws HistoryUnavailable {
        if (quantity.unit() == Unit.TEXT || fromMs >= toMs) {
            return List.of();
        }
        Stretch stretch = new Stretch(fromMs, toMs, Math.max(1, Math.ceilDiv(toMs - fromMs, pointsMax)));
        try {
            if (stretch.bucketMs() < Slots.MINUTE_MS) {
                Buckets buckets = new Buckets(stretch);
                opened().readings(device, quantity.key(), fromMs, toMs, buckets::add);
                return buckets.points();
            }
            long lengthMs = stretch.bucketMs() < Slots.HOUR_MS ? Slots.MINUTE_MS : Slots.HOUR_MS;
            return rolledUp(device, quantity, stretch.aligned(lengthMs, pointsMax), lengthMs);
        } catch (MVStoreException e) {
            throw unavailable(e);
        }
    }

    /** The lock keeps what waits from moving into the maps between the two looks. */
    private List<Point> rolledUp(String device, Quantity quantity, Stretch stretch, long lengthMs) {
        Buckets buckets = new Buckets(stretch);
        rolling.lock();
        try {
            book().rollUps(device, quantity.key(), stretch.fromMs(), stretch.toMs(), lengthMs, buckets::add);
        } finally {
            rolling.unlock();
        }
        return buckets.points();
    }

    /**
     * Shows every measurement of a quantity in the file, to count what the history has.
     *
     * @throws HistoryUnavailable where the file does not answer
     */
    public void moments(Quantity quantity, Moment each) throws HistoryUnavailable {
        try {
            opened().moments(quantity.key(), each);
        } catch (MVStoreException e) {
            throw unavailable(e);
        }
    }

    private HistoryUnavailable unavailable(MVStoreException fault) {
        return new HistoryUnavailable("the history's file " + file + " does not answer: " + fault.getMessage(), fault);
    }

    /** Takes the device and the moment of one measurement, in nanoseconds since 1970 UTC with their tie-break. */
    public interface Moment {
        /** Is called once for each. */
        void at(String device, long atNs);
    }

    private Book opened() {
        rolling.lock();
        try {
            return book();
        } finally {
            rolling.unlock();
        }
    }

    private Book book() {
        if (closed) {
            throw new MVStoreException(DataUtils.ERROR_CLOSED, "the store is closed");
        }
        Book current = book;
        if (current == null) {
            current = new Book(file);
            book = current;
        }
        return current;
    }

    private void forget() {
        if (book != null) {
            book.close();
            book = null;
        }
    }

    @Override
    public void close() {
        rolling.lock();
        try {
            if (book != null) {
                book.flush();
            }
        } catch (MVStoreException e) {
            LOG.warn("the roll-ups of the history wait for the next start: {}", e.getMessage());
        } finally {
            forget();
            closed = true;
            rolling.unlock();
        }
    }
}
