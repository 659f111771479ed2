package org.beaconhub.gateway.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The broker's accounts, each with its password in a file of its own that only its owner can read. There is no default
 * password: what is missing is made at random.
 */
public final class Credentials {
    /** The hub's own account. */
    public static final String HUB = "hub";

    /** The devices' account. */
    public static final String DEVICE = "device";

    private static final int PASSWORD_BYTES = 24;

    private final Path folder;
    private final String hub;
    private final String device;

    private Credentials(Path folder) throws IOException {
        this.folder = folder;
        this.hub = readOrMake(passwordFile(HUB));
        this.device = readOrMake(passwordFile(DEVICE));
    }

    /**
     * The accounts whose passwords are in a folder, made where they are missing.
     *
     * @throws IOException where a file cannot be read or written, or is empty
     */
    public static Credentials in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return new Credentials(folder);
    }

    /** The file whose first line is the password of a user. */
    public Path passwordFile(String user) {
        return folder.resolve("broker-" + user);
    }

    private static String readOrMake(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            Files.writeString(file, password + "\n", StandardOpenOption.WRITE);
            return password;
        } catch (FileAlreadyExistsException e) {
            String password = Files.readString(file).strip();
            if (password.isEmpty()) {
                throw new IOException("the password file " + file + " is empty; delete it, and a new one is made");
            }
            return password;
        }
    }

    /** Whether a password is that user's; takes as long for a wrong one. */
    boolean fits(String user, String password) {
        return switch (user) {
            case HUB -> same(hub, password);
            case DEVICE -> same(device, password);
            default -> false;
        };
    }

    private static boolean same(String wanted, String got) {
        return MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), got.getBytes(StandardCharsets.UTF_8));
    }
}
