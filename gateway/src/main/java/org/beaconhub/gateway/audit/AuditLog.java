package org.beaconhub.gateway.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lines of JSON in files that only grow; each line is on the disk before {@link #append} returns. Beyond a number of
 * files the oldest is deleted.
 */
public final class AuditLog {
    /** A file that is larger gets no more lines, bytes. */
    public static final long FILE_BYTES_MAX = 8L << 20;
    /** So many files are kept. */
    public static final int FILES_MAX = 64;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] END = {'\n'};

    private final Path folder;
    private final long fileBytesMax;
    private final int filesMax;

    AuditLog(Path folder, long fileBytesMax, int filesMax) {
        this.folder = folder;
        this.fileBytesMax = fileBytesMax;
        this.filesMax = filesMax;
    }

    /** The audit of a folder, which is made where it is missing. */
    public static AuditLog in(Path folder) {
        return new AuditLog(folder, FILE_BYTES_MAX, FILES_MAX);
    }

    /** An audit that keeps nothing, for a trial. */
    public static AuditLog nowhere() {
        return new AuditLog(Path.of(""), FILE_BYTES_MAX, 0);
    }

    /** The files, oldest first. */
    private List<Path> files() throws IOException {
        if (filesMax == 0 || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("\\d{8}\\.jsonl"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Adds a line.
     *
     * @throws IOException where it is not certain to be on the disk
     */
    public synchronized void append(AuditLine line) throws IOException {
        if (filesMax == 0) {
            return;
        }
        String text = JSON.createObjectNode()
                .put("at", line.atMs())
                .put("who", line.who())
                .put("from", line.from())
                .put("what", line.what().name().toLowerCase(Locale.ROOT))
                .put("about", line.about())
                .put("outcome", line.outcome())
                .put("seq", line.seq())
                .toString();
        try (FileChannel channel = FileChannel.open(
                target(),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
            channel.write(ByteBuffer.wrap(bytes));
            channel.force(false);
        }
    }

    /** The file that takes the next line; one whose last line was cut off by a crash gets its end first. */
    private Path target() throws IOException {
        List<Path> files = files();
        if (files.isEmpty()) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return folder.resolve("00000001.jsonl");
        }
        Path newest = files.getLast();
        if (Files.size(newest) < fileBytesMax) {
            if (!endsWhole(newest)) {
                Files.write(newest, END, StandardOpenOption.APPEND);
            }
            return newest;
        }
        for (Path old : files.subList(0, Math.max(0, files.size() - filesMax + 1))) {
            Files.deleteIfExists(old);
        }
        int number = Integer.parseInt(newest.getFileName().toString().substring(0, 8));
        return folder.resolve("%08d.jsonl".formatted(number + 1));
    }

    private static boolean endsWhole(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() == 0 || channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n';
        }
    }

    /**
     * The newest lines, newest first.
     *
     * @param beforeMs only what is older, milliseconds since 1970 UTC
     * @param who only of this name; of all where it is empty
     * @param countMax how many at the most
     */
    public List<AuditLine> newest(long beforeMs, String who, int countMax) throws IOException {
        List<AuditLine> found = new ArrayList<>();
        for (Path file : files().reversed()) {
            List<String> lines = Files.readAllLines(file);
            for (String text : lines.reversed()) {
                if (found.size() >= countMax) {
                    return found;
                }
                parse(text)
                        .filter(line -> line.atMs() < beforeMs)
                        .filter(line -> who.isEmpty() || line.who().equals(who))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** A line; empty where a crash left only a part of it. */
    private static Optional<AuditLine> parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            String word = node.path("what").asText().toUpperCase(Locale.ROOT);
            return Arrays.stream(AuditLine.What.values())
                    .filter(what -> what.name().equals(word))
                    .map(what -> new AuditLine(
                            node.path("at").asLong(),
                            node.path("who").asText(),
                            node.path("from").asText(),
                            what,
                            node.path("about").asText(),
                            node.path("outcome").asText(),
                            node.path("seq").asLong()))
                    .findFirst();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
