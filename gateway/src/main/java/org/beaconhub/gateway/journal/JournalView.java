package org.beaconhub.gateway.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A journal to look at, whether its hub runs or not. A stopped hub's is read in place, and no hub can start meanwhile.
 * Of a running hub's, files that are written no more are linked to, since the hub replaces or deletes such a file only as a
 * whole; the one that is written is copied: its pages stay untouched for some seconds after they were replaced, and what is
 * half written at the copy's end is dropped, as after a crash.
 */
public final class JournalView implements AutoCloseable {
    /** How the folders begin in which running hubs' journals are looked at; the process that looks comes next. */
    public static final String NAME = "journal-view-";

    private static final int TRIES_MAX = 5;

    private final MvJournal journal;
    private final Path folder;
    private final @Nullable FolderLock lock;
    private final @Nullable Path view;

    private JournalView(MvJournal journal, Path folder, @Nullable FolderLock lock, @Nullable Path view) {
        this.journal = journal;
        this.folder = folder;
        this.lock = lock;
        this.view = view;
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
                : ofRunning(data, folder, TRIES_MAX);
    }

    private static JournalView ofRunning(Path data, Path folder, int tries) {
        Path view = viewOf(data, folder);
        try {
            return new JournalView(MvJournal.openToRead(view), view, null, view);
        } catch (JournalDamaged e) {
            delete(view);
            if (tries == 1) {
                throw e;
            }
            return ofRunning(data, folder, tries - 1);
        }
    }

    /** A folder beside the journal, on the same disk, so that files can be linked to. */
    private static Path viewOf(Path data, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            forgetLeft(data);
            Path view = Files.createTempDirectory(
                    data, NAME + ProcessHandle.current().pid() + "-");
            List<Path> sorted = files.filter(SegmentFiles::isOne).sorted().toList();
            for (Path file : sorted) {
                take(file, view.resolve(file.getFileName()), file.equals(sorted.getLast()));
            }
            return view;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the journal in " + folder, e);
        }
    }

    private static void take(Path file, Path as, boolean written) throws IOException {
        try {
            if (written) {
                Files.copy(file, as);
            } else {
                Files.createLink(as, file);
            }
        } catch (NoSuchFileException e) {
            return; // the hub has just deleted it, since it is old
        } catch (FileSystemException | UnsupportedOperationException e) { // a disk that knows no links
            Files.copy(file, as);
        }
    }

    /** What processes left that were ended while they looked. */
    private static void forgetLeft(Path data) throws IOException {
        try (DirectoryStream<Path> views = Files.newDirectoryStream(data, NAME + "*")) {
            for (Path view : views) {
                long pid = Long.parseLong(String.valueOf(view.getFileName()).split("-")[2]);
                if (ProcessHandle.of(pid).isEmpty()) {
                    delete(view);
                }
            }
        }
    }

    private static void delete(Path view) {
        try (Stream<Path> files = Files.list(view)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(view);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + view, e);
        }
    }

    /** What can be read. */
    public JournalReader journal() {
        return journal;
    }

    /** Where the files are that it reads: the journal's own, or the view's. They stay as they are until it is closed. */
    public Path folder() {
        return folder;
    }

    /** Whether the hub was running, so that this is not its own folder. */
    public boolean ofRunningHub() {
        return view != null;
    }

    @Override
    public void close() {
        journal.close();
        if (lock != null) {
            lock.close();
        }
        if (view != null) {
            delete(view);
        }
    }
}
