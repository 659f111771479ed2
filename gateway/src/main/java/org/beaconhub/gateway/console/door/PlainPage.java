package org.beaconhub.gateway.console.door;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** Pages without script, whose forms work for everybody. */
public final class PlainPage {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String INSTALLABLE_POLICY =
            POLICY + "; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'";

    private PlainPage() {}

    /** Answers with a page whose form tells its own origin when it is sent. */
    public static void send(Context ctx, int status, String page) {
        ctx.status(status)
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "no-store")
                .contentType("text/html; charset=utf-8")
                .result(page.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for one that a phone may install: it works without script, and does more with the hub's own. */
    public static void sendInstallable(Context ctx, int status, String page) {
        send(ctx, status, page);
        ctx.header("Content-Security-Policy", INSTALLABLE_POLICY);
    }

    /** The same at an address that is a secret, which goes nowhere. */
    public static void sendSecret(Context ctx, int status, String page) {
        send(ctx, status, page);
        ctx.header("Referrer-Policy", "no-referrer");
    }
}
