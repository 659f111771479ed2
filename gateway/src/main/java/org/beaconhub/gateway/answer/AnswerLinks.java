package org.beaconhub.gateway.answer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.NoticeOrdered;

/**
 * Makes the links and reads them again. A token is {@code base64url(incident|contact|notice|expiry).base64url(mac)}, where
 * the mac is the first half of an HMAC with SHA-256 (RFC 2104, section 5, allows that).
 */
public final class AnswerLinks {
    /** The path below which the tokens are. */
    public static final String PATH = "/answer/";
    /** A link holds for a day. */
    public static final long VALID_MS = 86_400_000;
    /** Longer tokens are none of ours, in characters. */
    private static final int TOKEN_LENGTH_MAX = 600;

    private static final int MAC_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Supplier<String> base;

    /** What a token turns out to be. */
    public sealed interface Reading permits Holds, Expired, Forged {}

    /**
     * It is ours and in time.
     *
     * @param incident id of the incident that it answers
     * @param contact id of the contact whom it was given to
     * @param notice id of the notice that brought it
     */
    public record Holds(String incident, String contact, String notice) implements Reading {}

    /**
     * It was ours, and is too old.
     *
     * @param incident id of the incident that it was for
     * @param contact id of the contact whom it was given to
     */
    public record Expired(String incident, String contact) implements Reading {}

    /** It is none of ours, or not whole. */
    public record Forged() implements Reading {}

    /**
     * Signs with a secret.
     *
     * @param secret known to this hub alone
     * @param base where people reach the hub, such as {@code https://hub.example.org}; empty where they do not
     */
    public AnswerLinks(byte[] secret, Supplier<String> base) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.base = base;
    }

    /** The link for who gets a notice, made at a time of the clock; empty where it asks nobody for an answer. */
    public Optional<String> link(NoticeOrdered ordered, long nowMs) {
        String where = base.get();
        if (ordered.recipient().isEmpty()
                || where.isEmpty()
                || !(ordered.notice().about() instanceof IncidentCalled called)
                || !called.reason().calls()) {
            return Optional.empty();
        }
        String end = where.endsWith("/") ? where.substring(0, where.length() - 1) : where;
        return Optional.of(end
                + PATH
                + token(
                        called.incident().id(),
                        ordered.recipient(),
                        ordered.notice().id(),
                        nowMs + VALID_MS));
    }

    /** The token for one person to answer one incident until a time. */
    public String token(String incident, String contact, String notice, long expiresMs) {
        byte[] said = String.join("|", incident, contact, notice, Long.toString(expiresMs))
                .getBytes(StandardCharsets.UTF_8);
        Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
        return text.encodeToString(said) + "." + text.encodeToString(mac(said));
    }

    /** What a token is at a time of the clock. */
    public Reading read(String token, long nowMs) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > TOKEN_LENGTH_MAX) {
            return new Forged();
        }
        byte[] said;
        byte[] signed;
        try {
            said = Base64.getUrlDecoder().decode(token.substring(0, dot));
            signed = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        } catch (IllegalArgumentException e) {
            return new Forged();
        }
        if (!MessageDigest.isEqual(mac(said), signed)) {
            return new Forged();
        }
        String[] parts = new String(said, StandardCharsets.UTF_8).split("\\|", -1);
        return nowMs <= Long.parseLong(parts[3])
                ? new Holds(parts[0], parts[1], parts[2])
                : new Expired(parts[0], parts[1]);
    }

    private byte[] mac(byte[] said) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(said), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
