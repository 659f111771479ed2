package org.beaconhub.gateway.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The engine's state after certain entries, each a file that is there whole or not at all.
 *
 * <pre>
 * +-------------+------------+------------------+
 * | "BEACSNAP"  | CRC32C 4 B | state            |
 * +-------------+------------+------------------+
 * </pre>
 */
public final class Snapshots {
    /** How many are kept beside the one that the oldest kept entries need. */
    private static final int KEPT = 3;

    private static final long MAGIC = 0x424541_43534E4150L;
    private static final int HEAD_BYTES = 12;
    private static final Pattern NAME = Pattern.compile("snapshot-(\\d{19})\\.bin");

    private final Path folder;

    /** The snapshots of a folder, which is made where it is missing. */
    public Snapshots(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the snapshots' folder " + folder, e);
        }
    }

    private Path file(long seq) {
        return folder.resolve(String.format(Locale.ROOT, "snapshot-%019d.bin", seq));
    }

    /**
     * Keeps the state after an entry, and drops older ones that nobody needs.
     *
     * @param seq the last entry that the state knows
     * @param state the state
     * @param firstSeq the oldest entry that the journal still has; one snapshot at or before it is kept
     * @throws IOException where there is no room
     */
    public void save(long seq, byte[] state, long firstSeq) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + state.length)
                .putLong(MAGIC)
                .putInt(checksum(state))
                .put(state)
                .flip();
        Path next = folder.resolve("snapshot.next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file(seq), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        prune(firstSeq);
    }

    private void prune(long firstSeq) throws IOException {
        List<Long> all = sequences();
        long base = all.stream()
                .filter(seq -> seq < firstSeq)
                .reduce((older, newer) -> newer)
                .orElse(0L);
        for (int i = 0; i < all.size() - KEPT; i++) {
            if (all.get(i) != base) {
                Files.deleteIfExists(file(all.get(i)));
            }
        }
    }

    private static int checksum(byte[] state) {
        CRC32C crc = new CRC32C();
        crc.update(state);
        return (int) crc.getValue();
    }

    /** The entries after which there is a snapshot, oldest first. */
    public List<Long> sequences() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .map(name -> Long.valueOf(name.group(1)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the snapshots in " + folder, e);
        }
    }

    /** When the newest one was written, milliseconds since 1970 UTC; empty where there is none. */
    public OptionalLong newestAtMs() {
        List<Long> all = sequences();
        try {
            return all.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(
                            Files.getLastModifiedTime(file(all.getLast())).toMillis());
        } catch (IOException e) {
            return OptionalLong.empty(); // it was just replaced by a newer one
        }
    }

    /** The state after an entry; empty where there is no such file or it is damaged. */
    public Optional<byte[]> load(long seq) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file(seq)));
            if (bytes.remaining() < HEAD_BYTES || bytes.getLong() != MAGIC) {
                return Optional.empty();
            }
            int crc = bytes.getInt();
            byte[] state = new byte[bytes.remaining()];
            bytes.get(state);
            return crc == checksum(state) ? Optional.of(state) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
