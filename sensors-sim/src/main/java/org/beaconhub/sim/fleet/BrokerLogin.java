package org.beaconhub.sim.fleet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where the broker is and who asks.
 *
 * @param host its host
 * @param port its port
 * @param user user name, or empty for none
 * @param password password, or empty for none
 * @param deviceKey what the hub's own broker makes devices' passwords from, or empty where all use the one account
 */
public record BrokerLogin(String host, int port, String user, String password, String deviceKey) {
    private static final String MAC = "HmacSHA256";

    /** Reads {@code host:port}. */
    public static BrokerLogin of(String hostAndPort, String user, String password, String deviceKey) {
        int colon = hostAndPort.lastIndexOf(':');
        try {
            int port = Integer.parseInt(hostAndPort.substring(colon + 1));
            if (colon > 0 && port > 0 && port < 65_536) {
                return new BrokerLogin(hostAndPort.substring(0, colon), port, user, password, deviceKey);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wrong(hostAndPort), e);
        }
        throw new IllegalArgumentException(wrong(hostAndPort));
    }

    /** A broker that asks nobody who he is. */
    public static BrokerLogin anonymous(String host, int port) {
        return new BrokerLogin(host, port, "", "", "");
    }

    private static String wrong(String hostAndPort) {
        return "broker '" + hostAndPort + "' must be written host:port, as in 127.0.0.1:1883";
    }

    /** The same broker with an account of one's own, where there are such: the password is one that was never renewed. */
    public BrokerLogin as(String account) {
        if (deviceKey.isEmpty()) {
            return this;
        }
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(deviceKey.getBytes(StandardCharsets.UTF_8), MAC));
            byte[] made = mac.doFinal((account + "\n0").getBytes(StandardCharsets.UTF_8));
            String made64 = Base64.getUrlEncoder().withoutPadding().encodeToString(made);
            return new BrokerLogin(host, port, account, made64, deviceKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    ByteBuffer passwordBytes() {
        return ByteBuffer.wrap(password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
