package org.beaconhub.sim.fleet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where the broker is and who asks.
 *
 * @param host its host
 * @param port its port
 * @param user user name, or empty for none
 * @param password password, or empty for none
 */
public record BrokerLogin(String host, int port, String user, String password) {
    /** Reads {@code host:port}. */
    public static BrokerLogin of(String hostAndPort, String user, String password) {
        int colon = hostAndPort.lastIndexOf(':');
        try {
            int port = Integer.parseInt(hostAndPort.substring(colon + 1));
            if (colon > 0 && port > 0 && port < 65_536) {
                return new BrokerLogin(hostAndPort.substring(0, colon), port, user, password);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wrong(hostAndPort), e);
        }
        throw new IllegalArgumentException(wrong(hostAndPort));
    }

    private static String wrong(String hostAndPort) {
        return "broker '" + hostAndPort + "' must be written host:port, as in 127.0.0.1:1883";
    }

    ByteBuffer passwordBytes() {
        return ByteBuffer.wrap(password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
