package org.beaconhub.gateway.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.fact.Entry;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A journal of one machine, on files of H2's MVStore. */
public final class MvJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(MvJournal.class);

    private final Path folder;
    private final JournalOptions options;
    private final SegmentFiles segments;
    private final Block block = new Block();
    private final List<List<Decision>> heldDecisions = new ArrayList<>();
    private final List<HeldDigest> heldDigests = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private volatile long lastSeq;
    private volatile long decidedSeq;
    private final ReentrantLock compacting = new ReentrantLock();
    private final Set<Long> compact = new HashSet<>(); // only while compacting is held
    private volatile boolean closing;

    private record HeldDigest(long seq, String digest) {}

    private MvJournal(Path folder, JournalOptions options, SegmentFiles segments) {
        this.folder = folder;
        this.options = options;
        this.segments = segments;
    }

    /**
     * Opens the journal of a folder to write, or makes one.
     *
     * @throws JournalDamaged where a file cannot be read
     * @throws UncheckedIOException where the folder cannot be used
     */
    public static MvJournal open(Path folder, JournalOptions options) {
        return open(folder, options, false);
    }

    /** Opens the journal of a folder only to read; a running hub must not use it meanwhile. */
    public static MvJournal openToRead(Path folder) {
        return open(folder, JournalOptions.STANDARD, true);
    }

    private static MvJournal open(Path folder, JournalOptions options, boolean readOnly) {
        // H2's classes for files wait for one another while they load: where two threads are the first to use them, as
        // the hub's loop and its records, neither ever goes on. Whoever opens the journal is the only thread yet.
        FilePath.get(folder.toString());
        try {
            MvJournal journal = new MvJournal(folder, options, SegmentFiles.in(folder, readOnly));
            journal.begin(readOnly);
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the journal's folder " + folder, e);
        }
    }

    private void begin(boolean readOnly) {
        long last = segments.written();
        lastSeq = segments.look(last, last - 1, segment -> segment.lastSeq(last));
        if (readOnly) { // the last block's decisions would have come with the next one
            decidedSeq = segments.look(last, last, segment -> segment.lastBlock(last)) - 1;
        }
    }

    @Override
    public void append(Entry entry) {
        long next = lastSeq + block.count() + 1;
        if (entry.seq() != next) {
            throw new IllegalStateException("entry " + next + " must come next, got " + entry.seq());
        }
        block.add(entry);
    }

    @Override
    public void record(List<? extends Decision> decisions) {
        if (!decisions.isEmpty()) {
            heldDecisions.add(List.copyOf(decisions));
        }
    }

    @Override
    public void digest(long seq, String digest) {
        heldDigests.add(new HeldDigest(seq, digest));
    }

    @Override
    public void commit() throws JournalFull {
        if (block.count() == 0 && heldDecisions.isEmpty() && heldDigests.isEmpty()) {
            decidedSeq = lastSeq;
            return;
        }
        try {
            write();
        } catch (MVStoreException e) {
            segments.stepBack(lastSeq); // the store is of no use any more
            throw new JournalFull("the journal in " + folder + " cannot be written: " + e.getMessage(), e);
        }
        heldDecisions.clear();
        heldDigests.clear();
        decidedSeq = lastSeq;
        int added = block.count();
        block.clear();
        if (added > 0) {
            publish(lastSeq + added);
        }
    }

    /** What was held belongs to entries of the last file; only then may the new block begin another file. */
    private void write() {
        Segment current = segments.toWrite();
        heldDecisions.forEach(current::put);
        heldDigests.forEach(held -> current.put(held.seq(), held.digest()));
        boolean full = lastSeq - segments.written() + 1 >= options.segmentEntriesMax()
                || current.sizeBytes() >= options.segmentBytesMax();
        if (!full || block.count() == 0) {
            put(current);
            return;
        }
        current.force();
        put(segments.begin(block.firstSeq()));
    }

    private void put(Segment segment) {
        if (block.count() > 0) {
            segment.put(block.firstSeq(), block.toBytes());
        }
        segment.force();
    }

    private void publish(long seq) {
        lock.lock();
        try {
            lastSeq = seq;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long firstSeq() {
        return segments.firsts().isEmpty() ? 1 : segments.firsts().first();
    }

    @Override
    public long lastSeq() {
        return lastSeq;
    }

    @Override
    public long decidedSeq() {
        return decidedSeq;
    }

    /** The file that holds a sequence, or the oldest where it was deleted; null where there is none. */
    private @Nullable Long fileOf(long seq) {
        Long first = segments.firsts().floor(seq);
        return first == null ? segments.firsts().ceiling(seq) : first;
    }

    @Override
    public List<Entry> read(long fromSeq, int countMax) {
        List<Entry> entries = new ArrayList<>();
        long last = lastSeq;
        for (Long first = fileOf(fromSeq);
                first != null && first <= last && entries.size() < countMax;
                first = segments.firsts().higher(first)) {
            long from = entries.isEmpty() ? fromSeq : entries.getLast().seq() + 1;
            boolean there = segments.look(first, false, segment -> {
                segment.read(from, last, countMax, entries);
                return true;
            });
            if (!there) { // given up for want of room: nothing beyond it is committed
                break;
            }
        }
        return entries;
    }

    @Override
    public List<Decision> recorded(long causeSeq) {
        Long first = segments.firsts().floor(causeSeq);
        return first == null ? List.of() : segments.look(first, List.of(), segment -> segment.recorded(causeSeq));
    }

    @Override
    public OptionalLong nextDecided(long fromSeq) {
        for (Long first = fileOf(fromSeq);
                first != null;
                first = segments.firsts().higher(first)) {
            OptionalLong next = segments.look(first, OptionalLong.empty(), segment -> segment.nextDecided(fromSeq));
            if (next.isPresent()) {
                return next;
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong lastDecided(long untilSeq) {
        for (Long first = segments.firsts().floor(untilSeq);
                first != null;
                first = segments.firsts().lower(first)) {
            OptionalLong last = segments.look(first, OptionalLong.empty(), segment -> segment.lastDecided(untilSeq));
            if (last.isPresent()) {
                return last;
            }
        }
        return OptionalLong.empty();
    }

    /** The digest recorded for the state after an entry. */
    public Optional<String> digest(long seq) {
        Long first = segments.firsts().floor(seq);
        return first == null ? Optional.empty() : segments.look(first, Optional.empty(), file -> file.digest(seq));
    }

    @Override
    public boolean awaitBeyond(long seq, long timeoutMs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
            while (lastSeq <= seq && nanos > 0) {
                nanos = grown.awaitNanos(nanos);
            }
            return lastSeq > seq;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int expire(long neededSeq, long beforeMs) {
        int gone = 0;
        while (segments.firsts().size() > 1) {
            long oldest = segments.firsts().first();
            Long next = segments.firsts().higher(oldest);
            if (next == null || next > neededSeq || firstTimeMs(next) >= beforeMs) {
                return gone;
            }
            segments.delete(oldest);
            gone++;
        }
        return gone;
    }

    private long firstTimeMs(long seq) {
        List<Entry> first = read(seq, 1);
        return first.isEmpty() ? Long.MAX_VALUE : first.getFirst().hubTimeMs();
    }

    @Override
    public int compact() {
        int compacted = 0;
        compacting.lock();
        try {
            for (Long first : segments.firsts().headSet(segments.written())) {
                if (!closing && compact.add(first) && compacted(first)) {
                    compacted++;
                }
            }
        } finally {
            compacting.unlock();
        }
        return compacted;
    }

    /** A file that could not be made compact stays as it is. */
    private boolean compacted(long firstSeq) {
        try {
            return new Compaction(segments, () -> closing).run(firstSeq);
        } catch (IOException | MVStoreException | JournalDamaged e) {
            LOG.warn("a file of the journal stays as large as it is for now: {}", e.getMessage());
            compact.remove(firstSeq);
            return false;
        }
    }

    /** The first sequences of the files, oldest first. */
    public List<Long> segments() {
        return List.copyOf(segments.firsts());
    }

    @Override
    public long roomBytes() {
        return disk(FileStore::getUsableSpace);
    }

    @Override
    public long diskBytes() {
        return disk(FileStore::getTotalSpace);
    }

    private interface Figure {
        long of(FileStore disk) throws IOException;
    }

    private long disk(Figure figure) {
        try {
            return figure.of(Files.getFileStore(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask the disk of " + folder, e);
        }
    }

    @Override
    public void close() {
        closing = true;
        compacting.lock();
        try {
            segments.close();
        } finally {
            compacting.unlock();
        }
    }
}
