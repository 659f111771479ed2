package org.beaconhub.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that stops reading loses its place, and nobody else notices. */
@Timeout(120)
class SlowClientTest {
    private static final int DEVICES = 3_000;

    private final TrialHub hub = new TrialHub(new TrialSite(DEVICES, 4));
    private final Console console = hub.console();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
        console.close();
        hub.vitals.close();
    }

    /** A client over a bare socket, which takes up little before it is read; by HTTP/1.0, since chunks would cut words in two. */
    private Socket client() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), console.port()));
        String request = "GET /api/v1/events HTTP/1.0\r\nHost: 127.0.0.1:" + console.port() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        return socket;
    }

    /** Reads until an alarm of a device is told. */
    private void hears(BufferedReader lines, String device) throws IOException {
        String line;
        long untilMs = hub.clock.nowMs() + 30_000;
        do {
            assertThat(hub.clock.nowMs())
                    .as("it tells of " + device + " in time")
                    .isLessThan(untilMs);
            line = lines.readLine();
            assertThat(line)
                    .as("the stream goes on until it tells of " + device)
                    .isNotNull();
        } while (!line.contains("\"subject\":\"" + device + "\""));
    }

    /** All at once: the hub is copied for its readers with each turn. */
    private void everyDeviceSpeaks(int round) {
        long now = hub.clock.nowMs();
        hub.put(
                IntStream.range(0, DEVICES)
                        .mapToObj(i -> new Observation(
                                "fn-" + i,
                                now,
                                Observation.TimeSource.DEVICE,
                                Observation.NO_SEQ,
                                List.of(TrialHub.reading(Quantity.TEMPERATURE, 20 + round % 5))))
                        .toList(),
                Receipt.NONE);
    }

    @Test
    void clientsThatStopReadingAreCutOffWhileAnotherHearsEveryAlarm() throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(client().getInputStream(), UTF_8));
        for (int i = 0; i < 20; i++) {
            client();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> console.liveClients() == 21);
        int round = 0;
        long untilMs = hub.clock.nowMs() + 60_000;
        while (console.liveClients() > 1 && hub.clock.nowMs() < untilMs) {
            everyDeviceSpeaks(round);
            String device = "fn-" + round++;
            hub.heat(device);
            hears(reader, device);
        }
        assertThat(console.liveClients()).as("only the one that reads is left").isEqualTo(1);
    }
}
