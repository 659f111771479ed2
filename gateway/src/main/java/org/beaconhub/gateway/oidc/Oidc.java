package org.beaconhub.gateway.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.rules.fact.Text;
import org.jspecify.annotations.Nullable;

/** Signs people in by one provider. */
public final class Oidc {
    /** What a provider says of itself is asked for anew after so long, milliseconds. */
    private static final long KNOWN_MS = 3_600_000;
    /** One that could not be asked is left alone for so long, milliseconds: whoever comes meanwhile is told at once, and waits for nobody. */
    private static final long LEFT_ALONE_MS = 5_000;
    /** The provider's clock and ours differ by so much at the most, seconds. */
    private static final int SKEW_S = 60;
    /** Signatures with a key that the provider alone has; one with a shared secret, or none, is no proof. */
    private static final Set<JWSAlgorithm> SIGNED = Set.copyOf(JWSAlgorithm.Family.SIGNATURE);

    private final OidcOptions options;
    private final Clock clock;
    private final Attempts attempts;
    private final Line line = new Line();
    private @Nullable Provider provider;
    private @Nullable Failure failure;

    private record Failure(OidcRefusal refusal, long untilMs) {}

    private record Provider(
            OIDCProviderMetadata says, JWKSource<SecurityContext> keys, Set<JWSAlgorithm> algorithms, long knownMs) {}

    /**
     * A browser goes to the provider.
     *
     * @param to where to
     * @param state what it comes back with, and must have kept itself
     */
    public record Begun(URI to, String state) {}

    /** By the provider of these options. */
    public Oidc(OidcOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.attempts = new Attempts(clock);
    }

    /**
     * Begins.
     *
     * @param back where the browser comes back to
     * @param next where it goes on then
     * @throws OidcRefusal where the provider cannot be used
     */
    public Begun begin(URI back, String next) throws OidcRefusal {
        OIDCProviderMetadata says = provider().says();
        State state = new State();
        Attempts.Attempt attempt = attempts.begin(state.getValue(), next);
        URI to = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile"), new ClientID(options.clientId()), back)
                .endpointURI(says.getAuthorizationEndpointURI())
                .state(state)
                .nonce(attempt.nonce())
                .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Begun(to, state.getValue());
    }

    /** Where a browser that has kept a state wanted to go on to, whether it may come in or not; the first page where nobody knows. */
    public String next(String kept) {
        return attempts.next(kept).orElse("/");
    }

