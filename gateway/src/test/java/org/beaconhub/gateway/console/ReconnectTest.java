package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The console restarts under many live pages, while alarms come: each page has all of them afterwards, and each once. */
@Timeout(120)
class ReconnectTest {
    private static final int PAGES = 50;

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final TrialHub hub = new TrialHub(new TrialSite(8, 4));
    private Console console = hub.console();

    @AfterEach
    void close() {
        console.close();
        hub.vitals.close();
        client.shutdownNow();
    }

    /** What one page knows: the id of its last message, and its alarms' subjects. */
    private final class Live {
        private String id = "";
        private final Map<String, String> alarms = new LinkedHashMap<>();
        private Optional<BufferedReader> lines = Optional.empty();

        /** Connects as a browser does, with the id of its last message. */
        Live connect() throws IOException, InterruptedException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(console.url()).resolve("/api/v1/events"));
            if (!id.isEmpty()) {
                request.header("Last-Event-ID", id);
            }
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            lines = Optional.of(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
            return this;
        }

        /** Reads until it knows so many alarms; their subjects. */
        Collection<String> knows(int count) throws IOException {
            do {
                String line = lines.orElseThrow().readLine();
                if (line == null) {
                    throw new IOException("the stream ended while " + count + " alarms were waited for");
                }
                id = line.startsWith("id: ") ? line.substring(4) : id;
                if (line.equals("event: state")) {
                    alarms.clear();
                }
                if (line.startsWith("data: ")) {
                    mapper.readTree(line.substring(6))
                            .path("alarms")
                            .forEach(alarm -> alarms.put(
                                    alarm.path("id").asText(),
                                    alarm.path("subject").asText()));
                }
            } while (alarms.size() < count);
            return alarms.values();
        }

        /** Reads until the hub has gone. */
        void ends() throws IOException {
            String line;
            do {
                try {
                    line = lines.orElseThrow().readLine();
                } catch (IOException broken) {
                    return;
                }
            } while (line != null);
        }
    }

    private void everyPage(List<Live> pages, Doing does) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (Live page : pages) {
                all.add(threads.submit(() -> {
                    does.with(page);
                    return true;
                }));
            }
            for (Future<Boolean> each : all) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    /** What a page does; it may fail. */
    private interface Doing {
        void with(Live page) throws Exception;
    }

    @Test
    void fiftyPagesComeBackAfterARestartAndNoneMissesAnAlarmOrHasOneTwice() throws Exception {
        List<Live> pages = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            pages.add(new Live());
        }
        everyPage(pages, Live::connect);
        hub.heat("fn-1");
        everyPage(pages, page -> assertThat(page.knows(1)).containsExactly("fn-1"));
        int port = console.port();
        console.close();
        everyPage(pages, Live::ends);
        hub.heat("fn-2");
        hub.heat("fn-3");
        console = hub.console(new ConsoleOptions("127.0.0.1", port), Entrance.free(hub.clock), hub.clock);
        everyPage(pages, Live::connect);
        hub.heat("fn-4");
        everyPage(pages, page -> assertThat(page.knows(4)).containsExactly("fn-1", "fn-2", "fn-3", "fn-4"));
    }
}
