package org.beaconhub.gateway.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps a data folder to one hub at a time; a killed hub's lock is gone with it. */
public final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder, which is made where it is missing.
     *
     * @throws IllegalStateException where another hub has it
     */
    public static FolderLock take(Path folder) {
        return tryTake(folder)
                .orElseThrow(() -> new IllegalStateException("another hub uses the data folder " + folder
                        + "; stop it, or choose another folder by --data"));
    }

    /** Takes the folder, which is made where it is missing; empty where another hub has it. */
    public static Optional<FolderLock> tryTake(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return Optional.of(new FolderLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the data folder " + folder, e);
        }
    }

    /** Whether a hub has the folder; looks for a moment, and makes nothing. */
    public static boolean isTaken(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return !locked(channel);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) { // a hub of this very process has it
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of the data folder's lock", e);
        }
    }
}
