package org.beaconhub.gateway.console;

import static java.net.http.HttpResponse.BodyHandlers.ofString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A console in front of a real engine, asked over real HTTP. */
abstract class ApiTrial {
    final ObjectMapper mapper = new ObjectMapper();
    final HttpClient client = HttpClient.newHttpClient();
    TrialHub hub;
    Console console;

    @BeforeEach
    void start() {
        hub = new TrialHub(new TrialSite(4, 4));
        console = hub.console();
    }

    @AfterEach
    void stop() {
        console.close();
        hub.vitals.close();
        client.close();
    }

    HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(console.url()).resolve(path)).build(), ofString());
    }

    /** A request that writes, as the page makes it. */
    HttpRequest.Builder write(String path, String body) {
        return HttpRequest.newBuilder(URI.create(console.url()).resolve(path))
                .header("Content-Type", "application/json")
                .header("Origin", "http://127.0.0.1:" + console.port())
                .header("Beacon-Console", "1")
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(write(path, body).build(), ofString());
    }

    JsonNode json(HttpResponse<String> response) throws Exception {
        return mapper.readTree(response.body());
    }

    /** Id of the oldest alarm. */
    String alarm() {
        return hub.view().alarms().getFirst().id();
    }
}
