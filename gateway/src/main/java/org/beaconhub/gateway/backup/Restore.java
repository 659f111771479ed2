package org.beaconhub.gateway.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Makes a data folder of a backup. */
public final class Restore {
    private static final int SEAL_BYTES_MAX = 16 << 20;

    private Restore() {}

    /**
     * Restores one; the folder is there whole or not at all, and only its owner may read it.
     *
     * @param file the backup
     * @param data where to; a folder that is not there yet, or empty
     * @throws BackupDamaged where the file is no backup, or not as it was written
     * @throws IOException where the folder cannot be written
     */
    public static Content read(Path file, Path data) throws IOException {
        Path target = data.toAbsolutePath().normalize();
        if (Files.exists(target) && !isEmpty(target)) {
            throw new IOException(data + " is not empty; restore into a folder that is not there yet");
        }
        Files.createDirectories(target.getParent());
        Path part = Files.createTempDirectory(target.getParent(), target.getFileName() + ".part");
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            Content content = unpack(zip, part);
            Files.deleteIfExists(target);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return content;
        } catch (ZipException e) {
            throw new BackupDamaged(file + " is no backup, or not whole: " + e.getMessage());
        } finally {
            delete(part);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static Content unpack(ZipFile zip, Path folder) throws IOException {
        Seal seal = seal(zip);
        long bytes = 0;
        boolean secrets = false;
        for (Map.Entry<String, String> each : seal.sums().entrySet()) {
            bytes += unpack(zip, each.getKey(), each.getValue(), folder);
            secrets |= each.getKey().startsWith(Backup.SECRETS + "/");
        }
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            String name = all.nextElement().getName();
            if (!name.equals(Seal.NAME) && !seal.sums().containsKey(name)) {
                throw new BackupDamaged(name + " was added to the backup later");
            }
        }
        return new Content(seal.sums().size(), bytes, seal.firstSeq(), seal.lastSeq(), secrets);
    }

    private static Seal seal(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Seal.NAME);
        if (entry == null) {
            throw new BackupDamaged(zip.getName() + " holds no " + Seal.NAME + ", so it is no backup of a hub");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Seal.parse(new String(in.readNBytes(SEAL_BYTES_MAX), StandardCharsets.UTF_8));
        }
    }

    private static long unpack(ZipFile zip, String name, String sum, Path folder) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new BackupDamaged(name + " points outside of the data folder");
        }
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BackupDamaged(name + " is missing from the backup");
        }
        Files.createDirectories(target.getParent());
        MessageDigest digest = Seal.digest();
        try (InputStream in = new DigestInputStream(zip.getInputStream(entry), digest)) {
            Files.copy(in, target);
        }
        if (!Seal.hex(digest).equals(sum)) {
            throw new BackupDamaged(name + " is not as it was written: its SHA-256 differs");
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(target.getParent(), PosixFilePermissions.fromString("rwx------"));
        return Files.size(target);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
