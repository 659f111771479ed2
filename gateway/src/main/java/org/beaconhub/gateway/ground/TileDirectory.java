package org.beaconhub.gateway.ground;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A directory of a PMTiles archive: columns of variable-length numbers, ids first, each as the step from the one before. */
final class TileDirectory {
    private static final int PLAIN_BYTES_MAX = 16 << 20;
    private static final long ENTRIES_MAX = 1_000_000;
    private static final int NUMBER_BITS_MAX = 63;

    private final List<Entry> entries;

    private TileDirectory(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Where a tile is, or a directory below.
     *
     * @param id of the first tile
     * @param run so many tiles from there on are this one; 0 for a directory
     * @param offset within its section
     * @param length in bytes
     */
    record Entry(long id, long run, long offset, long length) {}

    /**
     * Reads one.
     *
     * @throws IOException where it is none
     */
    static TileDirectory of(byte[] bytes, boolean zipped) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(plain(bytes, zipped));
        try {
            long count = number(in);
            if (count < 0 || count > ENTRIES_MAX) {
                throw new IOException("a directory of it has " + count + " entries, more than " + ENTRIES_MAX);
            }
            long[] ids = column(in, (int) count);
            long[] runs = column(in, (int) count);
            long[] lengths = column(in, (int) count);
            long[] offsets = column(in, (int) count);
            List<Entry> entries = new ArrayList<>((int) count);
            long id = 0;
            for (int i = 0; i < count; i++) {
                id += ids[i];
                boolean follows = offsets[i] == 0 && i > 0;
                long offset = follows ? entries.getLast().offset() + lengths[i - 1] : offsets[i] - 1;
                entries.add(new Entry(id, runs[i], offset, lengths[i]));
            }
            return new TileDirectory(entries);
        } catch (BufferUnderflowException e) {
            throw new IOException("a directory of it ends too early", e);
        }
    }

    private static long[] column(ByteBuffer in, int count) throws IOException {
        long[] column = new long[count];
        for (int i = 0; i < count; i++) {
            column[i] = number(in);
        }
        return column;
    }

    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    private static long number(ByteBuffer in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < NUMBER_BITS_MAX; shift += 7) {
            byte next = in.get();
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IOException("a directory of it has a number that is too large");
    }

    /** The bytes, unzipped at need. */
    static byte[] plain(byte[] bytes, boolean zipped) throws IOException {
        if (!zipped) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = in.readNBytes(PLAIN_BYTES_MAX + 1);
            if (plain.length > PLAIN_BYTES_MAX) {
                throw new IOException("a directory of it has more than " + PLAIN_BYTES_MAX + " bytes");
            }
            return plain;
        }
    }

    /** The entry that has a tile, or the directory that may. */
    Optional<Entry> find(long id) {
        int low = 0;
        int high = entries.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).id() <= id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        if (high < 0) {
            return Optional.empty();
        }
        Entry last = entries.get(high);
        return last.run() == 0 || id < last.id() + last.run() ? Optional.of(last) : Optional.empty();
    }

    /** Number of a tile: all tiles of the zooms before, and its place on the Hilbert curve of its own. */
    static long id(int zoom, int x, int y) {
        long id = ((1L << 2 * zoom) - 1) / 3;
        long a = x;
        long b = y;
        for (long side = (1L << zoom) >> 1; side > 0; side >>= 1) {
            long right = (a & side) > 0 ? 1 : 0;
            long down = (b & side) > 0 ? 1 : 0;
            id += side * side * (3 * right ^ down);
            if (down == 0) {
                long turned = right == 1 ? side - 1 - b : b;
                b = right == 1 ? side - 1 - a : a;
                a = turned;
            }
        }
        return id;
    }
}
