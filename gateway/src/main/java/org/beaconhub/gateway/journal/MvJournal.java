package org.beaconhub.gateway.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.fact.Entry;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/** A journal of one machine, on files of H2's MVStore. */
public final class MvJournal implements Journal {
    private static final Pattern NAME = Pattern.compile("segment-(\\d{19})\\.mv");

    private final Path folder;
    private final JournalOptions options;
    private final boolean readOnly;
    private final NavigableMap<Long, Path> files = new ConcurrentSkipListMap<>();
    private final NavigableMap<Long, Segment> open = new ConcurrentSkipListMap<>();
    private final Block block = new Block();
    private final List<List<Decision>> heldDecisions = new ArrayList<>();
    private final List<HeldDigest> heldDigests = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private volatile long lastSeq;
    private volatile long decidedSeq;
    private long lastSegment = 1;

    private record HeldDigest(long seq, String digest) {}

    private MvJournal(Path folder, JournalOptions options, boolean readOnly) {
        this.folder = folder;
        this.options = options;
        this.readOnly = readOnly;
    }

    /**
     * Opens the journal of a folder to write, or makes one.
     *
     * @throws JournalDamaged where a file cannot be read
     * @throws UncheckedIOException where the folder cannot be used
     */
    public static MvJournal open(Path folder, JournalOptions options) {
        return new MvJournal(folder, options, false).begin();
    }

    /** Opens the journal of a folder only to read; a running hub must not use it meanwhile. */
    public static MvJournal openToRead(Path folder) {
        return new MvJournal(folder, JournalOptions.STANDARD, true).begin();
    }

