package org.beaconhub.gateway.answer;

import java.util.Optional;
import java.util.function.Supplier;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.NoticeOrdered;

/** Makes the links by which people answer what is real, and reads them again. */
public final class AnswerLinks {
    /** The path below which the tokens are. */
    public static final String PATH = "/answer/";
    /** A link holds for a day. */
    public static final long VALID_MS = 86_400_000;

    private final Tokens tokens;
    private final ReachedAt reachedAt;
    private final DrillAnswerLinks ofDrills;

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
        this.tokens = new Tokens(secret);
        this.reachedAt = new ReachedAt(base);
        this.ofDrills = new DrillAnswerLinks(tokens.forPurpose("answers of drills"), reachedAt);
    }

    /** The links of drills, which answer nothing real. */
    public DrillAnswerLinks ofDrills() {
        return ofDrills;
    }

    /** The link for who gets a notice, made at a time of the clock; empty where it asks nobody for an answer. */
    public Optional<String> link(NoticeOrdered ordered, long nowMs) {
        if (ordered.recipient().isEmpty()
                || !(ordered.notice().about() instanceof IncidentCalled called)
                || !called.reason().calls()) {
            return Optional.empty();
        }
        String incident = called.incident().id();
        return reachedAt.link(
                PATH, token(incident, ordered.recipient(), ordered.notice().id(), nowMs + VALID_MS));
    }

    /** The token for one person to answer one incident until a time. */
    public String token(String incident, String contact, String notice, long expiresMs) {
        return tokens.token(incident, contact, notice, Long.toString(expiresMs));
    }

    /** What a token is at a time of the clock. */
    public Reading read(String token, long nowMs) {
        return tokens.read(token)
                .<Reading>map(parts -> nowMs <= Long.parseLong(parts.get(3))
                        ? new Holds(parts.get(0), parts.get(1), parts.get(2))
                        : new Expired(parts.get(0), parts.get(1)))
                .orElseGet(Forged::new);
    }
}
