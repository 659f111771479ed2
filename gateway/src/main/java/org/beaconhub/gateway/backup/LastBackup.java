package org.beaconhub.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalLong;

/** When a hub's last backup was begun: a mark in its data folder, so that the hub can tell it though another process made the backup. */
public final class LastBackup {
    static final String NAME = "last-backup";

    private LastBackup() {}

    /**
     * Marks that there is a backup.
     *
     * @param data the hub's data folder
     * @param atMs when it was begun, milliseconds since 1970 UTC: what came in later is not in it
     * @throws IOException where the folder cannot be written
     */
    public static void mark(Path data, long atMs) throws IOException {
        Path next = data.resolve(NAME + ".next");
        Files.writeString(next, Instant.ofEpochMilli(atMs) + "\n");
        Files.move(next, data.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * When the last one was begun, milliseconds since 1970 UTC; empty where none was made, or the mark cannot be read.
     *
     * @param data the hub's data folder
     */
    public static OptionalLong atMs(Path data) {
        try {
            return OptionalLong.of(
                    Instant.parse(Files.readString(data.resolve(NAME)).strip()).toEpochMilli());
        } catch (IOException | DateTimeException noneThatCounts) {
            return OptionalLong.empty();
        }
    }
}