    private MvJournal begin() {
        // H2's classes for files wait for one another while they load: where two threads are the first to use them, as
        // the
        // hub's loop and its records, neither ever goes on. Whoever opens the journal is the only thread yet.
        FilePath.get(folder.toString());
        try {
            Files.createDirectories(folder);
            try (Stream<Path> found = Files.list(folder)) {
                found.forEach(this::note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the journal's folder " + folder, e);
        }
        if (!files.isEmpty()) {
            lastSegment = files.lastKey();
            lastSeq = segment(lastSegment).lastSeq(lastSegment);
            if (readOnly) { // the last block's decisions would have come with the next one
                decidedSeq = segment(lastSegment).lastBlock(lastSegment) - 1;
            }
        }
        return this;
    }

    private void note(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
            files.put(Long.parseLong(name.group(1)), file);
        }
    }

    /** The segment that begins so, to be read: where it cannot be opened, it is damaged. */
    private Segment segment(long firstSeq) {
        try {
            return opened(firstSeq);
        } catch (MVStoreException e) {
            throw new JournalDamaged(files.get(firstSeq) + " cannot be opened: " + e.getMessage());
        }
    }

    /** Opens a segment when it is first needed, and only the last one to write; to a writer a failure may be a full disk. */
    private Segment opened(long firstSeq) {
        Segment found = open.get(firstSeq);
        if (found != null) {
            return found;
        }
        lock.lock();
        try {
            return open.computeIfAbsent(firstSeq, first -> {
                Path file = files.computeIfAbsent(first, missing -> Segment.file(folder, missing));
                return Segment.open(file, readOnly || first < lastSegment);
            });
        } finally {
            lock.unlock();
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
            abandon();
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
        Segment current = opened(lastSegment);
        heldDecisions.forEach(current::put);
        heldDigests.forEach(held -> current.put(held.seq(), held.digest()));
        boolean full = lastSeq - lastSegment + 1 >= options.segmentEntriesMax()
                || current.sizeBytes() >= options.segmentBytesMax();
        if (!full || block.count() == 0) {
            put(current);
            return;
        }
        current.force();
        lastSegment = block.firstSeq();
        put(opened(lastSegment));
    }

    private void put(Segment segment) {
        if (block.count() > 0) {
            segment.put(block.firstSeq(), block.toBytes());
        }
        segment.force();
    }

    /** After a failed write the store is of no use: it is opened anew at the next try. */
    private void abandon() {
        Segment broken = open.remove(lastSegment);
        if (broken != null) {
            broken.abandon();
        }
        if (lastSegment > lastSeq && files.size() > 1) {
            delete(lastSegment);
            lastSegment = files.lastKey();
            Segment before = open.remove(lastSegment);
            if (before != null) {
                before.abandon();
            }
        }
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
        return files.isEmpty() ? 1 : files.firstKey();
    }

    @Override
    public long lastSeq() {
        return lastSeq;
    }

    @Override
    public long decidedSeq() {
        return decidedSeq;
    }

    @Override
    public List<Entry> read(long fromSeq, int countMax) {
        List<Entry> entries = new ArrayList<>();
        long last = lastSeq;
        Long first = files.floorKey(fromSeq);
        if (first == null) {
            first = files.ceilingKey(fromSeq);
        }
        long from = fromSeq;
        while (first != null && first <= last && entries.size() < countMax) {
            if (!readSegment(first, from, last, countMax, entries)) {
                break;
            }
            from = entries.isEmpty() ? from : entries.getLast().seq() + 1;
            first = files.higherKey(first);
        }
        return entries;
    }

    /** Reads from one file; false where it is just being given up because the disk is full. */
    private boolean readSegment(long first, long fromSeq, long last, int countMax, List<Entry> into) {
        Segment segment = segment(first);
        try {
            segment.read(fromSeq, last, countMax, into);
            return true;
        } catch (MVStoreException e) {
            if (open.get(first) != segment) {
                return false;
            }
            throw new JournalDamaged(segment.place() + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public List<Decision> recorded(long causeSeq) {
        return segmentOf(causeSeq).map(segment -> segment.recorded(causeSeq)).orElse(List.of());
    }

    @Override
    public OptionalLong nextDecided(long fromSeq) {
        Long first = files.floorKey(fromSeq);
        if (first == null) {
            first = files.ceilingKey(fromSeq);
        }
        while (first != null) {
            Long next = segment(first).nextDecided(fromSeq);
            if (next != null) {
                return OptionalLong.of(next);
            }
            first = files.higherKey(first);
        }
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong lastDecided(long untilSeq) {
        for (Long first = files.floorKey(untilSeq); first != null; first = files.lowerKey(first)) {
            Long last = segment(first).lastDecided(untilSeq);
            if (last != null) {
                return OptionalLong.of(last);
            }
        }
        return OptionalLong.empty();
    }

    /** The digest recorded for the state after an entry. */
    public Optional<String> digest(long seq) {
        return segmentOf(seq).flatMap(segment -> segment.digest(seq));
    }

    /** Decisions and digests lie in the file of their entry. */
    private Optional<Segment> segmentOf(long seq) {
        Long first = files.floorKey(seq);
        return first == null ? Optional.empty() : Optional.of(segment(first));
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
        while (files.size() > 1) {
            long oldest = files.firstKey();
            @Nullable Long next = files.higherKey(oldest);
            if (next == null || next > neededSeq || firstTimeMs(next) >= beforeMs) {
                return gone;
            }
            delete(oldest);
            gone++;
        }
        return gone;
    }

    private long firstTimeMs(long seq) {
        List<Entry> first = read(seq, 1);
        return first.isEmpty() ? Long.MAX_VALUE : first.getFirst().hubTimeMs();
    }

    private void delete(long firstSeq) {
        Path file = files.remove(firstSeq);
        Segment segment = open.remove(firstSeq);
        if (segment != null) {
            segment.abandon();
        }
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /** The first sequences of the files, oldest first. */
    public List<Long> segments() {
        return List.copyOf(files.keySet());
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
        for (Map.Entry<Long, Segment> each : open.entrySet()) {
            each.getValue().close();
        }
        open.clear();
    }
}
