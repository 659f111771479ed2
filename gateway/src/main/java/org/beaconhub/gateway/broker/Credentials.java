package org.beaconhub.gateway.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The broker's accounts. The hub's own has a random password; that of a device is made from its name and a key of this
 * hub, so that no list of passwords is kept. The files can be read by their owner only, and there is no default password.
 */
public final class Credentials {
    /** The hub's own account. */
    public static final String HUB = "hub";

    /** Name of the file with its password, in the folder of secrets. */
    public static final String HUB_FILE = "broker-hub";

    private static final int SECRET_BYTES = 32;
    private static final String OWNER_ONLY = "rw-------";
    private static final String MAC = "HmacSHA256";

    private final Path folder;
    private final String hub;
    private final SecretKeySpec key;

    private Credentials(Path folder) throws IOException {
        this.folder = folder;
        this.hub = readOrMake(hubPasswordFile());
        this.key = new SecretKeySpec(readOrMake(deviceKeyFile()).getBytes(StandardCharsets.UTF_8), MAC);
    }

    /**
     * The accounts of a folder of secrets; what is missing there is made.
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

    /** The file whose first line is the password of the hub's own account. */
    public Path hubPasswordFile() {
        return folder.resolve(HUB_FILE);
    }

    /** The file whose first line is the key that the devices' passwords are made from. */
    public Path deviceKeyFile() {
        return folder.resolve("broker-device-key");
    }

    private Path renewals() {
        return folder.resolve("broker-renewed");
    }

    private static String readOrMake(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
            byte[] random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            Files.writeString(file, secret + "\n", StandardOpenOption.WRITE);
            return secret;
        } catch (FileAlreadyExistsException e) {
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new IOException("the secret file " + file + " is empty; delete it, and a new one is made");
            }
            return secret;
        }
    }

    /**
     * The password of a device or a bridge.
     *
     * @throws IOException where it cannot be read how often it was renewed
     */
    public String password(String account) throws IOException {
        return password(account, renewed().getOrDefault(account, 0));
    }

    private String password(String account, int renewals) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            byte[] made = mac.doFinal((account + "\n" + renewals).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(made);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    /**
     * Makes another password for a device or a bridge. Whoever knows only the old one does not connect again; whoever is
     * connected stays so until the connection ends.
     *
     * @throws IOException where it cannot be written; then the old password stays
     */
    public String renew(String account) throws IOException {
        Map<String, Integer> all = renewed();
        all.merge(account, 1, Integer::sum);
        Path part = folder.resolve("broker-renewed.part");
        Files.writeString(
                part,
                all.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue() + "\n")
                        .collect(Collectors.joining()));
        Files.move(part, renewals(), StandardCopyOption.ATOMIC_MOVE);
        return password(account);
    }

    /** How often passwords were renewed, by account. */
    private Map<String, Integer> renewed() throws IOException {
        Map<String, Integer> all = new TreeMap<>();
        if (Files.exists(renewals())) {
            for (String line : Files.readAllLines(renewals())) {
                int blank = line.lastIndexOf(' ');
                try {
                    all.put(line.substring(0, Math.max(0, blank)), Integer.parseInt(line.substring(blank + 1)));
                } catch (NumberFormatException e) {
                    throw new IOException(
                            renewals() + ": '" + line + "' must be an account's name, a blank and a number", e);
                }
            }
        }
        return all;
    }

    /** Whether a password is that user's; takes as long for a wrong one. */
    boolean fits(String user, String password) throws IOException {
        String wanted = user.equals(HUB) ? hub : password(user);
        return MessageDigest.isEqual(
                wanted.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }
}
