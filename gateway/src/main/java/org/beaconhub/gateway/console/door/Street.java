package org.beaconhub.gateway.console.door;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Under which addresses the console is reached, and from which.
 *
 * @param host the address that it listens on
 * @param publicUrl how browsers name it where a proxy stands before it
 * @param proxy address of the proxy whose {@code X-Forwarded-For} is believed
 */
public record Street(String host, Optional<URI> publicUrl, Optional<String> proxy) {
    /** The names of this very machine. */
    public static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    /** Whether browsers come over TLS. */
    public boolean isSecure() {
        return publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
    }

    /** Whether a Host header names this console, against DNS rebinding. */
    public boolean isOurs(@Nullable String hostHeader) {
        String name = name(hostHeader);
        return LOOPBACK.contains(name)
                || name.equals(host)
                || publicUrl
                        .filter(url -> authority(url).equals(lower(hostHeader)))
                        .isPresent();
    }

    /** Whether an Origin header is of a page of this console. */
    public boolean isOwnOrigin(@Nullable String origin, @Nullable String hostHeader) {
        if (origin == null || hostHeader == null) {
            return false;
        }
        boolean ofPublic = publicUrl
                .filter(url -> origin.equals(url.getScheme() + "://" + authority(url)))
                .isPresent();
        String name = name(hostHeader);
        boolean plain = LOOPBACK.contains(name) || publicUrl.isEmpty();
        return ofPublic || plain && origin.equals("http://" + hostHeader);
    }

    /** Whether a browser says that another site, or nobody we know, made the request. Old browsers do not say. */
    public static boolean isForeign(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin");
    }

    /** The console's address, as who asks knows it; without a slash at its end. */
    String base(Context ctx) {
        return publicUrl
                .map(url -> url.getScheme() + "://" + authority(url))
                .orElseGet(() -> "http://" + ctx.header("Host"));
    }

    /** The address that a request comes from, as far as it can be believed. */
    public String from(Context ctx) {
        String peer = ctx.req().getRemoteAddr();
        if (proxy.filter(each -> isSame(each, peer)).isEmpty()) {
            return peer;
        }
        String last = "";
        // What the guest sent comes first; a proxy adds a word to that line, or a line of its own below it.
        for (String line : Collections.list(ctx.req().getHeaders("X-Forwarded-For"))) {
            last = line.substring(line.lastIndexOf(',') + 1).strip();
        }
        return last.matches("[0-9A-Fa-f.:]{2,45}") ? last : peer;
    }

    private static boolean isSame(String one, String other) {
        try {
            return InetAddress.ofLiteral(bare(one)).equals(InetAddress.ofLiteral(bare(other)));
        } catch (IllegalArgumentException e) {
            return one.equals(other);
        }
    }

    private static String bare(String address) {
        return address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
    }

    private static String authority(URI url) {
        return url.getAuthority().toLowerCase(Locale.ROOT);
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    /** A Host header without its port. */
    public static String name(@Nullable String hostHeader) {
        String small = lower(hostHeader);
        int colon = small.lastIndexOf(':');
        return colon > small.lastIndexOf(']') ? small.substring(0, colon) : small;
    }
}
