package org.beaconhub.gateway.oidc;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.beaconhub.gateway.access.Role;

/**
 * Which provider signs people in, and what it says of them means here.
 *
 * @param issuer its address, below which is {@code /.well-known/openid-configuration}; https, or this machine
 * @param clientId as whom the hub is known to it
 * @param secretFile file with the secret of that client
 * @param nameClaim the claim that has a person's name, under which acts go into the journal; must be nobody else's at this provider
 * @param rolesClaim the claim that has a person's roles or groups; dots lead into objects, as in {@code realm_access.roles}
 * @param roles of a role or group of the provider the role here; where a person has several, the one with the most rights
 */
public record OidcOptions(
        URI issuer, String clientId, Path secretFile, String nameClaim, String rolesClaim, Map<String, Role> roles) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** Rejects what leads nowhere. */
    public OidcOptions {
        roles = Map.copyOf(roles);
        boolean local = "http".equals(issuer.getScheme()) && LOOPBACK.contains(String.valueOf(issuer.getHost()));
        if (issuer.getHost() == null || !"https".equals(issuer.getScheme()) && !local) {
            throw new IllegalArgumentException("issuer '" + issuer
                    + "' must be as https://login.example/realms/town: what it says opens the door");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException(
                    "nobody could sign in: say which role or group of the provider is which role here, as"
                            + " operator=beacon-operators");
        }
    }
}
