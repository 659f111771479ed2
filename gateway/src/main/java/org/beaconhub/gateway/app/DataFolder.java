package org.beaconhub.gateway.app;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a hub keeps what it must not forget.
 *
 * @param root the folder, one hub's own
 */
record DataFolder(Path root) {
    /**
     * The folder of a hub that has run.
     *
     * @throws IllegalArgumentException where none has run there
     */
    static DataFolder used(Path root) {
        DataFolder folder = new DataFolder(root);
        if (!Files.isDirectory(folder.journal())) {
            throw new IllegalArgumentException(root + " holds no journal; name a hub's data folder");
        }
        return folder;
    }

    Path journal() {
        return root.resolve("journal");
    }

    Path snapshots() {
        return root.resolve("snapshots");
    }

    Path cursor(String reader) {
        return root.resolve("cursors").resolve(reader);
    }

    /** The embedded history. */
    Path history() {
        return root.resolve("history");
    }

    /** What is over, to look up, where no other database keeps it. */
    Path records() {
        return root.resolve("records");
    }

    /** The embedded broker's own files. */
    Path broker() {
        return root.resolve("broker");
    }

    /** Accounts of people and tokens of programs. */
    Path access() {
        return root.resolve("access");
    }

    /** What people photographed. */
    Path pictures() {
        return root.resolve("pictures");
    }

    /** Who did what. */
    Path audit() {
        return root.resolve("audit");
    }

    /** Passwords and signing keys, readable by the hub's account only. */
    Path secrets() {
        return root.resolve("secrets");
    }
}
