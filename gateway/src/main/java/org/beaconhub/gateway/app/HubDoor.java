package org.beaconhub.gateway.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The door of a running hub, for commands that ask it something: where it is, and by whose token it is asked. */
final class HubDoor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    @Option(
            names = "--hub",
            defaultValue = "http://127.0.0.1:8080",
            paramLabel = "URL",
            description = "The hub's console (default ${DEFAULT-VALUE}).")
    private URI hub = URI.create("");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with a token (./beacon token), where the hub has accounts.")
    private @Nullable Path tokenFile;

    HubDoor() {}

    /**
     * Asks without changing anything.
     *
     * @param path behind {@code /api/v1/}
     * @throws IOException where no hub answers
     */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return ask(request(path).GET().build());
    }

    /**
     * Asks for something to be done.
     *
     * @param path behind {@code /api/v1/}
     * @throws IOException where no hub answers
     */
    HttpResponse<String> post(String path, Map<String, String> body) throws IOException, InterruptedException {
        return ask(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    private String origin() {
        return hub.getScheme() + "://" + hub.getAuthority();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + "/api/v1/" + path))
                .timeout(ANSWER)
                .header("Beacon-Console", "1")
                .header("Origin", origin());
        if (tokenFile != null) {
            request.header(
                    "Authorization", "Bearer " + Files.readString(tokenFile).strip());
        }
        return request;
    }

    private HttpResponse<String> ask(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("no hub answers at " + origin() + "; name its console by --hub URL", e);
        }
    }
}
