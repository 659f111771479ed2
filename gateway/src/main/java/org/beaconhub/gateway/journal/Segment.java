package org.beaconhub.gateway.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.DecisionCodec;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.fact.Entry;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/** One file of the journal: an MVStore with blocks of entries, decisions by cause, and digests of the state. */
final class Segment {
    /** Reopens the file where a reading thread was interrupted: by itself Java closes it for everybody. */
    private static final String REOPENING = "retry:";

    private static final int CACHE_MB = 8;
    /** Small pages, since each commit writes its last page anew. */
    private static final int PAGE_BYTES = 4096;
    /**
     * How long the space of replaced pages stays untouched, for readers that still look at them. Crashes need none of it,
     * since each commit is forced to the disk before the next begins; and small commits replace pages fast.
     */
    private static final int RETENTION_MS = 5000;

    /** A file of big commits holds little else than what counts; one of single entries a twentieth. */
    private static final int WORTH_KEEPING_PERCENT = 60;

    private static final int COPIED_AT_ONCE = 1000;

    private final Path file;
    private final MVStore store;
    private final MVMap<Long, byte[]> blocks;
    private final MVMap<Long, byte[]> decisions;
    private final MVMap<Long, String> digests;
    private final ReentrantReadWriteLock looks = new ReentrantReadWriteLock();
    private boolean gone;

    private Segment(Path file, MVStore store) {
        this.file = file;
        this.store = store;
        this.blocks = store.openMap("blocks", bytesByLong());
        this.decisions = store.openMap("decisions", bytesByLong());
        this.digests = store.openMap(
                "digests",
                new MVMap.Builder<Long, String>().keyType(LongDataType.INSTANCE).valueType(StringDataType.INSTANCE));
    }

