package org.beaconhub.gateway.console;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.gateway.access.Accounts;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.audit.AuditLog;
import org.beaconhub.gateway.console.door.Keys;
import org.beaconhub.gateway.run.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A console with accounts and a token for each role, asked over real HTTP. */
abstract class DoorTrial {
    static final String GOOD = "pine lantern ox-cart 39";

    @TempDir
    Path data;

    final ObjectMapper mapper = new ObjectMapper();
    final HttpClient client = HttpClient.newHttpClient();
    final TestClock clock = new TestClock();
    final Map<Role, String> tokens = new EnumMap<>(Role.class);
    TrialHub hub;
    Console console;
    Accounts accounts;
    AuditLog audit;

    @BeforeEach
    void start() {
        hub = new TrialHub(new TrialSite(4, 4));
        accounts = Accounts.in(data.resolve("access"), clock);
        audit = AuditLog.in(data.resolve("audit"));
        accounts.add("root", Role.ADMIN);
        for (Role role : Role.values()) {
            tokens.put(role, accounts.addToken(role.word(), role));
        }
        console = hub.console(new ConsoleOptions("127.0.0.1", 0), entrance(), clock);
    }

    Entrance entrance() {
        return new Entrance(Keys.of(accounts, audit, clock), Optional.empty(), hub::entry);
    }

    @AfterEach
    void stop() {
        console.close();
        hub.vitals.close();
        client.close();
    }

    /** Makes an account with the good password. */
    void person(String name, Role role) {
        accounts.choose(accounts.add(name, role), GOOD);
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(console.url()).resolve(path));
    }

    String origin() {
        return "http://127.0.0.1:" + console.port();
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), ofString());
    }

    /** The text of a role's token. */
    String token(Role role) {
        return tokens.getOrDefault(role, "");
    }

    /** A request of a program. */
    HttpRequest.Builder by(Role role, HttpRequest.Builder request) {
        return request.setHeader("Authorization", "Bearer " + token(role));
    }

    HttpResponse<String> get(Role role, String path) throws Exception {
        return send(by(role, to(path)));
    }

    HttpResponse<String> post(Role role, String path, String body) throws Exception {
        return send(by(role, json(path, body)));
    }

    HttpRequest.Builder json(String path, String body) {
        return to(path).setHeader("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    /** A request that the page makes. */
    HttpRequest.Builder page(String cookie, HttpRequest.Builder request) {
        return request.setHeader("Cookie", cookie).setHeader("Origin", origin()).setHeader("Beacon-Console", "1");
    }

    HttpResponse<String> form(String path, Map<String, String> fields) throws Exception {
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return send(to(path).setHeader("Origin", origin())
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    HttpResponse<String> signIn(String name, String password) throws Exception {
        return form("/sign-in", Map.of("name", name, "password", password));
    }

    /** The cookie that an answer sets, as a browser sends it back. */
    static String cookie(HttpResponse<?> answer) {
        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    String signedIn(String name) throws Exception {
        HttpResponse<String> answer = signIn(name, GOOD);
        assertThat(answer.statusCode()).isEqualTo(303);
        return cookie(answer);
    }

    JsonNode read(HttpResponse<String> response) throws Exception {
        return mapper.readTree(response.body());
    }

    /** Id of the oldest alarm, of a node that got hot. */
    String alarm() {
        hub.heat("fn-1");
        return hub.view().alarms().getFirst().id();
    }
}
