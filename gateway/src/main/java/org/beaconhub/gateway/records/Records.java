package org.beaconhub.gateway.records;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.beaconhub.gateway.journal.JournalDamaged;
import org.beaconhub.gateway.journal.JournalReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal and writes what it tells of alarms, incidents and notices into a database, on one thread of its own.
 * Whatever the database does, the journal keeps what is missing and nobody else waits. The place in the journal is
 * written together with the rows, so each entry counts once.
 */
public final class Records implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Records.class);
    private static final long IDLE_MS = 200;
    private static final long STOP_WAIT_MS = 2_000;
    /** Entries that tell nothing are not worth a commit each; so many are read again after a crash. */
    private static final int SILENT_ENTRIES_MAX = 10_000;

    private static final long UNKNOWN = -1;
    /** So long do the records wait for those who are in a hurry, once for each hurry. */
    private static final long GIVE_WAY_MS_MAX = 2_000;

    private static final long GIVE_WAY_MS = 50;

    private final JournalReader journal;
    private final Database database;
    private final RecordsReader reader;
    private final RecordsOptions options;
    private final Expiry expiry;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Connection connection;
    private @Nullable Scribe scribe;
    private Followed kept = new Followed(0, 0);
    private volatile Followed done = new Followed(UNKNOWN, 0);
    private volatile long keptSeq;
    private volatile @Nullable String trouble;
    private volatile BooleanSupplier hurry = () -> false;
    private boolean gaveWay;

    private Records(JournalReader journal, RecordsTarget target, RecordsOptions options) {
        this.journal = journal;
        this.database = new Database(target);
        this.reader = new RecordsReader(target);
        this.options = options;
        this.expiry = new Expiry(options);
        this.thread = Thread.ofPlatform().name("records").daemon().unstarted(this::run);
    }

    /** Begins to follow the journal from where the database stands; the tables are made where they are missing. */
    public static Records start(JournalReader journal, RecordsTarget target, RecordsOptions options) {
        Records records = new Records(journal, target, options);
        records.thread.setUncaughtExceptionHandler(records::broken);
        records.thread.start();
        return records;
    }

    /** Others go first: while they are in a hurry the records wait, for two seconds at the most and once for each hurry. */
    public void giveWayTo(BooleanSupplier others) {
        hurry = others;
    }

    private void giveWay() throws InterruptedException {
        for (long ms = 0;
                ms < GIVE_WAY_MS_MAX && !gaveWay && stopping.getCount() > 0 && hurry.getAsBoolean();
                ms += GIVE_WAY_MS) {
            pause(GIVE_WAY_MS);
        }
        gaveWay = hurry.getAsBoolean();
    }

    /** Looks up what is written. */
    public RecordsReader reader() {
        return reader;
    }

    /** The last entry that the journal may forget, as far as the records go; 0 while the database does not tell. */
    public long keptSeq() {
        return keptSeq;
    }

    /** The last entry done with; -1 while the database does not tell. */
    public long doneSeq() {
        return done.seq();
    }

    /** Age of the newest entry done with where newer ones wait, in milliseconds; 0 where none does. */
    public long lagMs(long nowMs) {
        Followed now = done;
        return now.seq() >= journal.decidedSeq() || now.hubTimeMs() == 0 ? 0 : Math.max(0, nowMs - now.hubTimeMs());
    }

    /** Why nothing is written now; empty where all is well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void run() {
        try {
            int failures = 0;
            while (stopping.getCount() > 0) {
                failures = followed() ? 0 : failures + 1;
                pause(failures > 0 ? options.retryMs(failures) : IDLE_MS);
            }
            if (scribe != null) {
                followed();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    /** Takes what there is; false where the database or the journal could not be used. */
    private boolean followed() throws InterruptedException {
        try {
            Connection open = connected();
            while (stopping.getCount() > 0 && done.seq() < journal.decidedSeq()) {
                giveWay();
                take(open);
            }
            if (stopping.getCount() == 0 && done.seq() > kept.seq()) {
                keep(open, done);
            }
            expire(open);
            healed();
            return true;
        } catch (SQLException | JournalDamaged e) {
            disconnect();
            troubled(e);
            return false;
        }
    }

    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open != null) {
            return open;
        }
        open = database.connect();
        connection = open;
        database.migrate();
        open.setAutoCommit(false);
        kept = Followed.load(open);
        open.commit();
        Optional<String> strange = kept.strange(journal);
        if (strange.isPresent()) {
            throw new SQLException(strange.get());
        }
        noteGap();
        done = kept;
        keptSeq = kept.seq();
        scribe = new Scribe(open);
        return open;
    }

    private void noteGap() {
        if (kept.seq() > 0 && kept.seq() + 1 < journal.firstSeq()) {
            LOG.warn(
                    "records: the journal deleted entries {} to {} before they were written",
                    kept.seq() + 1,
                    journal.firstSeq() - 1);
        }
    }

    /** Takes some entries, as one. */
    private void take(Connection open) throws SQLException {
        Scribe.Taken taken = Objects.requireNonNull(scribe).take(journal, done, journal.decidedSeq());
        if (taken.told() || taken.last().seq() - kept.seq() >= SILENT_ENTRIES_MAX) {
            keep(open, taken.last());
        }
        done = taken.last();
    }

    private void keep(Connection open, Followed last) throws SQLException {
        kept.advance(open, last);
        open.commit();
        kept = last;
        keptSeq = last.seq();
    }

    /** Deletes what is too old once nothing waits to be written, a piece at a time. */
    private void expire(Connection open) throws SQLException {
        while (stopping.getCount() > 0
                && done.seq() >= journal.decidedSeq()
                && expiry.isDue(done.hubTimeMs())
                && expiry.piece(open, done.hubTimeMs())) {
            LOG.debug("records: deleted what was kept long enough");
        }
    }

    private void healed() {
        if (trouble != null) {
            LOG.info("records: the database takes them again; nothing is missing up to entry {}", done.seq());
        }
        trouble = null;
    }

    private void troubled(Exception fault) {
        String why = Database.firstLine(fault);
        if (!why.equals(trouble) && stopping.getCount() > 0) {
            LOG.warn("records: they wait behind entry {}, will try again: {}", keptSeq, why);
        }
        trouble = why;
    }

    private void broken(Thread where, Throwable fault) {
        trouble = "a fault of the hub ended the thread of the records: " + fault;
        LOG.error("records: thread {} ended by a fault", where.getName(), fault);
    }

    /** What was not committed is given again. */
    private void disconnect() {
        Connection open = connection;
        connection = null;
        scribe = null;
        if (open != null) {
            try (open) {
                open.rollback();
            } catch (SQLException e) {
                LOG.debug("records: the connection ended with {}", e.getMessage());
            }
        }
    }

    private void pause(long ms) throws InterruptedException {
        if (stopping.await(ms, TimeUnit.MILLISECONDS)) {
            LOG.debug("records: stopping");
        }
    }

    /** Ends after the batch in hand; where the database hangs the connection is cut, and the batch is given again. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(STOP_WAIT_MS);
            Connection open = connection;
            if (thread.isAlive() && open != null) {
                open.abort(Runnable::run);
                thread.join(STOP_WAIT_MS);
            }
        } catch (SQLException e) {
            LOG.warn("records: the connection does not end: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