    /**
     * Who came back.
     *
     * @param back where the browser came back to, as at the beginning
     * @param kept the state that the browser has kept; empty where it has none
     * @param answer the parameters that it came with
     * @throws OidcRefusal where it is nobody who may come in
     */
    public Guest finish(URI back, String kept, Map<String, List<String>> answer) throws OidcRefusal {
        AuthenticationResponse response = parsed(back, answer);
        State state = response.getState();
        if (state == null || !state.equals(kept.isEmpty() ? null : new State(kept))) {
            throw OidcRefusal.tooLate();
        }
        Attempts.Attempt attempt = attempts.end(state.getValue()).orElseThrow(OidcRefusal::tooLate);
        if (response.getIssuer() != null && !response.getIssuer().equals(issuer())) {
            throw OidcRefusal.notTrusted("it is " + response.getIssuer());
        }
        if (!response.indicatesSuccess()) {
            throw new OidcRefusal(
                    403,
                    new Text("单点登录服务没有让你登录", "the sign-in service did not sign you in"),
                    String.valueOf(response.toErrorResponse().getErrorObject().getCode()));
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        IDTokenClaimsSet claims = claims(new AuthorizationCodeGrant(code, back, attempt.verifier()), attempt);
        return new Claims(claims, options).guest(attempt.next());
    }

    private static AuthenticationResponse parsed(URI back, Map<String, List<String>> answer) throws OidcRefusal {
        try {
            return AuthenticationResponseParser.parse(back, answer);
        } catch (ParseException e) {
            throw OidcRefusal.notTrusted(String.valueOf(e.getMessage()));
        }
    }

    private Issuer issuer() {
        return new Issuer(options.issuer());
    }

    private IDTokenClaimsSet claims(AuthorizationCodeGrant grant, Attempts.Attempt attempt) throws OidcRefusal {
        Provider known = provider();
        OIDCTokenResponse tokens = tokens(known.says(), grant);
        IDTokenValidator validator = new IDTokenValidator(
                issuer(),
                new ClientID(options.clientId()),
                new JWSVerificationKeySelector<>(known.algorithms(), known.keys()),
                null);
        validator.setMaxClockSkew(SKEW_S);
        try {
            return validator.validate(tokens.getOIDCTokens().getIDToken(), attempt.nonce());
        } catch (BadJOSEException e) {
            throw OidcRefusal.notTrusted(String.valueOf(e.getMessage()));
        } catch (JOSEException e) {
            throw OidcRefusal.down(e);
        }
    }

    private OIDCTokenResponse tokens(OIDCProviderMetadata says, AuthorizationCodeGrant grant) throws OidcRefusal {
        try {
            TokenRequest request =
                    new TokenRequest.Builder(says.getTokenEndpointURI(), authentication(says), grant).build();
            var response = OIDCTokenResponseParser.parse(request.toHTTPRequest().send(line));
            if (!response.indicatesSuccess()) {
                throw OidcRefusal.notTrusted("it refused the code: "
                        + response.toErrorResponse().getErrorObject().getCode());
            }
            return (OIDCTokenResponse) response.toSuccessResponse();
        } catch (IOException | ParseException e) {
            throw OidcRefusal.down(e);
        }
    }

    private ClientAuthentication authentication(OIDCProviderMetadata says) throws IOException {
        ClientID id = new ClientID(options.clientId());
        Secret secret = new Secret(Files.readString(options.secretFile()).strip());
        List<ClientAuthenticationMethod> ways =
                Optional.ofNullable(says.getTokenEndpointAuthMethods()).orElse(List.of());
        boolean post = ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return post ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret);
    }

    private synchronized Provider provider() throws OidcRefusal {
        long nowMs = clock.steadyMs();
        Provider known = provider;
        if (known != null && nowMs - known.knownMs() < KNOWN_MS) {
            return known;
        }
        Failure before = failure;
        if (before != null && nowMs < before.untilMs()) {
            throw before.refusal();
        }
        try {
            known = asked(nowMs);
        } catch (OidcRefusal e) {
            failure = new Failure(e, clock.steadyMs() + LEFT_ALONE_MS);
            throw e;
        }
        provider = known;
        return known;
    }

    /** Why nobody can sign in by it now; empty where the provider answers as it should. */
    public Optional<String> trouble() {
        try {
            provider();
            return Optional.empty();
        } catch (OidcRefusal e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Provider asked(long nowMs) throws OidcRefusal {
        try {
            URI where = OIDCProviderMetadata.resolveURL(issuer()).toURI();
            OIDCProviderMetadata says = OIDCProviderMetadata.parse(
                    line.retrieveResource(where.toURL()).getContent());
            if (!issuer().equals(says.getIssuer())) {
                throw new IOException(where + " is of '" + says.getIssuer() + "', not of '" + options.issuer() + "'");
            }
            if (says.getAuthorizationEndpointURI() == null || says.getTokenEndpointURI() == null) {
                throw new IOException(where + " names no authorization_endpoint or no token_endpoint");
            }
            Set<JWSAlgorithm> algorithms =
                    Optional.ofNullable(says.getIDTokenJWSAlgs()).orElse(List.of(JWSAlgorithm.RS256)).stream()
                            .filter(SIGNED::contains)
                            .collect(Collectors.toUnmodifiableSet());
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                            says.getJWKSetURI().toURL(), line)
                    .refreshAheadCache(false)
                    .build();
            return new Provider(says, keys, algorithms, nowMs);
        } catch (IOException | GeneralException | URISyntaxException e) {
            throw OidcRefusal.down(e);
        }
    }
}
