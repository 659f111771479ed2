package org.beaconhub.gateway.console;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Text;

/**
 * Server-sent events: the whole state first, then what changed, at the {@link Pace} of all clients. Each client has a
 * thread that compares the view to be told with the one it sent last; while a slow client's connection is full that
 * thread waits, and nothing queues up: the next message leads to the newest view, whatever happened in between. A client that takes nothing for as long as the
 * server's idle timeout is dropped, and so is one that takes a message drop by drop. A client that comes back with the id of its last message gets what changed since,
 * where that view is still kept, else the whole state again.
 */
final class Events implements AutoCloseable {
    /** So many clients at the most; each took 80 to 150 kB of heap, measured with 200 of them and 5,000 devices. */
    static final int CLIENTS_MAX = 250;
    /** A message comes at least so often, also where nothing changes. */
    static final long BEAT_MS = 2_000;

    /** A browser whose connection broke comes back after so long. */
    private static final long RETRY_MS = 1_000;

    /** A client for which there was no place comes back after so long. */
    private static final long FULL_RETRY_MS = 4_000;

    private static final Text FULL = new Text(
            "烽台的实时连接已满（" + CLIENTS_MAX + " 个）；请关闭别处不用的页面",
            "all " + CLIENTS_MAX + " live connections of the hub are taken; close a page somewhere that nobody needs");

    /** A client that has not taken a message after so long is dropped; its page has shown for long that it is stale. */
    private static final long SEND_MS_MAX = 30_000;

    /** So many bytes are given to a connection at once; between two pieces it is looked how long the message takes. */
    private static final int PIECE_BYTES = 16 * 1024;

    /** Where a client is written to, and how its messages are coded. */
    private record Client(HttpServletResponse response, Function<Message, byte[]> coding) {}

    private final Views views;
    private final Messages messages;
    private final Clock clock;
    private final Recent recent;
    private final Semaphore places = new Semaphore(CLIENTS_MAX);
    private final Pace pace;
    private volatile boolean stopped;

    Events(Views views, StateJson json, Clock clock) {
        this.views = views;
        this.pace = new Pace(views, clock);
        this.recent = new Recent(clock);
        this.messages = new Messages(json, recent, clock);
        this.clock = clock;
    }

    /** Begins to tell. */
    void begin() {
        pace.begin();
    }

    /** How many clients there are. */
    int clients() {
        return CLIENTS_MAX - places.availablePermits();
    }

    /** Serves one client until it goes, or may not look any more. */
    void stream(Context ctx, BooleanSupplier may) throws InterruptedException {
        if (!places.tryAcquire()) {
            turnAway(ctx);
            return;
        }
        try {
            HttpServletResponse response = ctx.res();
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("utf-8");
            response.addHeader("Vary", "Accept-Encoding");
            boolean packs = Message.isGzipTaken(ctx.header("Accept-Encoding"));
            if (packs) {
                response.setHeader("Content-Encoding", "gzip");
                response.getOutputStream().write(Message.gzipHead());
            }
            Optional<View> last =
                    Optional.ofNullable(ctx.header("Last-Event-ID")).flatMap(recent::of);
            serve(new Client(response, packs ? Message::deflated : Message::plain), last, may);
        } catch (IOException gone) {
            return;
        } finally {
            places.release();
        }
    }

    /**
     * Says why one more client gets nothing, and when it may come again. It is a message, since a browser gives a page neither the
     * status nor the words of a stream that is refused, and does not try again then.
     */
    private static void turnAway(Context ctx) {
        ctx.contentType("text/event-stream; charset=utf-8")
                .result("retry: " + FULL_RETRY_MS + "\nevent: full\ndata: " + Console.refusal(FULL) + "\n\n");
    }

    private void serve(Client client, Optional<View> last, BooleanSupplier may)
            throws IOException, InterruptedException {
        View sent = views.view();
        write(client, new Message("retry: " + RETRY_MS + "\n"));
        send(client, last, sent);
        while (!stopped && may.getAsBoolean()) {
            View now = pace.awaitBeyond(sent, BEAT_MS);
            send(client, Optional.of(sent), now);
            sent = now;
        }
    }

    private void send(Client client, Optional<View> last, View now) throws IOException {
        recent.keep(now);
        write(client, messages.message(last, now));
        client.response().flushBuffer();
    }

    private void write(Client client, Message text) throws IOException {
        OutputStream out = client.response().getOutputStream();
        byte[] message = client.coding().apply(text);
        long fromNanos = clock.steadyNanos();
        for (int at = 0; at < message.length; at += PIECE_BYTES) {
            if (clock.waitMs(TimeUnit.NANOSECONDS.toMillis(clock.steadyNanos() - fromNanos)) > SEND_MS_MAX) {
                throw new IOException("the client takes a message too slowly");
            }
            out.write(message, at, Math.min(PIECE_BYTES, message.length - at));
        }
    }

    @Override
    public void close() {
        stopped = true;
        pace.close();
    }
}
