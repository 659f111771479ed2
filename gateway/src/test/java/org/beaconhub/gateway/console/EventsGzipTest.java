package org.beaconhub.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Browsers take the live messages compressed (RFC 9110, 8.4.1.3); each message is whole as soon as it is there. */
@Timeout(60)
class EventsGzipTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final TrialHub hub = new TrialHub(new TrialSite(400, 4));
    private final Console console = hub.console();

    @AfterEach
    void close() {
        http.shutdownNow();
        console.close();
        hub.vitals.close();
    }

    private HttpResponse<InputStream> open(String accepted) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(console.url()).resolve("/api/v1/events"));
        if (!accepted.isEmpty()) {
            request.header("Accept-Encoding", accepted);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Reads one message, byte by byte, so that nothing is waited for that comes after it. */
    private static String next(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (!text.toString(UTF_8).endsWith("\n\n")) {
            for (int last = 0, one = in.read(); one >= 0; last = one, one = in.read()) {
                text.write(one);
                if (one == '\n' && last == '\n') {
                    break;
                }
            }
        }
        return text.toString(UTF_8);
    }

    @Test
    void oneStreamOfGzipCarriesTheStateAndAllThatFollows() throws Exception {
        HttpResponse<InputStream> answer = open("gzip, deflate, br");
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (InputStream in = new GZIPInputStream(answer.body())) {
            assertThat(next(in)).startsWith("retry: ").contains("event: state", "\"fn-399\"");
            for (int i = 0; i < 3; i++) {
                hub.heat("fn-" + i);
                String told = next(in);
                while (!told.contains("\"subject\":\"fn-" + i + "\"")) {
                    told = next(in);
                }
                assertThat(told).contains("event: delta");
            }
        }
    }

    @Test
    void whoAsksForNoGzipGetsTheTextAsItIs() throws Exception {
        HttpResponse<InputStream> answer = open("");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        try (InputStream in = answer.body()) {
            assertThat(next(in)).startsWith("retry: ").contains("event: state", "\"fn-399\"");
        }
    }

    @Test
    void aMessageOfManyDevicesIsAFractionOfItsTextOverTheWire() {
        Message message = new Message("{\"duty\":\"working\",\"latest\":{\"temperature\":21.5}},".repeat(1_000));
        assertThat(message.deflated().length).isLessThan(message.plain().length / 5);
        assertThat(message.deflated()).isSameAs(message.deflated());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "'deflate, gzip;q=0.5' | true",
                "GZIP | true",
                "'gzip;q=0, br' | false",
                "'gzip; q=0.000' | false",
                "'br, x-gzip' | false",
                "'' | false"
            })
    void gzipIsTakenWhereTheHeaderSaysSo(String accepted, boolean taken) {
        assertThat(Message.isGzipTaken(accepted)).isEqualTo(taken);
    }
}
