package org.beaconhub.gateway.oidc;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.gateway.clock.Clock;

/** Who went to the provider and is not back yet; each comes back once, within ten minutes. */
final class Attempts {
    /** So many at the most; then the oldest is forgotten. */
    static final int COUNT_MAX = 1_000;
    /** Who is away for longer begins anew, milliseconds. */
    static final long AWAY_MS = 600_000;

    private final Clock clock;
    private final Map<String, Attempt> byState = new LinkedHashMap<>();

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /** What only the hub knows of one, and where it goes on. */
    record Attempt(Nonce nonce, CodeVerifier verifier, String next, long beganMs) {}

    synchronized Attempt begin(String state, String next) {
        Attempt attempt = new Attempt(new Nonce(), new CodeVerifier(), next, clock.steadyMs());
        byState.put(state, attempt);
        if (byState.size() > COUNT_MAX) {
            byState.remove(byState.keySet().iterator().next());
        }
        return attempt;
    }

    synchronized Optional<String> next(String state) {
        return Optional.ofNullable(byState.get(state)).map(Attempt::next);
    }

    synchronized Optional<Attempt> end(String state) {
        return Optional.ofNullable(byState.remove(state)).filter(each -> clock.steadyMs() - each.beganMs() < AWAY_MS);
    }
}
