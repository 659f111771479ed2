package org.beaconhub.gateway.console;

import java.net.URI;
import java.util.Optional;
import org.beaconhub.gateway.console.door.Street;

/**
 * Where the console listens.
 *
 * @param host a loopback name or address; another one only where browsers come over TLS
 * @param port 1 to 65535, or 0 for any free one
 * @param publicUrl how browsers name it, where a proxy that does TLS stands before it: {@code https://hub.example}
 * @param proxy address of that proxy, whose {@code X-Forwarded-For} is believed
 */
public record ConsoleOptions(String host, int port, Optional<URI> publicUrl, Optional<String> proxy) {
    /** On this machine alone. */
    public ConsoleOptions(String host, int port) {
        this(host, port, Optional.empty(), Optional.empty());
    }

    /** Rejects other hosts and ports. */
    public ConsoleOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("console port must be 0 to 65535, got " + port);
        }
        publicUrl.filter(url -> !isWhole(url)).ifPresent(url -> {
            throw new IllegalArgumentException(
                    "public URL '" + url + "' must be as https://hub.example: a scheme, a host, and no path");
        });
        boolean secure =
                publicUrl.filter(url -> url.getScheme().equals("https")).isPresent();
        if (!Street.LOOPBACK.contains(host) && !secure) {
            throw new IllegalArgumentException("console host '" + host
                    + "' is refused: without TLS the console binds to loopback only; name the https address of the proxy"
                    + " before it by --public-url, or write 127.0.0.1, localhost or ::1");
        }
    }

    private static boolean isWhole(URI url) {
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        String path = url.getPath();
        return web
                && url.getHost() != null
                && url.getUserInfo() == null
                && (path == null || path.isEmpty() || path.equals("/"));
    }

    /** Whether it listens on this machine alone. */
    public boolean isLoopback() {
        return Street.LOOPBACK.contains(host);
    }

    Street street() {
        return new Street(host, publicUrl, proxy);
    }
}
