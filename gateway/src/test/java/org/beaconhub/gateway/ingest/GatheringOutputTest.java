package org.beaconhub.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is flushed often goes out in order, soon, and in few pieces. */
class GatheringOutputTest {
    /** A peer that takes what comes once it is open; each piece is one system call of a socket. */
    private static final class Peer extends OutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final AtomicInteger pieces = new AtomicInteger();
        private final CountDownLatch open = new CountDownLatch(1);
        private volatile boolean gone;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (gone) {
                throw new IOException("the peer is gone");
            }
            pieces.incrementAndGet();
            synchronized (taken) {
                taken.write(bytes, offset, length);
            }
        }

        String text() {
            synchronized (taken) {
                return taken.toString(StandardCharsets.US_ASCII);
            }
        }
    }

    private final Peer peer = new Peer();
    private final GatheringOutput output = new GatheringOutput(peer);

    private void say(String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.US_ASCII));
        output.flush();
    }

    @Test
    void whatIsFlushedGoesOutByItself() throws IOException {
        peer.open.countDown();
        say("hello");
        await().until(peer::text, "hello"::equals);
        say(" again");
        await().until(peer::text, "hello again"::equals);
    }

    @Test
    void whatComesWhileAPieceIsOnItsWayGoesTogetherAndInOrder() throws IOException {
        for (int i = 0; i < 1000; i++) {
            say(i + " ");
        }
        peer.open.countDown();
        String all = IntStream.range(0, 1000).mapToObj(i -> i + " ").reduce("", String::concat);
        await().until(peer::text, all::equals);
        assertThat(peer.pieces.get())
                .as("the first word, or more, and then the rest")
                .isBetween(1, 2);
    }

    @Test
    void whatIsNotFlushedStaysUntilItIs() throws IOException {
        peer.open.countDown();
        output.write("first".getBytes(StandardCharsets.US_ASCII));
        assertThat(peer.text()).isEmpty();
        output.flush();
        await().until(peer::text, "first"::equals);
    }

    @Test
    void closingWaitsForTheLastWord() throws IOException {
        peer.open.countDown();
        for (int i = 0; i < 100; i++) {
            say("x");
        }
        output.write("farewell".getBytes(StandardCharsets.US_ASCII));
        output.close();
        assertThat(peer.text()).isEqualTo("x".repeat(100) + "farewell");
    }

    @Test
    void aPeerThatTakesNothingKeepsNobodyFromClosing() throws IOException {
        say("never taken");
        output.close();
        assertThat(peer.text()).isEmpty();
        peer.open.countDown();
    }

    @Test
    void anErrorThatNobodyWaitedForIsToldAtTheNextWrite() throws IOException {
        peer.gone = true;
        peer.open.countDown();
        say("lost");
        await().untilAsserted(() -> assertThatThrownBy(() -> say("more"))
                .isInstanceOf(IOException.class)
                .hasMessage("the peer is gone"));
    }

    @Test
    void whoWritesMoreThanThePeerTakesWaits() throws IOException, InterruptedException {
        byte[] much = new byte[70_000];
        CountDownLatch written = new CountDownLatch(1);
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 3; i++) {
                    output.write(much, 0, much.length);
                    output.flush();
                }
                written.countDown();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        await().until(() -> writer.getState() == Thread.State.WAITING);
        assertThat(written.getCount()).isEqualTo(1);
        peer.open.countDown();
        written.await();
        output.close();
        assertThat(peer.text()).hasSize(3 * much.length);
    }

    @Test
    void socketsSayWhetherSomethingWaitsInTheirBuffer() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new BufferedSockets().createSocket(server.getInetAddress(), server.getLocalPort());
                Socket other = server.accept()) {
            other.getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
            InputStream input = socket.getInputStream();
            assertThat(input.read()).isEqualTo('a');
            assertThat(input.available()).isEqualTo(2);
        }
    }

    @Test
    void socketsSayTheirLastWordBeforeTheyClose() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            try (Socket socket = new BufferedSockets().createSocket(server.getInetAddress(), server.getLocalPort())) {
                socket.getOutputStream().write("bye".getBytes(StandardCharsets.US_ASCII));
            }
            try (Socket other = server.accept()) {
                assertThat(other.getInputStream().readAllBytes())
                        .asString(StandardCharsets.US_ASCII)
                        .isEqualTo("bye");
            }
        }
    }
}
