package org.beaconhub.gateway.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.beaconhub.gateway.journal.JournalDamaged;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.gateway.journal.JournalView;
import org.beaconhub.rules.fact.Entry;

/** Writes backups, of a running hub or a stopped one. */
public final class Backup {
    static final String JOURNAL = "journal";
    static final String SECRETS = "secrets";
    private static final String SNAPSHOTS = "snapshots";
    /** What the hub makes again by itself, the lock, and what holds for this folder alone. */
    private static final Set<String> LEFT_OUT =
            Set.of("history", "records", "cursors", "broker", "lock", LastBackup.NAME);

    private static final int READ_ENTRIES = 10_000;
    private static final int TRIES_MAX = 3;

    private final Path data;
    private final boolean secrets;
    private final Map<String, String> sums = new TreeMap<>();
    private long bytes;

    private Backup(Path data, boolean secrets) {
        this.data = data;
        this.secrets = secrets;
    }

    /**
     * Writes one; the file is there whole or not at all, and only its owner may read it. Every entry and decision of the
     * journal is read before it is packed.
     *
     * @param data the hub's data folder
     * @param file where to; it must not be there yet
     * @param secrets whether passwords and signing keys go in
     * @throws JournalDamaged where the journal cannot be read
     * @throws IOException where the file cannot be written; there is none then
     */
    public static Content write(Path data, Path file, boolean secrets) throws IOException {
        if (Files.exists(file)) {
            throw new IOException(file + " is there already; a backup never overwrites another");
        }
        for (int tries = TRIES_MAX; ; tries--) {
            try {
                return new Backup(data, secrets).write(file);
            } catch (JournalDamaged | NoSuchFileException e) {
                // A running hub may write over pages, or delete a file, while they are copied.
                if (tries == 1) {
                    throw e;
                }
            }
        }
    }

    private Content write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            Content content = writePart(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return content;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Content writePart(Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        part,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel), StandardCharsets.UTF_8)) {
            zip.setLevel(Deflater.BEST_SPEED);
            // Before the journal: a snapshot must not be newer than the journal that it goes with.
            addTree(zip, SNAPSHOTS);
            Content content = addJournal(zip);
            for (String name : others()) {
                addTree(zip, name);
            }
            Seal seal = new Seal(content.firstSeq(), content.lastSeq(), sums);
            zip.putNextEntry(new ZipEntry(Seal.NAME));
            zip.write(seal.text().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.finish();
            channel.force(true);
            return new Content(sums.size(), bytes, content.firstSeq(), content.lastSeq(), secrets);
        }
    }

    private Content addJournal(ZipOutputStream zip) throws IOException {
        try (JournalView view = JournalView.open(data, data.resolve(JOURNAL))) {
            JournalReader journal = view.journal();
            readAll(journal);
            for (Path file : filesBelow(view.folder())) {
                add(zip, JOURNAL + "/" + view.folder().relativize(file), file);
            }
            return new Content(sums.size(), bytes, journal.firstSeq(), journal.lastSeq(), secrets);
        }
    }

    /** Every checksum of the journal is looked at. */
    private static void readAll(JournalReader journal) {
        long seq = journal.firstSeq();
        while (seq <= journal.lastSeq()) {
            List<Entry> entries = journal.read(seq, READ_ENTRIES);
            if (entries.isEmpty()) {
                throw new JournalDamaged("entry " + seq + " is missing");
            }
            entries.forEach(entry -> journal.decisions(entry.seq()));
            seq = entries.getLast().seq() + 1;
        }
    }

    /** What else is in the data folder: accounts and whatever other rooms keep there. */
    private List<String> others() throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            return all.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> !name.equals(JOURNAL) && !name.equals(SNAPSHOTS) && !LEFT_OUT.contains(name))
                    .filter(name -> !name.startsWith(JournalView.NAME))
                    .filter(name -> secrets || !name.equals(SECRETS))
                    .sorted()
                    .toList();
        }
    }

    private void addTree(ZipOutputStream zip, String name) throws IOException {
        for (Path file : filesBelow(data.resolve(name))) {
            add(zip, data.relativize(file).toString(), file);
        }
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".next"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void add(ZipOutputStream zip, String name, Path file) throws IOException {
        MessageDigest digest = Seal.digest();
        try (InputStream in = Files.newInputStream(file)) {
            zip.putNextEntry(new ZipEntry(name));
            bytes += in.transferTo(new DigestOutputStream(zip, digest));
            zip.closeEntry();
        }
        sums.put(name, Seal.hex(digest));
    }
}
