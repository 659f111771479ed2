package org.beaconhub.gateway.broker;

import java.nio.file.Path;

/**
 * How the embedded broker runs.
 *
 * @param host address to listen on
 * @param port TCP port to listen on; 0 for any that is free
 * @param dataFolder where messages and sessions are kept
 * @param credentials the accounts
 */
public record BrokerOptions(String host, int port, Path dataFolder, Credentials credentials) {
    /** Rejects ports that there are not. */
    public BrokerOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, got " + port);
        }
    }

    /** Reachable from this machine only. */
    public static BrokerOptions local(int port, Path dataFolder, Credentials credentials) {
        return new BrokerOptions("127.0.0.1", port, dataFolder, credentials);
    }
}
