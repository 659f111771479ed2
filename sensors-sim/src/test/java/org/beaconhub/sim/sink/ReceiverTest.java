package org.beaconhub.sim.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.beaconhub.sim.scene.StandingClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {
    private static final String SECRET = "s3cret";
    private static final String STAMP = "1800000000000";
    private static final String BODY = """
            {"id":"N12-0-brigade","mode":"live","event":"raised","at":1800000000000,
            "alarm":{"id":"A12-0","rule":"forest-fire","subject":"fn-1","severity":"critical"}}""";

    private final List<Receiver.Notice> notices = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Receiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = Receiver.start(0, SECRET, new StandingClock(42), notices::add);
    }

    @AfterEach
    void stop() {
        receiver.close();
        client.close();
    }

    private int post(String key, String body, String signature) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.port() + "/notices"))
                .header("Idempotency-Key", key)
                .header("Beacon-Timestamp", STAMP)
                .header("Beacon-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static String sign(String body) {
        return new Signature(SECRET).of(STAMP, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheOptionThatGivesAnother() {
        assertThatThrownBy(() -> Receiver.start(receiver.port(), SECRET, new StandingClock(42), notices::add))
                .isInstanceOf(IOException.class)
                .hasMessage("127.0.0.1:" + receiver.port() + " is taken; give the receiver another by --receiver-port");
    }

    @Test
    void theSignatureIsHmacSha256OverTimestampPointAndBody() {
        // echo -n '1800000000000.{"id":"N1"}' | openssl dgst -sha256 -hmac s3cret
        assertThat(sign("{\"id\":\"N1\"}"))
                .isEqualTo("v1=52b999f591653239b408b7cf8d52df3889b6af4758ff0caeb868024605e4a057");
    }

    @Test
    void aSignedNoticeIsTakenOnceAndItsRepetitionIsAnsweredTheSame() throws IOException, InterruptedException {
        assertThat(post("N12-0-brigade", BODY, sign(BODY))).isEqualTo(200);
        assertThat(post("N12-0-brigade", BODY, sign(BODY))).isEqualTo(200);

        assertThat(notices).extracting(Receiver.Notice::first).containsExactly(true, false);
        assertThat(notices.getFirst())
                .isEqualTo(new Receiver.Notice(
                        "N12-0-brigade", true, "raised", "A12-0", "forest-fire", "fn-1", "critical", 42));
    }

    @Test
    void whatIsNotSignedOrWasChangedIsRefusedAndNobodyActs() throws IOException, InterruptedException {
        assertThat(post("N12-0-brigade", BODY, "v1=00")).isEqualTo(401);
        assertThat(post("N12-0-brigade", BODY.replace("critical", "minor"), sign(BODY)))
                .isEqualTo(401);

        assertThat(notices).isEmpty();
    }

    @Test
    void aKeyThatIsNotTheNoticesIdIsRefused() throws IOException, InterruptedException {
        assertThat(post("N13-0-brigade", BODY, sign(BODY))).isEqualTo(400);
        assertThat(post("N12-0-brigade", "no json", sign("no json"))).isEqualTo(400);

        assertThat(notices).isEmpty();
    }
}
