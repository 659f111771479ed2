package org.beaconhub.gateway.answer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed texts for one purpose. A token is {@code base64url(part|part|…).base64url(mac)}, where the mac is the first half of an HMAC
 * with SHA-256 (RFC 2104, section 5, allows that).
 */
final class Tokens {
    /** Longer tokens are none of ours, in characters. */
    private static final int TOKEN_LENGTH_MAX = 600;

    private static final int MAC_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** Signs with a secret. */
    Tokens(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** Tokens for another purpose: their key follows from this one, so that neither reads what the other signed. */
    Tokens forPurpose(String purpose) {
        return new Tokens(mac(purpose.getBytes(StandardCharsets.UTF_8)));
    }

    /** The token that says these parts. */
    String token(String... parts) {
        byte[] said = String.join("|", parts).getBytes(StandardCharsets.UTF_8);
        Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
        return text.encodeToString(said) + "." + text.encodeToString(signature(said));
    }

    /** The parts that a token says; empty where it is none of these, or not whole. */
    Optional<List<String>> read(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > TOKEN_LENGTH_MAX) {
            return Optional.empty();
        }
        byte[] said;
        byte[] signed;
        try {
            said = Base64.getUrlDecoder().decode(token.substring(0, dot));
            signed = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return MessageDigest.isEqual(signature(said), signed)
                ? Optional.of(List.of(new String(said, StandardCharsets.UTF_8).split("\\|", -1)))
                : Optional.empty();
    }

    private byte[] signature(byte[] said) {
        return Arrays.copyOf(mac(said), MAC_BYTES);
    }

    private byte[] mac(byte[] said) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(said);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
