package org.beaconhub.gateway.oidc;

import org.beaconhub.gateway.access.Account;

/**
 * Who came by a provider.
 *
 * @param account the name and the role, as the provider says; there is no password here
 * @param subject by which the provider tells people apart, for the audit
 * @param next where to go on, as it was asked for at the beginning
 */
public record Guest(Account account, String subject, String next) {}
