package org.beaconhub.rules.bytes;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads what a {@link ByteSink} wrote; bytes that make no sense are an {@link IllegalArgumentException}. */
public final class ByteSource {
    private final byte[] bytes;
    private final int end;
    private int at;
    private long momentBefore;
    private long seqBefore;

    /** Reads an array from one index up to, not including, another. */
    public ByteSource(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /** Reads a whole array. */
    public ByteSource(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads what a writer writes: so one thing takes over the state of another of its kind. */
    public static ByteSource of(Consumer<ByteSink> writer) {
        ByteSink sink = new ByteSink(64);
        writer.accept(sink);
        return new ByteSource(sink.toBytes());
    }

    /** How many bytes are left. */
    public int left() {
        return end - at;
    }

    private void need(int count) {
        if (count < 0 || end - at < count) {
            throw new IllegalArgumentException("bytes end early: " + count + " wanted, " + (end - at) + " left");
        }
    }

    /** One byte, 0 to 255. */
    public int get() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    /** A flag. */
    public boolean getFlag() {
        int value = get();
        if (value > 1) {
            throw new IllegalArgumentException("a flag must be 0 or 1, got " + value);
        }
        return value == 1;
    }

    /** What {@link ByteSink#putUnsigned} wrote. */
    public long getUnsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = get();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 10 bytes");
    }

    /** A count that so many bytes could hold. */
    public int getCount() {
        long count = getUnsigned();
        if (count < 0 || count > left()) {
            throw new IllegalArgumentException("a count of " + count + " with " + left() + " bytes left");
        }
        return (int) count;
    }

    /** What {@link ByteSink#putSigned} wrote. */
    public long getSigned() {
        return NumberForm.unzigzag(getUnsigned());
    }

    /** Eight bytes, highest first. */
    public long getLong() {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (bytes[at++] & 0xFF);
        }
        return value;
    }

    /** Four bytes, highest first. */
    public int getInt() {
        need(4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | (bytes[at++] & 0xFF);
        }
        return value;
    }

    /** A number, bit for bit. */
    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    /** What {@link ByteSink#putNumber(double)} wrote. */
    public double getNumber() {
        return getNumber(0);
    }

    /** What {@link ByteSink#putNumber(double, double)} wrote near the same number. */
    public double getNumber(double near) {
        long head = getUnsigned();
        int form = (int) head & NumberForm.RAW;
        if (form == NumberForm.RAW) {
            return getDouble();
        }
        long further = NumberForm.unzigzag(head >>> NumberForm.FORM_BITS);
        long bits = NumberForm.bits(NumberForm.whole(near, form) + further, form);
        return Double.longBitsToDouble(form == NumberForm.BESIDE ? bits + getSigned() : bits);
    }

    /** What {@link ByteSink#putMoment(long, long)} wrote. */
    public long getMoment(long nearMs) {
        long far = getUnsigned();
        return far == 0 ? Long.MIN_VALUE : nearMs - NumberForm.unzigzag(far - 1);
    }

    /** What {@link ByteSink#putMoment(long)} wrote. */
    public long getMoment() {
        long ms = getMoment(momentBefore);
        momentBefore = ms == Long.MIN_VALUE ? momentBefore : ms;
        return ms;
    }

    /** What {@link ByteSink#putSeq} wrote. */
    public long getSeq() {
        seqBefore += getSigned();
        return seqBefore;
    }

    /** What {@link ByteSink#putZeroRows} wrote, to read on its own. */
    public ByteSource getZeroRows() {
        return new ByteSource(ZeroRows.unpacked(new ByteSource(getBytes())));
    }

    /** A text. */
    public String getText() {
        int count = getCount();
        String text = new String(bytes, at, count, StandardCharsets.UTF_8);
        at += count;
        return text;
    }

    /** Bytes with their number. */
    public byte[] getBytes() {
        int count = getCount();
        byte[] value = new byte[count];
        System.arraycopy(bytes, at, value, 0, count);
        at += count;
        return value;
    }

    /** The constant of an enumeration with that number. */
    public <E> E getOneOf(E[] constants) {
        int ordinal = get();
        if (ordinal >= constants.length) {
            throw new IllegalArgumentException(
                    constants.getClass().getComponentType().getSimpleName() + " has no constant number " + ordinal);
        }
        return constants[ordinal];
    }
}
