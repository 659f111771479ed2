/**
 * Sign-in by a provider of an organisation, after OpenID Connect Core 1.0: the authorization code flow with PKCE (RFC 7636), state and nonce.
 * It knows no HTTP server and no session: it says where a browser goes, and who came back.
 */
@NullMarked
package org.beaconhub.gateway.oidc;

import org.jspecify.annotations.NullMarked;
