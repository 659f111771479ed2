package org.beaconhub.gateway.run;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.journal.Journal;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.engine.Engine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What keeps the journal's folder in order: snapshots now and then, old files deleted and others made small, the room watched. */
final class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long EXPIRY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final double RESUME_AT = 1.25;

    private final Journal journal;
    private final Snapshots snapshots;
    private final Clock clock;
    private final LoopOptions options;
    private final LongSupplier neededSeq;
    private final Gauges gauges;
    private final AtomicReference<@Nullable Digest> digest = new AtomicReference<>();
    private @Nullable Thread saving;
    private @Nullable Thread compacting;
    private long snapshotSeq;
    private long lookedNanos;
    private long expiredNanos;

    private record Digest(long seq, String value) {}

    Keeper(
            Journal journal,
            Snapshots snapshots,
            Clock clock,
            LoopOptions options,
            LongSupplier neededSeq,
            Gauges gauges) {
        this.journal = journal;
        this.snapshots = snapshots;
        this.clock = clock;
        this.options = options;
        this.neededSeq = neededSeq;
        this.gauges = gauges;
        this.snapshotSeq = snapshots.sequences().stream().reduce(0L, Math::max);
        this.lookedNanos = clock.steadyNanos() - LOOK_NANOS;
        this.expiredNanos = clock.steadyNanos();
    }

    /** Does what is due; most calls do nothing. */
    void keep(Writer writer) {
        Engine engine = writer.engine();
        long nanos = clock.steadyNanos();
        if (nanos - lookedNanos < LOOK_NANOS) {
            return;
        }
        lookedNanos = nanos;
        long room = journal.roomBytes();
        double wanted = gauges.heldBack() ? options.reserveBytes() * RESUME_AT : options.reserveBytes();
        gauges.heldBack(room < wanted);
        recordDigest();
        if (engine.seq() - snapshotSeq >= options.snapshotEntries() && (saving == null || !saving.isAlive())) {
            begin(writer);
        }
        if (nanos - expiredNanos >= EXPIRY_NANOS) {
            expiredNanos = nanos;
            journal.expire(Math.min(neededSeq.getAsLong(), oldestSnapshot()), engine.hubTimeMs() - options.keepMs());
            if (compacting == null || !compacting.isAlive()) {
                compacting = Thread.ofVirtual().name("compaction").start(journal::compact);
            }
        }
    }

    /** The digest is reckoned beside the loop, but only the loop writes to the journal. */
    private void recordDigest() {
        Digest saved = digest.getAndSet(null);
        if (saved != null) {
            journal.digest(saved.seq(), saved.value());
        }
    }

    private void begin(Writer writer) {
        try {
            byte[] state = writer.snapshot();
            long seq = writer.engine().seq();
            snapshotSeq = seq;
            saving = Thread.ofVirtual().name("snapshot").start(() -> save(seq, state));
        } catch (JournalFull e) {
            LOG.warn("no snapshot while the journal has no room: {}", e.getMessage());
        }
    }

    /** Entries after the oldest snapshot may be wanted by a recovery. */
    private long oldestSnapshot() {
        return snapshots.sequences().stream().findFirst().orElse(0L);
    }

    private void save(long seq, byte[] state) {
        try {
            snapshots.save(seq, state, journal.firstSeq());
            digest.set(new Digest(seq, Engine.digest(state)));
        } catch (IOException e) {
            LOG.warn("the snapshot of entry {} could not be written, recovery takes longer: {}", seq, e.getMessage());
        }
    }

    /** Takes a last snapshot, so that the next start is quick. */
    void finish(Writer writer) throws InterruptedException, JournalFull {
        if (saving != null) {
            saving.join();
        }
        if (writer.engine().seq() > snapshotSeq) {
            save(writer.engine().seq(), writer.snapshot());
        }
        recordDigest();
        journal.commit();
    }
}
