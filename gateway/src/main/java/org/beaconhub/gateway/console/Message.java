package org.beaconhub.gateway.console;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * One message of {@link Events} as it goes over the wire, as it is or compressed. It is compressed once for all clients:
 * each message begins with an empty dictionary and ends at a byte's border (RFC 1951, 3.2.4: an empty stored block), so
 * that it can follow any other in a stream of gzip that began with {@link #GZIP_HEAD}.
 */
final class Message {
    /** The head of a stream of gzip (RFC 1952, 2.3): method deflate, no name, no time, an unknown system. */
    private static final byte[] GZIP_HEAD = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final int PIECE_BYTES = 16 * 1024;

    private final byte[] plain;
    private byte @Nullable [] deflated;

    Message(String text) {
        this.plain = text.getBytes(StandardCharsets.UTF_8);
    }

    /** What every stream of gzip begins with. */
    static byte[] gzipHead() {
        return GZIP_HEAD.clone();
    }

    /** Whether a client takes gzip, by its header Accept-Encoding (RFC 9110, 12.5.3). */
    static boolean isGzipTaken(@Nullable String accepted) {
        return accepted != null
                && Arrays.stream(accepted.split(","))
                        .map(each -> each.replace(" ", ""))
                        .anyMatch(each -> each.equalsIgnoreCase("gzip")
                                || each.regionMatches(true, 0, "gzip;q=", 0, 7) && !each.matches(".*=0(\\.0*)?"));
    }

    /** As it is, in UTF-8. */
    byte[] plain() {
        return plain;
    }

    /** Compressed, as a part of a stream of gzip. */
    synchronized byte[] deflated() {
        if (deflated == null) {
            deflated = deflate();
        }
        return deflated;
    }

    private byte[] deflate() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE_BYTES];
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(plain);
            int count;
            do {
                count = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
                out.write(piece, 0, count);
            } while (count == piece.length);
        }
        return out.toByteArray();
    }
}
