package org.beaconhub.gateway.wire;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Quantity;

/**
 * Stands in for number plates and access cards, which identify people: the same plate always gives the same
 * pseudonym, and without the key nobody can tell which plate it was, nor try out all of them.
 */
public final class Pseudonyms {
    /** Shorter keys could be guessed, bytes. */
    public static final int KEY_BYTES_MIN = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEPT_BYTES = 8;

    private final Mac keyed;

    /**
     * Pseudonyms under a key.
     *
     * @param key secret, at least {@value #KEY_BYTES_MIN} bytes; another key gives other pseudonyms
     */
    public Pseudonyms(byte[] key) {
        if (key.length < KEY_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "the key of pseudonyms needs at least " + KEY_BYTES_MIN + " bytes, got " + key.length);
        }
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /**
     * The pseudonym of a plate or card, {@code P} and 16 hexadecimal digits. Letters' case, blanks and the signs
     * between groups do not count, since readers differ in them.
     */
    public String of(Quantity quantity, String raw) {
        String written = quantity.key() + ":" + essence(raw);
        return "P" + HexFormat.of().formatHex(copy().doFinal(written.getBytes(StandardCharsets.UTF_8)), 0, KEPT_BYTES);
    }

    /** The code by which a reporter asks, for what a device calls its report; the same for the same, and nobody guesses it. */
    public String code(String device, String report) {
        String written = "report:" + device + "\n" + report;
        return PersonReport.code(copy().doFinal(written.getBytes(StandardCharsets.UTF_8)));
    }

    /** What stands for a text that may tell of persons, 32 hexadecimal digits; the same for the very same, and nobody reads it back. */
    public String digest(String text) {
        byte[] digest = copy().doFinal(("text:" + text).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 2 * KEPT_BYTES);
    }

    /** Whether a text has anything that could tell one plate or card from another. */
    public static boolean says(String raw) {
        return !essence(raw).isEmpty();
    }

    private static String essence(String raw) {
        StringBuilder kept = new StringBuilder(raw.length());
        raw.codePoints().filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
        return kept.toString().toUpperCase(Locale.ROOT);
    }

    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(ALGORITHM + " of this Java cannot be copied", e);
        }
    }
}
