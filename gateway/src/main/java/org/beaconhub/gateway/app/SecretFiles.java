package org.beaconhub.gateway.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Keys that the hub makes for itself at its first start, each a file that only its account can read. */
final class SecretFiles {
    private static final int KEY_BYTES = 32;

    private final Path folder;

    private SecretFiles(Path folder) {
        this.folder = folder;
    }

    /** The keys of a folder, which is made where it is missing. */
    static SecretFiles in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return new SecretFiles(folder);
    }

    /** The file of a key, which is made where it is missing: random, as hexadecimal text. */
    Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(key) + "\n");
        }
        return file;
    }

    /** A key. */
    byte[] key(String name) throws IOException {
        return Files.readString(file(name)).strip().getBytes(StandardCharsets.UTF_8);
    }
}
