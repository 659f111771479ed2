package org.beaconhub.gateway.dispatch.sms;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** How characters become bytes on the air. */
enum Alphabet {
    /** The GSM 7 bit default alphabet (3GPP TS 23.038, 6.2.1) with its extension table, one septet an octet. */
    GSM_7(0, 1, 160, 153, "..."),
    /** UTF-16, which SMPP calls UCS2: what lies beyond the first plane takes two units. */
    UCS_2(8, 2, 70, 67, "…");

    private static final int ESCAPE = 0x1b;
    /** By their number; the escape itself is no character. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final Map<Integer, byte[]> GSM = gsm();

    private final byte dataCoding;
    private final int unitBytes;
    private final int aloneUnits;
    private final int partUnits;
    private final String cutMark;

    Alphabet(int dataCoding, int unitBytes, int aloneUnits, int partUnits, String cutMark) {
        this.dataCoding = (byte) dataCoding;
        this.unitBytes = unitBytes;
        this.aloneUnits = aloneUnits;
        this.partUnits = partUnits;
        this.cutMark = cutMark;
    }

    private static Map<Integer, byte[]> gsm() {
        Map<Integer, byte[]> septets = new HashMap<>();
        for (int i = 0; i < BASIC.length(); i++) {
            septets.put((int) BASIC.charAt(i), new byte[] {(byte) i});
        }
        septets.remove(ESCAPE);
        Map.of('^', 0x14, '{', 0x28, '}', 0x29, '\\', 0x2f, '[', 0x3c, '~', 0x3d, ']', 0x3e, '|', 0x40, '€', 0x65)
                .forEach((character, code) -> septets.put((int) character, new byte[] {ESCAPE, code.byteValue()}));
        return septets;
    }

    /** The one that says a text in the fewest parts. */
    static Alphabet of(String text) {
        return text.codePoints().allMatch(GSM::containsKey) ? GSM_7 : UCS_2;
    }

    /** A character's bytes. */
    byte[] encode(int codePoint) {
        return switch (this) {
            case GSM_7 -> GSM.getOrDefault(codePoint, new byte[] {'?'}).clone();
            case UCS_2 -> Character.toString(codePoint).getBytes(StandardCharsets.UTF_16BE);
        };
    }

    /** How SMPP names it, in {@code data_coding}. */
    byte dataCoding() {
        return dataCoding;
    }

    /** How many bytes a message may have that is in one piece. */
    int aloneBytes() {
        return aloneUnits * unitBytes;
    }

    /** How many bytes of text a part of a longer message may have. */
    int partBytes() {
        return partUnits * unitBytes;
    }

    /** What the longest character takes, in bytes: a part can end so much before it is full. */
    int characterBytesMax() {
        return 2 * unitBytes;
    }

    /** What says that something is left out. */
    String cutMark() {
        return cutMark;
    }
}
