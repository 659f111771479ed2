package org.beaconhub.gateway.console;

import io.javalin.http.Context;
import java.util.Locale;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.console.report.ReportDoor;
import org.jspecify.annotations.Nullable;

/**
 * What every request must hold to. The host's name is checked against DNS rebinding; a write needs a header that a
 * foreign page cannot set without asking first, and an origin of our own (OWASP, cross-site request forgery). People's
 * reports and answers come from plain forms, which guard themselves.
 */
final class Guard {
    static final String WRITE_HEADER = "Beacon-Console";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String configured;

    Guard(ConsoleOptions options) {
        this.configured = options.host();
    }

    /** Sets the headers, and rejects what must not pass. */
    void check(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cache-Control", "no-cache");
        String host = ctx.header("Host");
        String name = name(host);
        if (!ConsoleOptions.LOOPBACK.contains(name) && !name.equals(configured)) {
            throw new Rejected(
                    403, "the Host header names '" + shortened(name) + "'; this console answers to localhost only");
        }
        switch (ctx.method().name()) {
            case "GET", "HEAD", "OPTIONS" -> {}
            default -> {
                if (!ctx.path().equals(ReportDoor.PATH) && !ctx.path().startsWith(AnswerLinks.PATH)) {
                    checkWrite(ctx, host);
                }
            }
        }
    }

    private static void checkWrite(Context ctx, @Nullable String host) {
        if (!"1".equals(ctx.header(WRITE_HEADER))) {
            throw new Rejected(403, "a write needs the header '" + WRITE_HEADER + ": 1'");
        }
        String origin = ctx.header("Origin");
        if (host == null || origin == null || !origin.equals("http://" + host)) {
            throw new Rejected(
                    403,
                    "a write needs an Origin header of this console itself, got '"
                            + shortened(origin == null ? "" : origin) + "'");
        }
        String type = ctx.contentType();
        if (type == null || !type.split(";")[0].strip().equalsIgnoreCase("application/json")) {
            throw new Rejected(415, "a write needs 'Content-Type: application/json'");
        }
    }

    private static String name(@Nullable String host) {
        if (host == null) {
            return "";
        }
        String small = host.toLowerCase(Locale.ROOT);
        int colon = small.lastIndexOf(':');
        return colon > small.lastIndexOf(']') ? small.substring(0, colon) : small;
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
