package org.beaconhub.rules.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** A growing array to write to. Whole numbers take as many bytes as they need (LEB128, signed ones zigzag). */
public final class ByteSink {
    private byte[] bytes;
    private int length;
    private long momentBefore;
    private long seqBefore;

    /** An empty sink that has room for so many bytes before it grows. */
    public ByteSink(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /** How many bytes were written. */
    public int length() {
        return length;
    }

    /** The array that holds the first {@link #length()} bytes; valid until the next write. */
    public byte[] array() {
        return bytes;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Forgets what was written after the first {@code newLength} bytes. */
    public void truncate(int newLength) {
        if (newLength < 0 || newLength > length) {
            throw new IllegalArgumentException("cannot truncate " + length + " bytes to " + newLength);
        }
        length = newLength;
    }

    private void need(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** One byte. */
    public void put(int value) {
        need(1);
        bytes[length++] = (byte) value;
    }

    /** A flag. */
    public void putFlag(boolean value) {
        put(value ? 1 : 0);
    }

    /** A whole number that is not negative, or any bits: 1 to 10 bytes. */
    public void putUnsigned(long value) {
        need(10);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[length++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
    }

    /** A whole number, small where it is near zero. */
    public void putSigned(long value) {
        putUnsigned(NumberForm.zigzag(value));
    }

    /** Eight bytes, highest first. */
    public void putLong(long value) {
        need(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    /** Four bytes, highest first. */
    public void putInt(int value) {
        need(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    /** A number, bit for bit. */
    public void putDouble(double value) {
        putLong(Double.doubleToLongBits(value));
    }

    /**
     * A number, bit for bit: a whole one, a tenth or what lies a few last bits beside a thousandth, as sums of these do, in
     * as few bytes as it needs, any other in 9.
     */
    public void putNumber(double value) {
        putNumber(value, 0);
    }

    /** A number, bit for bit, in fewer bytes where it is near another one that is known. */
    public void putNumber(double value, double near) {
        long bits = Double.doubleToRawLongBits(value);
        for (int form = 0; form < NumberForm.SCALES.length; form++) {
            long whole = NumberForm.whole(value, form);
            long beside = bits - NumberForm.bits(whole, form);
            if (beside == 0 || form == NumberForm.BESIDE && NumberForm.isNear(beside)) {
                long further = whole - NumberForm.whole(near, form);
                putUnsigned(NumberForm.zigzag(further) << NumberForm.FORM_BITS | form);
                if (form == NumberForm.BESIDE) {
                    putSigned(beside);
                }
                return;
            }
        }
        put(NumberForm.RAW);
        putLong(bits);
    }

    /** A moment, short where it is near another one that is known; {@link Long#MIN_VALUE}, which stands for never, is a byte. */
    public void putMoment(long ms, long nearMs) {
        putUnsigned(ms == Long.MIN_VALUE ? 0 : NumberForm.zigzag(nearMs - ms) + 1);
    }

    /** A moment, a byte where it is the one that was put so before; {@link Long#MIN_VALUE}, which stands for never, is a byte too. */
    public void putMoment(long ms) {
        putMoment(ms, momentBefore);
        momentBefore = ms == Long.MIN_VALUE ? momentBefore : ms;
    }

    /** A sequence of the journal, a byte where it is the one that was put so before. */
    public void putSeq(long seq) {
        putSigned(seq - seqBefore);
        seqBefore = seq;
    }

    /** What a writer writes, which is mostly zeros: they take few bytes. */
    public void putZeroRows(Consumer<ByteSink> writer) {
        ByteSink plain = new ByteSink(1 << 10);
        writer.accept(plain);
        ByteSink packed = ZeroRows.packed(plain.bytes, plain.length);
        putUnsigned(packed.length);
        putRaw(packed.bytes, 0, packed.length);
    }

    /** A text in UTF-8 with its length. Plain ASCII is copied without a detour. */
    public void putText(String text) {
        int chars = text.length();
        need(5 + chars);
        int start = length;
        putUnsigned(chars);
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length = start;
                putBytes(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[length++] = (byte) c;
        }
    }

    /** Bytes with their number. */
    public void putBytes(byte[] value) {
        putUnsigned(value.length);
        putRaw(value, 0, value.length);
    }

    /** Bytes as they are. */
    public void putRaw(byte[] value, int from, int count) {
        need(count);
        System.arraycopy(value, from, bytes, length, count);
        length += count;
    }
}
