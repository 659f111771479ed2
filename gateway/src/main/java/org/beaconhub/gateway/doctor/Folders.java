package org.beaconhub.gateway.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folders of a hub: whether they can be written, have room, and keep secrets to their owner. */
public final class Folders {
    private static final long SPARE_FACTOR = 16;
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private Folders() {}

    /**
     * The data folder.
     *
     * @param running whether a hub runs with it
     * @param reserveBytes with less room than this the hub holds devices back
     */
    public static Finding data(Path folder, boolean running, long reserveBytes) {
        Path there = nearest(folder);
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return Finding.error(
                    "data",
                    "this account may not write " + there,
                    "give it to the account that runs the hub: chown ACCOUNT " + there);
        }
        try {
            FileStore store = Files.getFileStore(there);
            return room(folder, state(folder, running), store.getUsableSpace(), reserveBytes);
        } catch (IOException e) {
            return Finding.error("data", "cannot look at " + there + ": " + e, "look at the disk that has it");
        }
    }

    private static Finding room(Path folder, String state, long freeBytes, long reserveBytes) {
        String said = folder + ": " + state + "; " + (freeBytes >> 20) + " MiB free";
        String remedy = "make room, or a larger disk";
        if (freeBytes < reserveBytes) {
            return Finding.error(
                    "data",
                    said + ", less than the reserve of " + (reserveBytes >> 20) + " MiB: devices are held back",
                    remedy);
        }
        return freeBytes < SPARE_FACTOR * reserveBytes
                ? Finding.warning("data", said, remedy)
                : Finding.ok("data", said);
    }

    private static String state(Path folder, boolean running) throws IOException {
        Path journal = folder.resolve("journal");
        if (!Files.isDirectory(journal)) {
            return "no hub has run with it yet";
        }
        try (Stream<Path> segments = Files.list(journal)) {
            return (running ? "a hub runs with it now" : "no hub runs with it now") + ", files of the journal: "
                    + segments.count();
        }
    }

    /** The folder, or the nearest above it that is there. */
    private static Path nearest(Path folder) {
        Path each = folder.toAbsolutePath().normalize();
        while (!Files.exists(each) && each.getParent() != null) {
            each = each.getParent();
        }
        return each;
    }

    /** The secrets: a folder and files that their owner alone may read. It reads none of them. */
    public static List<Finding> secrets(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of(Finding.ok("secrets", folder + " is not there yet; the hub makes it, and its own keys"));
        }
        List<Finding> findings = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = Stream.concat(Stream.of(folder), files.sorted()).toList();
            for (Path each : all) {
                permissions(each, findings);
            }
            if (findings.isEmpty()) {
                findings.add(Finding.ok("secrets", folder + ": " + (all.size() - 1) + " files, for their owner alone"));
            }
        } catch (IOException | UncheckedIOException e) {
            findings.add(Finding.error(
                    "secrets",
                    "this account cannot look into " + folder,
                    "run this as the account that runs the hub, as sudo -u beacon-hub"));
        }
        return findings;
    }

    private static void permissions(Path file, List<Finding> findings) throws IOException {
        if (!Files.isReadable(file)) {
            findings.add(Finding.error(
                    "secrets",
                    "this account may not read " + file,
                    "give it to the account that runs the hub: chown ACCOUNT " + file));
        } else if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            findings.add(Finding.warning(
                    "secrets",
                    "others than its owner may get at " + file,
                    "chmod " + (Files.isDirectory(file) ? "700 " : "600 ") + file));
        }
    }
}
