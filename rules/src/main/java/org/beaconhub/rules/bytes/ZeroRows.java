package org.beaconhub.rules.bytes;

/**
 * Bytes that are mostly zero, as the state of conditions that do not hold, with each row of zeros as a number: after so many
 * zeros come so many bytes as they are, and so on to the end.
 *
 * <pre>
 *  zeros 0…15 (4 bits), others 0…15 (4 bits)   then the others
 * </pre>
 */
final class ZeroRows {
    private static final int LONGEST = 15;

    private ZeroRows() {}

    /** The first {@code length} of some bytes in this form. */
    static ByteSink packed(byte[] bytes, int length) {
        ByteSink packed = new ByteSink(length / 2);
        int at = 0;
        while (at < length) {
            int from = at;
            while (from < length && from - at < LONGEST && bytes[from] == 0) {
                from++;
            }
            int to = from;
            while (to < length && to - from < LONGEST && !isRow(bytes, to, length)) {
                to++;
            }
            packed.put(from - at << 4 | to - from);
            packed.putRaw(bytes, from, to - from);
            at = to;
        }
        return packed;
    }

    /** Whether zeros begin that are worth a row: a single one is not. */
    private static boolean isRow(byte[] bytes, int at, int length) {
        return bytes[at] == 0 && at + 1 < length && bytes[at + 1] == 0;
    }

    /** The bytes that are left in this form, as they were; at most {@value #LONGEST} for each. */
    static byte[] unpacked(ByteSource packed) {
        ByteSink bytes = new ByteSink(packed.left() * 2);
        while (packed.left() > 0) {
            int head = packed.get();
            for (int zeros = head >>> 4; zeros > 0; zeros--) {
                bytes.put(0);
            }
            for (int others = head & LONGEST; others > 0; others--) {
                bytes.put(packed.get());
            }
        }
        return bytes.toBytes();
    }
}
