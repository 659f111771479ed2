package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.beaconhub.gateway.clock.SystemClock;
import org.jspecify.annotations.Nullable;

/**
 * A provider of OpenID Connect, written from the standards alone and with none of the libraries that the hub uses: it has one person, who
 * is always there and agrees, and it lies where a test asks for it.
 */
final class TrialProvider implements AutoCloseable {
    static final String CLIENT = "beacon-hub", SECRET = "a secret of the client";

    /** What it does wrong. */
    enum Lie {
        NONE,
        FORGED_SIGNATURE,
        NO_SIGNATURE,
        SHARED_SECRET_SIGNATURE,
        OTHER_NONCE,
        OTHER_AUDIENCE,
        OTHER_ISSUER,
        EXPIRED,
        REFUSES,
        NAMES_ANOTHER_ISSUER,
        HUGE_ANSWER
    }

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;
    private final KeyPair keys = newKeys();
    private final Map<String, Form> codes = new ConcurrentHashMap<>();
    volatile Lie lie = Lie.NONE;
    volatile String name = "zhao";
    volatile JsonNode realmAccess =
            json.createObjectNode().set("roles", json.createArrayNode().add("beacon-operators"));

    TrialProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/realms/town/.well-known/openid-configuration", this::says);
        server.createContext("/realms/town/keys", this::keys);
        server.createContext("/realms/town/auth", this::authorizes);
        server.createContext("/realms/town/token", this::tokens);
        server.start();
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its address, of another site than the hub's 127.0.0.1 for a browser. */
    String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + "/realms/town";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** How often it was asked what it is. */
    int asked() {
        return asked.get();
    }

    private void says(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        String own = issuer();
        ObjectNode node = json.createObjectNode()
                .put("issuer", lie == Lie.NAMES_ANOTHER_ISSUER ? "https://evil.example" : own)
                .put("authorization_endpoint", own + "/auth")
                .put("token_endpoint", own + "/token")
                .put("jwks_uri", own + "/keys");
        node.putArray("response_types_supported").add("code");
        node.putArray("subject_types_supported").add("public");
        node.putArray("id_token_signing_alg_values_supported").add("RS256").add("HS256");
        if (lie == Lie.HUGE_ANSWER) {
            node.put("more", "x".repeat(1 << 20));
        }
        answer(exchange, 200, node.toString());
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private void keys(HttpExchange exchange) throws IOException {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        ObjectNode node = json.createObjectNode();
        node.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", "one")
                .put("n", unsigned(key.getModulus()))
                .put("e", unsigned(key.getPublicExponent()));
        answer(exchange, 200, node.toString());
    }

    /** What was sent; a field that is missing is empty. */
    private record Form(Map<String, String> fields) {
        static Form of(String sent) {
            return new Form(Stream.of(sent.split("&", -1))
                    .map(each -> each.split("=", 2))
                    .collect(Collectors.toMap(
                            pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8))));
        }

        String get(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    private void authorizes(HttpExchange exchange) throws IOException {
        Form asked = Form.of(exchange.getRequestURI().getRawQuery());
        String code = "code-" + codes.size();
        codes.put(code, asked);
        boolean right = asked.get("client_id").equals(CLIENT)
                && asked.get("response_type").equals("code")
                && asked.get("code_challenge_method").equals("S256");
        String said = lie == Lie.REFUSES || !right ? "error=access_denied" : "code=" + code;
        exchange.getResponseHeaders()
                .set("Location", asked.get("redirect_uri") + "?" + said + "&state=" + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void tokens(HttpExchange exchange) throws IOException {
        Form sent = Form.of(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String wanted = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT + ":" + SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
        @Nullable Form asked = codes.remove(sent.get("code"));
        try {
            byte[] verifier = sent.get("code_verifier").getBytes(StandardCharsets.US_ASCII);
            boolean right = asked != null
                    && wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    && asked.get("redirect_uri").equals(sent.get("redirect_uri"))
                    && asked.get("code_challenge")
                            .equals(BASE64.encodeToString(
                                    MessageDigest.getInstance("SHA-256").digest(verifier)));
            if (asked == null || !right) {
                answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
                return;
            }
            ObjectNode tokens = json.createObjectNode()
                    .put("access_token", "opaque")
                    .put("token_type", "Bearer")
                    .put("id_token", idToken(asked.get("nonce")));
            answer(exchange, 200, tokens.toString());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private String idToken(String nonce) throws GeneralSecurityException {
        long nowS = new SystemClock().nowMs() / 1_000;
        long end = lie == Lie.EXPIRED ? nowS - 600 : nowS + 300;
        ObjectNode claims = json.createObjectNode()
                .put("iss", lie == Lie.OTHER_ISSUER ? "https://evil.example" : issuer())
                .put("sub", "f81d4fae")
                .put("aud", lie == Lie.OTHER_AUDIENCE ? "another-client" : CLIENT)
                .put("iat", end - 300)
                .put("exp", end)
                .put("nonce", lie == Lie.OTHER_NONCE ? "another" : nonce)
                .put("preferred_username", name);
        claims.set("realm_access", realmAccess);
        String signed = lie == Lie.SHARED_SECRET_SIGNATURE ? "HS256" : "RS256";
        String algorithm = lie == Lie.NO_SIGNATURE ? "none" : signed;
        String head =
                json.createObjectNode().put("alg", algorithm).put("kid", "one").toString();
        String body = encoded(head) + "." + encoded(claims.toString());
        return body + "." + signature(body);
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String body) throws GeneralSecurityException {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        if (lie == Lie.NO_SIGNATURE) {
            return "";
        }
        if (lie == Lie.SHARED_SECRET_SIGNATURE) {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new javax.crypto.spec.SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return BASE64.encodeToString(mac.doFinal(bytes));
        }
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign((lie == Lie.FORGED_SIGNATURE ? newKeys() : keys).getPrivate());
        signature.update(bytes);
        return BASE64.encodeToString(signature.sign());
    }

    /** Where a browser that comes to an address is sent on to. */
    static URI location(java.net.http.HttpResponse<?> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
