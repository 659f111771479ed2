package org.beaconhub.gateway.ingest;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to reach the broker.
 *
 * @param url {@code tcp://host:port} or {@code ssl://host:port}
 * @param clientId stable across restarts, since the broker keeps the session by it
 * @param user account name; empty for none
 * @param passwordFile file whose first line is the password
 * @param caFile PEM file of the certificate authority that signed the broker's; empty for the machine's own
 * @param shareGroup name of a group that shares the messages ({@code $share/…}); empty for none
 * @param receiveMaximum how many messages the broker may have on their way unacknowledged: the back-pressure
 */
public record MqttOptions(
        String url,
        String clientId,
        Optional<String> user,
        Optional<Path> passwordFile,
        Optional<Path> caFile,
        Optional<String> shareGroup,
        int receiveMaximum) {
    /** How many messages may be on their way where nothing else is said. */
    public static final int RECEIVE_MAXIMUM = 2048;

    /** Rejects a receive maximum that MQTT cannot say, other kinds of URL, and authorities without TLS. */
    public MqttOptions {
        if (receiveMaximum < 1 || receiveMaximum > 65_535) {
            throw new IllegalArgumentException("receive maximum must be 1 to 65535, got " + receiveMaximum);
        }
        if (!url.matches("(tcp|ssl)://[^/@]+")) {
            throw new IllegalArgumentException(
                    "broker must be tcp://host:port or ssl://host:port, without a password in it, got '" + url + "'");
        }
        if (caFile.isPresent() && url.startsWith("tcp:")) {
            throw new IllegalArgumentException("a file of authorities is for ssl:// addresses; '" + url
                    + "' would send everything, the password too, as plain text");
        }
    }

    /** The host's name in the address. */
    String host() {
        return url.replaceAll("^[a-z]+://|:[0-9]+$", "");
    }

    /** A broker without accounts. */
    public static MqttOptions plain(String url, String clientId) {
        return new MqttOptions(
                url, clientId, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), RECEIVE_MAXIMUM);
    }
}
