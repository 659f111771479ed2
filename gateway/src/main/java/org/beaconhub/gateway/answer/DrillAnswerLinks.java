package org.beaconhub.gateway.answer;

import java.util.Optional;
import org.beaconhub.rules.decision.DrillCalled;
import org.beaconhub.rules.decision.DrillNoticeOrdered;

/**
 * The links by which people who are called in a drill answer there. They have a key and a path of their own: none answers anything
 * real, and no real one answers a drill.
 */
public final class DrillAnswerLinks {
    /** The path below which the tokens are. */
    public static final String PATH = AnswerLinks.PATH + "drill/";

    private final Tokens tokens;
    private final ReachedAt reachedAt;

    /** What a token turns out to be. */
    public sealed interface Reading permits Holds, Expired, Forged {}

    /**
     * It is ours and in time.
     *
     * @param drill id of the drill
     * @param incident id of the drill's incident that it answers
     * @param contact id of the contact whom it was given to
     * @param notice id of the notice that brought it
     */
    public record Holds(String drill, String incident, String contact, String notice) implements Reading {}

    /**
     * It was ours, and is too old.
     *
     * @param incident id of the drill's incident that it was for
     * @param contact id of the contact whom it was given to
     */
    public record Expired(String incident, String contact) implements Reading {}

    /** It is none of a drill's, or not whole. */
    public record Forged() implements Reading {}

    DrillAnswerLinks(Tokens tokens, ReachedAt reachedAt) {
        this.tokens = tokens;
        this.reachedAt = reachedAt;
    }

    /** The link for who gets a notice, made at a time of the clock; empty where it asks nobody for an answer. */
    public Optional<String> link(DrillNoticeOrdered ordered, long nowMs) {
        if (ordered.recipient().isEmpty()
                || !(ordered.notice().about() instanceof DrillCalled called)
                || !called.reason().calls()) {
            return Optional.empty();
        }
        Holds holds = new Holds(
                ordered.drill(),
                called.incident().id(),
                ordered.recipient(),
                ordered.notice().id());
        return reachedAt.link(PATH, token(holds, nowMs + AnswerLinks.VALID_MS));
    }

    /** The token for one person to answer one incident of a drill until a time. */
    public String token(Holds holds, long expiresMs) {
        return tokens.token(holds.drill(), holds.incident(), holds.contact(), holds.notice(), Long.toString(expiresMs));
    }

    /** What a token is at a time of the clock. */
    public Reading read(String token, long nowMs) {
        return tokens.read(token)
                .<Reading>map(parts -> nowMs <= Long.parseLong(parts.get(4))
                        ? new Holds(parts.get(0), parts.get(1), parts.get(2), parts.get(3))
                        : new Expired(parts.get(1), parts.get(2)))
                .orElseGet(Forged::new);
    }
}
