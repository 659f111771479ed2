package org.beaconhub.rules.bytes;

/**
 * How a number is written: its form in the last two bits of a whole number of as many bytes as it needs (LEB128), and
 * before them so many wholes, tenths or thousandths, the negative ones between the others.
 *
 * <pre>
 *  … wholes      0 0
 *  … tenths      0 1
 *  … thousandths 1 0   then how many last bits the number lies beside them
 *              0 1 1   then the 8 bytes of the number
 * </pre>
 */
final class NumberForm {
    static final int FORM_BITS = 2;
    /** Thousandths, and how many last bits it lies beside them. */
    static final int BESIDE = 2;
    /** Eight bytes. */
    static final int RAW = 3;
    /** What lies further beside a thousandth takes no fewer bytes than its own. */
    private static final long BESIDE_MAX = 1 << 20;
    /** The parts of one that each form counts. */
    static final double[] SCALES = {1, 10, 1000};

    /** So many parts and what lies beside take no more bytes than the number itself. */
    private static final double WHOLE_MAX = 1L << 33;

    private NumberForm() {}

    /** The nearest whole number of a form's parts, as far as there is room. */
    static long whole(double value, int form) {
        double parts = value * SCALES[form];
        return Math.abs(parts) < WHOLE_MAX ? Math.round(parts) : 0;
    }

    /** The bits of so many of a form's parts. */
    static long bits(long whole, int form) {
        return Double.doubleToRawLongBits(whole / SCALES[form]);
    }

    static boolean isNear(long beside) {
        return -BESIDE_MAX < beside && beside < BESIDE_MAX;
    }

    static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    static long unzigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }
}
