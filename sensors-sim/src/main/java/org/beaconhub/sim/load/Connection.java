package org.beaconhub.sim.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.beaconhub.sim.clock.SimClock;
import org.jspecify.annotations.Nullable;

/**
 * One connection and the devices that speak over it. The writer fills a buffer with whole messages and hands it to the
 * socket; the reader takes acknowledgements. Where the connection is lost it connects again, and what was unacknowledged
 * then stays so: it is in no ledger, and whether the broker has it is not known.
 */
final class Connection {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int BATCH_MAX = 256;
    private static final int KEEP_ALIVE_S = 30;
    private static final int TIMEOUT_MS = 10_000;
    private static final long PAUSE_NS = 500_000;
    private static final long RETRY_NS_MIN = 100_000_000;
    private static final long RETRY_NS_MAX = 5_000_000_000L;
    private static final int PACKETS = 65_536;
    /** More than any machine sends, yet a number to reckon with. */
    private static final double RATE_MAX = 1e9;

    private final LoadOptions options;
    private final SimClock clock;
    private final String clientId;
    private final int firstDevice;
    private final int stride;
    private final Frame[] frames;
    private final long[] nextSeq;
    private final int[] deviceOf = new int[PACKETS];
    private final long[] seqOf = new long[PACKETS];
    private final @Nullable Ledger ledger;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final double rate;
    private volatile boolean stopping;
    private volatile boolean held;
    private volatile boolean connected;
    private volatile @Nullable Thread writer;
    private volatile @Nullable IOException failure;
    private @Nullable Thread reader;
    private int turn;
    private int packet;

    /** Devices {@code first}, {@code first + stride} and so on speak over it. */
    Connection(LoadOptions options, SimClock clock, int first, @Nullable Ledger ledger, String run) {
        this.options = options;
        this.clock = clock;
        this.clientId = "load-" + run + "-" + first;
        this.firstDevice = first;
        this.stride = options.connections();
        this.ledger = ledger;
        int count = (options.devices().size() - first + stride - 1) / stride;
        this.frames = new Frame[count];
        this.nextSeq = new long[count];
        for (int i = 0; i < count; i++) {
            frames[i] = new Frame(options.devices().get(first + i * stride), options.payloadBytes());
            nextSeq[i] = options.seqStart();
        }
        this.rate =
                Math.min(options.rate(), RATE_MAX) * count / options.devices().size();
    }

    long sent() {
        return sent.get();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    boolean isConnected() {
        return connected;
    }

    /** What went wrong last; null where nothing did. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Speaks no more; what is unacknowledged may still be acknowledged. */
    void stop() {
        stopping = true;
        LockSupport.unpark(writer);
    }

    /** Says nothing new while held. */
    void hold(boolean now) {
        held = now;
    }

    /** Connects and speaks, again and again, until {@link #stop}. */
    void run() {
        writer = Thread.currentThread();
        long retryNs = RETRY_NS_MIN;
        while (!stopping) {
            try (Socket socket = new Socket()) {
                open(socket);
                retryNs = RETRY_NS_MIN;
                speak(socket);
            } catch (IOException e) {
                failure = e;
                connected = false;
                pause(retryNs);
                retryNs = Math.min(RETRY_NS_MAX, retryNs * 2);
            }
            endReader();
        }
    }

    /** The socket is closed, so the reader ends; one that lived on would speak for the next connection. */
    private void endReader() {
        Thread old = reader;
        try {
            if (old != null) {
                old.join(TIMEOUT_MS);
            }
        } catch (InterruptedException e) {
            stopping = true;
            Thread.currentThread().interrupt();
        }
    }

    private void pause(long ns) {
        long untilNs = clock.steadyNs() + ns;
        while (!stopping && clock.steadyNs() < untilNs) {
            LockSupport.parkNanos(Math.min(ns, untilNs - clock.steadyNs()));
        }
    }

    private void open(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(new InetSocketAddress(options.host(), options.port()), TIMEOUT_MS);
        socket.getOutputStream().write(Packets.connect(clientId, options.user(), options.password(), KEEP_ALIVE_S));
        InputStream in = socket.getInputStream();
        byte[] answer = in.readNBytes(4);
        if (answer.length < 4 || answer[0] != Packets.CONNACK || answer[3] != 0) {
            throw new IOException(options.host() + ":" + options.port() + " refused the connection"
                    + (answer.length < 4 ? "" : ", code " + answer[3]));
        }
        socket.setSoTimeout(0);
        inFlight.set(0);
        connected = true;
    }

    private void speak(Socket socket) throws IOException {
        reader = Thread.ofPlatform().daemon().name(clientId + "-reader").start(() -> listen(socket));
        OutputStream out = socket.getOutputStream();
        byte[] buffer = new byte[Math.max(BUFFER_BYTES, frames[0].length() * 2)];
        long lastNs = clock.steadyNs();
        double due = 0;
        while (!stopping && connected) {
            long nowNs = clock.steadyNs();
            due = Math.min(due + (nowNs - lastNs) / 1e9 * rate, Math.max(rate, 1));
            lastNs = nowNs;
            int room = held ? 0 : Math.min(options.inFlightMax() - inFlight.get(), BATCH_MAX);
            int count = (int) Math.min(room, due);
            if (count <= 0) {
                LockSupport.parkNanos(PAUSE_NS);
            } else {
                due -= write(out, buffer, count);
            }
        }
        close(out);
    }

    private int write(OutputStream out, byte[] buffer, int count) throws IOException {
        long timeMs = clock.nowMs();
        int end = 0;
        int written = 0;
        while (written < count && end + frames[turn].length() <= buffer.length) {
            packet = packet % (PACKETS - 1) + 1;
            deviceOf[packet] = firstDevice + turn * stride;
            seqOf[packet] = nextSeq[turn]++;
            end = frames[turn].write(buffer, end, packet, seqOf[packet], timeMs);
            turn = (turn + 1) % frames.length;
            written++;
        }
        inFlight.addAndGet(written);
        out.write(buffer, 0, end);
        sent.addAndGet(written);
        return written;
    }

    private void close(OutputStream out) throws IOException {
        long untilNs = clock.steadyNs() + TIMEOUT_MS * 1_000_000L;
        while (connected && inFlight.get() > 0 && clock.steadyNs() < untilNs) {
            LockSupport.parkNanos(PAUSE_NS);
        }
        if (!connected) {
            throw new IOException("the connection to " + options.host() + ":" + options.port() + " was lost");
        }
        out.write(Packets.DISCONNECT);
        connected = false;
    }

    private void listen(Socket socket) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
            int type = in.read();
            while (type >= 0) {
                take(type, in);
                type = in.read();
            }
        } catch (IOException e) {
            failure = connected ? e : failure;
        }
        connected = false;
        LockSupport.unpark(writer);
    }

    private void take(int type, InputStream in) throws IOException {
        int length = in.read();
        if (type != Packets.PUBACK || length != 2) {
            in.skipNBytes(Math.max(0, length));
            return;
        }
        int high = in.read();
        int low = in.read();
        if (low < 0) {
            throw new EOFException("the broker ended within an acknowledgement");
        }
        if (inFlight.get() <= 0) {
            throw new IOException("the broker acknowledged more than was sent");
        }
        int id = high << 8 | low;
        Ledger book = ledger;
        if (book != null) {
            book.note(deviceOf[id], seqOf[id]);
        }
        acknowledged.incrementAndGet();
        inFlight.decrementAndGet();
    }
}
