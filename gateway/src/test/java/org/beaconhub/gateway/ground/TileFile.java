package org.beaconhub.gateway.ground;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A small PMTiles archive, written after the specification. */
public final class TileFile {
    /** Type of its tiles: pictures. */
    public static final byte PNG = 2;

    /** Type of its tiles: shapes, which no page of ours draws. */
    static final byte VECTOR = 1;

    private TileFile() {}

    /**
     * Writes one: a tile at zoom 0, a second that is three of the four of zoom 1, and in a directory below a third at zoom 2,
     * column 1, row 0.
     */
    public static Path write(Path folder, byte type, byte[] first, byte[] second, byte[] third) throws IOException {
        byte[] leaf = zipped(directory(List.of(new long[] {6, 1, first.length + second.length, third.length})));
        byte[] root = zipped(directory(
                List.of(new long[] {0, 1, 0, first.length}, new long[] {1, 3, first.length, second.length}, new long[] {
                    5, 0, 0, leaf.length
                })));
        byte[] metadata = zipped("{\"attribution\":\"<a href='https://example.org'>&copy; Trial &amp; 测绘</a>\"}"
                .getBytes(StandardCharsets.UTF_8));
        byte[] tiles = ByteBuffer.allocate(first.length + second.length + third.length)
                .put(first)
                .put(second)
                .put(third)
                .array();
        ByteBuffer file = ByteBuffer.allocate(127 + root.length + metadata.length + leaf.length + tiles.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put("PMTiles".getBytes(StandardCharsets.US_ASCII)).put((byte) 3);
        long at = 127;
        for (byte[] section : new byte[][] {root, metadata, leaf, tiles}) {
            file.putLong(at).putLong(section.length);
            at += section.length;
        }
        file.position(96)
                .put((byte) 1)
                .put((byte) 2)
                .put((byte) 1)
                .put(type)
                .put((byte) 0)
                .put((byte) 2);
        file.position(127).put(root).put(metadata).put(leaf).put(tiles);
        return Files.write(folder.resolve("ground.pmtiles"), file.array());
    }

    /** Entries of first tile, run, offset and length. */
    private static byte[] directory(List<long[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        number(out, entries.size());
        long last = 0;
        for (long[] entry : entries) {
            number(out, entry[0] - last);
            last = entry[0];
        }
        entries.forEach(entry -> number(out, entry[1]));
        entries.forEach(entry -> number(out, entry[3]));
        entries.forEach(entry -> number(out, entry[2] + 1));
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, long number) {
        for (long rest = number; ; rest >>= 7) {
            out.write((int) (rest < 128 ? rest : rest & 127 | 128));
            if (rest < 128) {
                return;
            }
        }
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }
}
