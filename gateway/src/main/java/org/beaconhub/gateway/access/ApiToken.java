package org.beaconhub.gateway.access;

/**
 * What lets a program in.
 *
 * @param name unique among tokens; what it does is told under it
 * @param role what it may do
 * @param hash of the token's text, which nobody keeps
 */
public record ApiToken(String name, Role role, String hash) {
    /** Rejects what is no name. */
    public ApiToken {
        Account.checkName(name);
    }
}
