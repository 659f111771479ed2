package org.beaconhub.gateway.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A journal to look at, whether its hub runs or not. A stopped hub's is read in place, and no hub can start meanwhile;
 * a running hub's files are copied first: their pages stay untouched for some seconds after they were replaced, and what
 * is half written at a copy's end is dropped, as after a crash.
 */
public final class JournalView implements AutoCloseable {
    private static final int TRIES_MAX = 5;

    private final MvJournal journal;
    private final Path folder;
    private final @Nullable FolderLock lock;
    private final @Nullable Path copy;

    private JournalView(MvJournal journal, Path folder, @Nullable FolderLock lock, @Nullable Path copy) {
        this.journal = journal;
        this.folder = folder;
        this.lock = lock;
        this.copy = copy;
    }

    /**
     * Opens it.
     *
     * @param data the data folder
     * @param folder the journal's folder within it
     * @throws JournalDamaged where it cannot be read
     */
    public static JournalView open(Path data, Path folder) {
        Optional<FolderLock> lock = FolderLock.tryTake(data);
        return lock.isPresent()
                ? new JournalView(MvJournal.openToRead(folder), folder, lock.get(), null)
                : ofRunning(folder, TRIES_MAX);
    }

    private static JournalView ofRunning(Path folder, int tries) {
        Path copy = copied(folder);
        try {
            return new JournalView(MvJournal.openToRead(copy), copy, null, copy);
        } catch (JournalDamaged e) {
            delete(copy);
            if (tries == 1) {
                throw e;
            }
            return ofRunning(folder, tries - 1);
        }
    }

    private static Path copied(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Path copy = Files.createTempDirectory("beacon-journal");
            for (Path file : files.filter(SegmentFiles::isOne).sorted().toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the journal in " + folder, e);
        }
    }

    private static void delete(Path copy) {
        try (Stream<Path> files = Files.list(copy)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(copy);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the copy " + copy, e);
        }
    }

    /** What can be read. */
    public JournalReader journal() {
        return journal;
    }

    /** Where the files are that it reads: the journal's own, or the copy's. They stay as they are until it is closed. */
    public Path folder() {
        return folder;
    }

    /** Whether the hub was running, so that this is a copy. */
    public boolean ofRunningHub() {
        return copy != null;
    }

    @Override
    public void close() {
        journal.close();
        if (lock != null) {
            lock.close();
        }
        if (copy != null) {
            delete(copy);
        }
    }
}
