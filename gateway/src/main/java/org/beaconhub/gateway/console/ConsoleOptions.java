package org.beaconhub.gateway.console;

import java.util.Set;

/**
 * Where the console listens.
 *
 * @param host a loopback name or address: until there is a sign-in, the console answers this machine alone
 * @param port 1 to 65535, or 0 for any free one
 */
public record ConsoleOptions(String host, int port) {
    static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    /** Rejects other hosts and ports. */
    public ConsoleOptions {
        if (!LOOPBACK.contains(host)) {
            throw new IllegalArgumentException("console host '" + host
                    + "' is refused: without a sign-in the console binds to loopback only; write 127.0.0.1, localhost or"
                    + " ::1, and reach it from elsewhere through an SSH tunnel");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("console port must be 0 to 65535, got " + port);
        }
    }
}
