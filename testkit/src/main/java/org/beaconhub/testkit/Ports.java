package org.beaconhub.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address. */
public final class Ports {
    private static final int ANSWER_MS = 200;
    /** Below those that Linux gives to who does not care which: a server that begins late does not find its port taken by one. */
    private static final int LOWEST = 10_000;

    private static final int BEYOND = 32_000;

    private Ports() {}

    /** One that is free now, and that nobody gets by chance soon. */
    public static int free() throws IOException {
        int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
        while (!isFree(port)) {
            port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
        }
        return port;
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        }
    }

    /** Whether somebody listens there. */
    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
