package org.beaconhub.bench.rig;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients of a hub's server-sent events, which take gzip as browsers do, read all that comes and look at nothing. */
public final class LiveClients implements AutoCloseable {
    private static final int PIECE_BYTES = 16 * 1024;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<InputStream> streams = new ArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();

    private LiveClients() {}

    /**
     * Connects so many.
     *
     * @throws IOException where the hub refuses one
     */
    public static LiveClients connect(String console, int count) throws IOException, InterruptedException {
        LiveClients clients = new LiveClients();
        HttpRequest request = HttpRequest.newBuilder(URI.create(console).resolve("/api/v1/events"))
                .header("Accept-Encoding", "gzip")
                .build();
        for (int i = 0; i < count; i++) {
            HttpResponse<InputStream> answer = clients.http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IOException("live client " + i + " is answered with " + answer.statusCode());
            }
            clients.streams.add(answer.body());
            Thread.ofVirtual().start(() -> clients.read(answer.body()));
        }
        return clients;
    }

    private void read(InputStream stream) {
        byte[] piece = new byte[PIECE_BYTES];
        try {
            int count = 0;
            while (count >= 0) {
                count = stream.read(piece);
            }
            ended.incrementAndGet();
        } catch (IOException e) {
            ended.incrementAndGet();
        }
    }

    /** How many still read. */
    public int alive() {
        return streams.size() - ended.get();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