    private static MVMap.Builder<Long, byte[]> bytesByLong() {
        return new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE);
    }

    static Path file(Path folder, long firstSeq) {
        return folder.resolve(String.format(Locale.ROOT, "segment-%019d.mv", firstSeq));
    }

    /**
     * Opens or makes a file; what a crash left half written at its end is dropped, none of which was committed.
     *
     * @throws MVStoreException where it cannot be opened
     */
    static Segment open(Path file, boolean readOnly) {
        MVStore.Builder builder = new MVStore.Builder()
                .fileName(REOPENING + file.toAbsolutePath())
                .autoCommitDisabled()
                .cacheSize(CACHE_MB)
                .pageSplitSize(PAGE_BYTES);
        MVStore store = (readOnly ? builder.readOnly() : builder).open();
        store.setRetentionTime(RETENTION_MS);
        return new Segment(file, store);
    }

    String place() {
        return String.valueOf(file.getFileName());
    }

    void put(long firstSeq, byte[] block) {
        blocks.put(firstSeq, block);
    }

    void put(List<Decision> made) {
        long causeSeq = made.getFirst().cause().seq();
        ByteSink sink = new ByteSink(256);
        sink.putInt(0);
        sink.putUnsigned(made.size());
        made.forEach(decision -> DecisionCodec.write(sink, decision));
        byte[] bytes = sink.toBytes();
        Block.seal(causeSeq, bytes);
        decisions.put(causeSeq, bytes);
    }

    void put(long seq, String digest) {
        digests.put(seq, digest);
    }

    /** Forces all to the disk. */
    void force() {
        store.commit();
        store.sync();
    }

    /** The last entry, or {@code firstSeq - 1} where the file has none yet. */
    long lastSeq(long firstSeq) {
        Long key = blocks.lastKey();
        if (key == null) {
            return firstSeq - 1;
        }
        List<Entry> entries = block(key, key);
        return entries.getLast().seq();
    }

    /** The first entry of the last block, or {@code firstSeq} where the file has none yet. */
    long lastBlock(long firstSeq) {
        Long key = blocks.lastKey();
        return key == null ? firstSeq : key;
    }

    /** The entries from a sequence on, until {@code into} holds {@code countMax} or more. */
    void read(long fromSeq, long lastSeq, int countMax, List<Entry> into) {
        Long key = blocks.floorKey(fromSeq);
        if (key == null) {
            key = blocks.ceilingKey(fromSeq);
        }
        while (key != null && key <= lastSeq && into.size() < countMax) {
            into.addAll(block(key, fromSeq));
            key = blocks.higherKey(key);
        }
    }

    private List<Entry> block(long key, long fromSeq) {
        byte @Nullable [] bytes = blocks.get(key);
        if (bytes == null) {
            throw new JournalDamaged(place() + ": entry " + key + " is missing");
        }
        return Block.read(key, bytes, fromSeq, place());
    }

    /** The first entry from a sequence on that has decisions; empty where the file has none. */
    OptionalLong nextDecided(long fromSeq) {
        return optional(decisions.ceilingKey(fromSeq));
    }

    /** The last entry up to a sequence that has decisions; empty where the file has none. */
    OptionalLong lastDecided(long untilSeq) {
        return optional(decisions.floorKey(untilSeq));
    }

    private static OptionalLong optional(@Nullable Long key) {
        return key == null ? OptionalLong.empty() : OptionalLong.of(key);
    }

    List<Decision> recorded(long causeSeq) {
        byte @Nullable [] bytes = decisions.get(causeSeq);
        if (bytes == null) {
            return List.of();
        }
        ByteSource source = Block.open(causeSeq, bytes, place());
        List<Decision> made = new ArrayList<>();
        for (long count = source.getUnsigned(); count > 0; count--) {
            made.add(DecisionCodec.read(source));
        }
        return made;
    }

    Optional<String> digest(long seq) {
        return Optional.ofNullable(digests.get(seq));
    }

    long sizeBytes() {
        return store.getFileStore().size();
    }

    /** Keeps it open until {@link #leave}; false where it is closed already. */
    boolean enter() {
        looks.readLock().lock();
        if (gone) {
            looks.readLock().unlock();
        }
        return !gone;
    }

    void leave() {
        looks.readLock().unlock();
    }

    /** Whether a failed write has closed the store, which is of no use then. */
    boolean failed() {
        return store.isClosed();
    }

    /** Whether most of the file is pages that were replaced. */
    boolean wasteful() {
        return store.getFileStore().getChunksFillRate() < WORTH_KEEPING_PERCENT;
    }

    /**
     * Takes over all that is in a file that is written no more, in commits of many blocks, and forces it to the disk.
     *
     * @param stop asked between the blocks; the copy is of no use where it said so
     */
    void takeOver(Segment from, BooleanSupplier stop) {
        copy(from.blocks, blocks, stop);
        copy(from.decisions, decisions, stop);
        copy(from.digests, digests, stop);
        force();
    }

    private <V> void copy(MVMap<Long, V> from, MVMap<Long, V> to, BooleanSupplier stop) {
        int pending = 0;
        for (Cursor<Long, V> cursor = from.cursor(null); cursor.hasNext() && !stop.getAsBoolean(); ) {
            Long key = cursor.next();
            to.put(key, cursor.getValue());
            if (++pending % COPIED_AT_ONCE == 0) {
                store.commit();
            }
        }
    }

    /** Whether it holds the same as another. */
    boolean sameAs(Segment other) {
        return same(blocks, other.blocks) && same(decisions, other.decisions) && same(digests, other.digests);
    }

    private static <V> boolean same(MVMap<Long, V> one, MVMap<Long, V> other) {
        Cursor<Long, V> left = one.cursor(null);
        Cursor<Long, V> right = other.cursor(null);
        while (left.hasNext() && right.hasNext()) {
            if (!left.next().equals(right.next()) || !Objects.deepEquals(left.getValue(), right.getValue())) {
                return false;
            }
        }
        return left.hasNext() == right.hasNext();
    }

    void close() {
        end(store::close);
    }

    /** Lets go of the file without writing, once nobody looks into it any more. */
    void abandon() {
        end(store::closeImmediately);
    }

    private void end(Runnable closing) {
        looks.writeLock().lock();
        try {
            gone = true;
            closing.run();
        } finally {
            looks.writeLock().unlock();
        }
    }
}
