package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.pictures.Pictures;
import org.beaconhub.gateway.records.RecordsOptions;
import org.beaconhub.gateway.run.LoopOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Accounts and tokens by the command line, and the hub that goes by them. */
class AccessCommandsTest {
    @TempDir
    Path root;

    private final StringWriter out = new StringWriter();

    private int beacon(String... arguments) {
        CommandLine line = Beacon.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        return line.execute(arguments);
    }

    private HubOptions options(String host, Optional<URI> publicUrl) throws Exception {
        Trial trial = new Trial(root, "http://127.0.0.1:1/notices", 2);
        return new HubOptions(
                trial.site,
                trial.data,
                root.resolve("secrets"),
                new HubOptions.Broker.Embedded(0),
                Optional.empty(),
                30,
                Optional.empty(),
                RecordsOptions.USUAL,
                Pictures.Bounds.of(Pictures.DAYS_USUAL),
                host,
                0,
                new SystemClock(),
                new LoopOptions(16_384, 512, 3, 500_000, 0, Long.MAX_VALUE / 2),
                new HubOptions.SignIn.ByAccount(publicUrl, Optional.empty()));
    }

    private static int status(Hub hub, String path, String token) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(hub.consoleUrl()).resolve(path));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return client.send(request.build(), BodyHandlers.ofString()).statusCode();
        }
    }

    /** What comes of the code of a one-time link. */
    private static int setUp(Hub hub, String code) throws Exception {
        String url = hub.consoleUrl().replaceAll("/$", "");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url + "/set-up"))
                                    .header("Origin", url)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString("code=" + code))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }

    @Test
    void linksAreGivenOutAndNeverAPassword() throws Exception {
        String data = root.resolve("data").toString();
        assertThat(beacon("user", data, "add", "王芳", "--role", "admin", "--url", "https://hub.example/"))
                .isZero();
        assertThat(out.toString()).containsPattern("王芳 chooses a password at https://hub.example/set-up#[\\w-]{43}\n");
        assertThat(beacon("user", data, "add", "li", "--role", "viewer")).isZero();
        assertThat(beacon("user", data, "role", "li", "--role", "dispatcher")).isZero();
        assertThat(beacon("user", data, "reset", "li")).isZero();
        assertThat(beacon("user", data, "list")).isZero();
        assertThat(out.toString()).contains("li dispatcher (has not chosen a password yet)");
        assertThat(beacon("user", data, "remove", "li")).isZero();
        assertThat(beacon("user", data, "remove", "王芳")).isEqualTo(2);
        assertThat(out.toString()).contains("'王芳' is the last admin");
        assertThat(beacon("user", data, "add", "x", "--role", "king")).isEqualTo(2);
        assertThat(out.toString()).contains("'king' is no role; there are viewer, operator");
        assertThat(beacon("user", data, "promote", "x")).isEqualTo(2);
        assertThat(Files.readString(root.resolve("data/audit/00000001.jsonl")))
                .contains("added 王芳 as admin", "removed li", "command-line:");
    }

    @Test
    void aTokenIsShownOnceAndLetsAProgramIntoTheRunningHub() throws Exception {
        try (Hub hub = Hub.start(options("127.0.0.1", Optional.empty()))) {
            assertThat(status(hub, "/api/v1/state", "")).isEqualTo(200);
            Matcher link = Pattern.compile("/set-up#([\\w-]{43})$")
                    .matcher(hub.firstLink().orElseThrow());
            assertThat(link.find()).isTrue();
            assertThat(setUp(hub, link.group(1))).isEqualTo(200);

            assertThat(beacon("token", root.resolve("data").toString(), "wall")).isZero();
            String token = out.toString().strip();
            assertThat(status(hub, "/api/v1/state", "")).isEqualTo(401);
            assertThat(status(hub, "/api/v1/state", token)).isEqualTo(200);
            assertThat(status(hub, "/api/v1/audit", token)).isEqualTo(403);
            assertThat(setUp(hub, link.group(1)))
                    .as("who is in already makes the accounts")
                    .isEqualTo(404);
            assertThat(beacon("token", root.resolve("data").toString(), "wall", "--remove"))
                    .isZero();
            assertThat(status(hub, "/api/v1/state", token)).isEqualTo(401);
        }
    }

    @Test
    void withoutAccountsOrTlsAHubDoesNotListenToOthers() throws Exception {
        Optional<URI> url = Optional.of(URI.create("https://hub.example"));
        assertThatThrownBy(() -> Hub.start(options("0.0.0.0", url)))
                .hasMessageContaining("without accounts the console binds to loopback only")
                .hasMessageContaining("add NAME --role admin");
        assertThatThrownBy(() -> Hub.start(options("0.0.0.0", Optional.empty())))
                .hasMessageContaining("without TLS the console binds to loopback only");
        assertThatThrownBy(() -> Hub.start(options("127.0.0.1", Optional.of(URI.create("hub.example/x")))))
                .hasMessageContaining("must be as https://hub.example");
    }
}
