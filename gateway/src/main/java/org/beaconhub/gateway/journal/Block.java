package org.beaconhub.gateway.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.FactCodec;
import org.beaconhub.rules.fact.Entry;

/**
 * Entries that were committed together, as one value of a segment whose key is the first sequence.
 *
 * <pre>
 * +--------+---------------+------------------------------------------+
 * | CRC32C | varint        | per entry:                               |
 * | 4 B    | hub time (ms) |   varint hub time - previous, then fact  |
 * +--------+---------------+------------------------------------------+
 * </pre>
 *
 * The checksum covers the first sequence too, so that a block in a wrong place is noticed.
 */
final class Block {
    private static final int CRC_BYTES = 4;

    private final ByteSink sink = new ByteSink(1 << 15);
    private long firstSeq;
    private long lastMs;
    private int count;

    Block() {
        clear();
    }

    /** Forgets its entries. */
    void clear() {
        sink.truncate(0);
        sink.putInt(0);
        count = 0;
    }

    int count() {
        return count;
    }

    long firstSeq() {
        return firstSeq;
    }

    void add(Entry entry) {
        if (count == 0) {
            firstSeq = entry.seq();
            lastMs = 0;
        }
        sink.putUnsigned(entry.hubTimeMs() - lastMs);
        FactCodec.write(sink, entry.fact(), entry.hubTimeMs());
        lastMs = entry.hubTimeMs();
        count++;
    }

    byte[] toBytes() {
        byte[] bytes = sink.toBytes();
        seal(firstSeq, bytes);
        return bytes;
    }

    /** Writes the checksum into the first four bytes. */
    static void seal(long key, byte[] bytes) {
        int crc = checksum(key, bytes);
        for (int i = 0; i < CRC_BYTES; i++) {
            bytes[i] = (byte) (crc >>> 24 - 8 * i);
        }
    }

    private static int checksum(long key, byte[] bytes) {
        CRC32C crc = new CRC32C();
        for (int shift = 56; shift >= 0; shift -= 8) {
            crc.update((int) (key >>> shift) & 0xFF);
        }
        crc.update(bytes, CRC_BYTES, bytes.length - CRC_BYTES);
        return (int) crc.getValue();
    }

    /**
     * What a value holds behind its checksum.
     *
     * @throws JournalDamaged where the checksum does not fit
     */
    static ByteSource open(long key, byte[] bytes, String place) {
        ByteSource source = new ByteSource(bytes);
        if (bytes.length < CRC_BYTES || source.getInt() != checksum(key, bytes)) {
            throw new JournalDamaged(place + ": the checksum of entry " + key + " does not fit what is written there");
        }
        return source;
    }

    /** The entries of a value from a sequence on. */
    static List<Entry> read(long firstSeq, byte[] bytes, long fromSeq, String place) {
        ByteSource source = open(firstSeq, bytes, place);
        List<Entry> entries = new ArrayList<>();
        long hubTimeMs = 0;
        for (long seq = firstSeq; source.left() > 0; seq++) {
            hubTimeMs += source.getUnsigned();
            Entry entry = new Entry(seq, hubTimeMs, FactCodec.read(source, hubTimeMs));
            if (seq >= fromSeq) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
