package org.beaconhub.gateway.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that ask the kernel less often. Paho reads the head of each message byte by byte, which is five system calls a
 * message, and flushes after each acknowledgement, which is one more here and several at the broker.
 */
final class BufferedSockets extends SocketFactory {
    /** Holds some hundred messages. */
    private static final int INPUT_BYTES = 65_536;

    @Override
    public Socket createSocket() {
        return new Buffered();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }

    /** Its streams are asked for once each, after it is connected. */
    private static final class Buffered extends Socket {
        private @Nullable GatheringOutput output;

        @Override
        public InputStream getInputStream() throws IOException {
            return new Input(super.getInputStream());
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            setTcpNoDelay(true);
            GatheringOutput made = new GatheringOutput(super.getOutputStream());
            output = made;
            return made;
        }

        /** The last acknowledgements and the farewell go out before. */
        @Override
        public void close() throws IOException {
            if (output != null) {
                output.close();
            }
            super.close();
        }
    }

    /** Paho asks before each message whether there is one; what is in the buffer answers that. */
    private static final class Input extends BufferedInputStream {
        Input(InputStream raw) {
            super(raw, INPUT_BYTES);
        }

        @Override
        public synchronized int available() throws IOException {
            int buffered = count - pos;
            return buffered > 0 ? buffered : super.available();
        }
    }
}
