package org.beaconhub.gateway.console.report;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a form must bring back: the time at which it was given out, signed. A foreign page cannot make one, and who fills
 * a form within a second is no person. They end with the process.
 */
final class Tickets {
    /** Nobody fills the form faster. */
    static final long AGE_MS_MIN = 1_000;
    /** A form that was open for longer is given out anew. */
    static final long AGE_MS_MAX = 2 * 3_600_000L;

    private final SecretKeySpec key;

    Tickets() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** One that is given out now. */
    String give(long nowMs) {
        return nowMs + "." + sign(nowMs);
    }

    /** Whether one was given out by this hub, neither just now nor long ago. */
    boolean isGood(String ticket, long nowMs) {
        String[] parts = ticket.split("\\.", -1);
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,15}")) {
            return false;
        }
        long givenMs = Long.parseLong(parts[0]);
        boolean ours = MessageDigest.isEqual(
                sign(givenMs).getBytes(StandardCharsets.UTF_8), parts[1].getBytes(StandardCharsets.UTF_8));
        long ageMs = nowMs - givenMs;
        return ours && ageMs >= AGE_MS_MIN && ageMs <= AGE_MS_MAX;
    }

    private String sign(long timeMs) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(Long.toString(timeMs).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
