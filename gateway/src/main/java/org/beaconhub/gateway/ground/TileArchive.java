package org.beaconhub.gateway.ground;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Map pictures of a site in one file, PMTiles version 3: a header, directories of tiles along a Hilbert curve, the tiles.
 *
 * <pre>
 * +-----------+---+-------------------------------------------+-----+-----+-----+-----+-----+-----+---
 * | "PMTiles" | 3 | offset, length of root, metadata, leaves, | 3 × | clu | com | com | typ | min | max
 * |           |   | tiles: 8 × 8 B                            | 8 B | 96  | 97  | 98  | 99  | 100 | 101
 * +-----------+---+-------------------------------------------+-----+-----+-----+-----+-----+-----+---
 * </pre>
 *
 * @param file the file
 * @param bytes its size
 * @param modifiedMs when it was written, milliseconds since 1970 UTC: another one in its place is another archive
 * @param header where things are in it
 * @param attribution whom the tiles are from, as plain text; may be empty
 */
public record TileArchive(Path file, long bytes, long modifiedMs, Header header, String attribution) {
    private static final int HEADER_BYTES = 127;
    private static final long PIECE_BYTES_MAX = 8 << 20;
    private static final int LEAVES_DEEP_MAX = 4;
    private static final int ZOOM_MAX = 22;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A stretch of the file, in bytes. */
    record Piece(long offset, long length) {}

    /**
     * What the header says.
     *
     * @param root the first directory
     * @param metadata a JSON object
     * @param leaves where the other directories are
     * @param tiles where the tiles are
     * @param zipped whether directories and metadata are compressed by gzip
     * @param mediaType of the tiles
     * @param zoomMax the nearest zoom
     */
    record Header(
            Piece root, Piece metadata, Piece leaves, Piece tiles, boolean zipped, String mediaType, int zoomMax) {}

    /**
     * Looks into a file.
     *
     * @throws IOException where it cannot be read, or is none that pages can show; it says what would be right
     */
    public static TileArchive open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            Header header = header(read(channel, new Piece(0, HEADER_BYTES)));
            String metadata = new String(
                    TileDirectory.plain(read(channel, header.metadata()), header.zipped()), StandardCharsets.UTF_8);
            TileDirectory.of(read(channel, header.root()), header.zipped());
            return new TileArchive(
                    file,
                    channel.size(),
                    Files.getLastModifiedTime(file).toMillis(),
                    header,
                    plainText(JSON.readTree(metadata).path("attribution").asText()));
        } catch (JsonProcessingException e) {
            throw new IOException("its metadata is no JSON", e);
        } catch (EOFException e) {
            throw new IOException("it ends too early: " + e.getMessage(), e);
        }
    }

    private static Header header(byte[] bytes) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (!new String(bytes, 0, 7, StandardCharsets.US_ASCII).equals("PMTiles") || bytes[7] != 3) {
            throw new IOException("it is no PMTiles archive of version 3");
        }
        String mediaType = switch (bytes[99]) {
            case 2 -> "image/png";
            case 3 -> "image/jpeg";
            case 4 -> "image/webp";
            case 5 -> "image/avif";
            default ->
                throw new IOException("its tiles are no pictures; raster tiles are wanted (png, jpeg, webp, avif)");
        };
        if (bytes[97] != 1 && bytes[97] != 2) {
            throw new IOException("its directories are compressed in a way other than gzip");
        }
        if (bytes[98] > 1) {
            throw new IOException("its pictures are compressed once more; write them as they are");
        }
        if (bytes[101] < 0 || bytes[101] > ZOOM_MAX) {
            throw new IOException("its zooms go to " + bytes[101] + ", and may go to " + ZOOM_MAX);
        }
        return new Header(
                piece(header, 8),
                piece(header, 24),
                piece(header, 40),
                piece(header, 56),
                bytes[97] == 2,
                mediaType,
                bytes[101]);
    }

    private static Piece piece(ByteBuffer header, int at) {
        return new Piece(header.getLong(at), header.getLong(at + 8));
    }

    /** Of a text that archives write as HTML for other maps. */
    private static String plainText(String html) {
        return html.replaceAll("<[^>]*>", "")
                .replace("&copy;", "©")
                .replace("&amp;", "&")
                .strip();
    }

    /** The nearest zoom that there is. */
    public int zoomMax() {
        return header.zoomMax();
    }

    /** What kind of pictures they are, as HTTP names it. */
    public String mediaType() {
        return header.mediaType();
    }

    /** Changes with the file. */
    public String version() {
        return Long.toHexString(bytes) + "-" + Long.toHexString(modifiedMs);
    }

    /**
     * A tile.
     *
     * @param zoom 0 to {@link #zoomMax()}
     * @param x from the west
     * @param y from the north
     * @return its bytes; empty where there is none
     * @throws IOException where the file cannot be read, or is another one by now
     */
    public Optional<byte[]> tile(int zoom, int x, int y) throws IOException {
        if (zoom < 0 || zoom > zoomMax() || x < 0 || y < 0 || x >= 1 << zoom || y >= 1 << zoom) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() != bytes || Files.getLastModifiedTime(file).toMillis() != modifiedMs) {
                throw new IOException(file.getFileName() + " is another file by now; reload the site");
            }
            return find(channel, TileDirectory.id(zoom, x, y));
        }
    }

    private Optional<byte[]> find(FileChannel channel, long id) throws IOException {
        Piece at = header.root();
        for (int depth = 0; depth < LEAVES_DEEP_MAX; depth++) {
            Optional<TileDirectory.Entry> found =
                    TileDirectory.of(read(channel, at), header.zipped()).find(id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            TileDirectory.Entry entry = found.get();
            if (entry.run() > 0) {
                return Optional.of(read(channel, within(header.tiles(), entry)));
            }
            at = within(header.leaves(), entry);
        }
        throw new IOException(file.getFileName() + " has directories deeper than " + LEAVES_DEEP_MAX);
    }

    private static Piece within(Piece section, TileDirectory.Entry entry) {
        return new Piece(section.offset() + entry.offset(), entry.length());
    }

    private static byte[] read(FileChannel channel, Piece piece) throws IOException {
        if (piece.length() < 0 || piece.length() > PIECE_BYTES_MAX || piece.offset() < 0) {
            throw new IOException("a piece of it has " + piece.length() + " bytes, more than " + PIECE_BYTES_MAX);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) piece.length());
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, piece.offset() + bytes.position()) < 0) {
                throw new EOFException(piece.length() + " bytes are missing at " + piece.offset());
            }
        }
        return bytes.array();
    }
}
