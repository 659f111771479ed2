package org.beaconhub.gateway.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** The files of a journal by their first sequences, of which only the one that is written and a few that are read are open. */
final class SegmentFiles {
    private static final Pattern NAME = Pattern.compile("segment-(\\d{19})\\.mv");
    /** A reader goes from file to file, and there are few readers of what is old; each open file takes some megabytes. */
    private static final int READ_OPEN_MAX = 4;

    private final Path folder;
    private final boolean readOnly;
    private final NavigableSet<Long> firsts = new ConcurrentSkipListSet<>();
    private final NavigableMap<Long, Segment> open = new ConcurrentSkipListMap<>();
    private final Deque<Long> readOpen = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long written;
    private int stepsBack;
    private volatile boolean closed;

    /** What is done with an open file. */
    interface Look<T, E extends Exception> {
        T at(Segment segment) throws E;
    }

    private SegmentFiles(Path folder, boolean readOnly) {
        this.folder = folder;
        this.readOnly = readOnly;
    }

    /** Those of a folder, which is made where it is missing; the newest is the one that is written. */
    static SegmentFiles in(Path folder, boolean readOnly) throws IOException {
        SegmentFiles found = new SegmentFiles(folder, readOnly);
        Files.createDirectories(folder);
        try (Stream<Path> there = Files.list(folder)) {
            for (Path file : there.toList()) {
                first(file).ifPresent(found.firsts::add);
                if (!readOnly && file.toString().endsWith(Compaction.BESIDE)) { // what a crash left
                    Files.delete(file);
                }
            }
        }
        found.written = found.firsts.isEmpty() ? 1 : found.firsts.last();
        return found;
    }

    /** Whether it is a file of a journal. */
    static boolean isOne(Path file) {
        return first(file).isPresent();
    }

    /** The first sequence of a file; empty where it is no file of a journal. */
    private static Optional<Long> first(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? Optional.of(Long.parseLong(name.group(1))) : Optional.empty();
    }

    /** First sequences of the files, oldest first. */
    NavigableSet<Long> firsts() {
        return firsts;
    }

    /** Where the file is that begins with a sequence. */
    Path file(long firstSeq) {
        return Segment.file(folder, firstSeq);
    }

    /** The first sequence of the file that is written; 1 where there is none yet. */
    long written() {
        return written;
    }

    /** How often an older file became the one that is written, for want of room for a new one. */
    int stepsBack() {
        lock.lock();
        try {
            return stepsBack;
        } finally {
            lock.unlock();
        }
    }

    /** The file that is written, which is opened or made where it must be. */
    Segment toWrite() {
        lock.lock();
        try {
            firsts.add(written);
            return opened(written);
        } finally {
            lock.unlock();
        }
    }

    /** Begins another file to write; the one before it is only read from now on. */
    Segment begin(long firstSeq) {
        lock.lock();
        try {
            letGo(written);
            written = firstSeq;
            return toWrite();
        } finally {
            lock.unlock();
        }
    }

    /** Gives up what was written and not committed; where the file has nothing else, the one before it is written again. */
    void stepBack(long lastSeq) {
        lock.lock();
        try {
            letGo(written);
            if (written > lastSeq && firsts.size() > 1) {
                delete(written);
                stepsBack++;
                written = firsts.last();
                letGo(written);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Looks something up in a file, which stays open meanwhile.
     *
     * @param gone the answer where there is no such file any more, where the journal is closed, or where it is just being given up for want of room
     * @throws JournalDamaged where it cannot be read
     */
    <T, E extends Exception> T look(long firstSeq, T gone, Look<T, E> look) throws E {
        while (true) {
            Segment segment = toRead(firstSeq);
            if (segment == null) {
                return gone;
            }
            if (segment.enter()) {
                try {
                    return look.at(segment);
                } catch (MVStoreException e) {
                    if (segment.failed()) {
                        return gone;
                    }
                    throw new JournalDamaged(segment.place() + " cannot be read: " + e.getMessage());
                } finally {
                    segment.leave();
                }
            }
        }
    }

    private @Nullable Segment toRead(long firstSeq) {
        Segment found = open.get(firstSeq);
        if (found != null) {
            return found;
        }
        lock.lock();
        try {
            if (closed || !firsts.contains(firstSeq)) {
                return null;
            }
            found = opened(firstSeq);
            if (readOpen.size() > READ_OPEN_MAX) {
                letGo(readOpen.getFirst());
            }
            return found;
        } catch (MVStoreException e) {
            throw new JournalDamaged(file(firstSeq) + " cannot be opened: " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /** Only while the lock is held. */
    private Segment opened(long firstSeq) {
        return open.computeIfAbsent(firstSeq, first -> {
            boolean read = readOnly || first != written;
            Segment segment = Segment.open(file(first), read);
            if (read) {
                readOpen.addLast(first);
            }
            return segment;
        });
    }

    /**
     * Puts a file with the same content in the place of one that is only read.
     *
     * @param stepsBackThen {@link #stepsBack} before its content was copied
     * @return whether it was: not where it was deleted or may have been written meanwhile
     */
    boolean replace(long firstSeq, Path with, int stepsBackThen) throws IOException {
        lock.lock();
        try {
            if (!firsts.contains(firstSeq) || firstSeq == written || stepsBack != stepsBackThen) {
                return false;
            }
            Files.move(with, file(firstSeq), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            letGo(firstSeq);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void delete(long firstSeq) {
        lock.lock();
        try {
            firsts.remove(firstSeq);
            letGo(firstSeq);
            Files.deleteIfExists(file(firstSeq));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(firstSeq), e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes a file, once nobody looks into it any more; whoever looks next opens it anew, for which it must be closed. Who
     * looks holds no lock of ours, so that nobody waits for ever.
     */
    private void letGo(long firstSeq) {
        lock.lock();
        try {
            Segment segment = open.remove(firstSeq);
            readOpen.remove(firstSeq);
            if (segment != null) {
                segment.abandon();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes all; whoever looks later finds no file. */
    void close() {
        lock.lock();
        try {
            closed = true;
            open.values().forEach(Segment::close);
            open.clear();
        } finally {
            lock.unlock();
        }
    }
}
