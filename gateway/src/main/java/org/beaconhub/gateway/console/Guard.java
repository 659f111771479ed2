package org.beaconhub.gateway.console;

import io.javalin.http.Context;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.console.door.Door;
import org.beaconhub.gateway.console.door.SignInDoor;
import org.beaconhub.gateway.console.door.Street;
import org.beaconhub.gateway.console.report.ReportDoor;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.fact.Text;
import org.jspecify.annotations.Nullable;

/**
 * What every request must hold to. The host's name is checked against DNS rebinding; a write needs a header that a
 * foreign page cannot set without asking first, and an origin of our own (OWASP, cross-site request forgery). A token in
 * a header is nothing that a foreign page could make a browser send. People's reports, their answers and sign-in come from
 * plain forms, which guard themselves.
 */
final class Guard {
    static final String WRITE_HEADER = "Beacon-Console";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self' blob:";

    private static final String PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(),"
            + " bluetooth=(), hid=(), midi=(), display-capture=(), browsing-topics=()";

    private final Street street;
    private final Views views;

    Guard(ConsoleOptions options, Views views) {
        this.street = options.street();
        this.views = views;
    }

    /** Pictures come from the hub alone, and from the one origin of the site's tiles where it names one. */
    private String policy() {
        return POLICY
                + views.view().site().tiles().map(tiles -> " " + tiles.origin()).orElse("");
    }

    /** Sets the headers, and rejects what must not pass. */
    void check(Context ctx) {
        ctx.header("Content-Security-Policy", policy());
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Permissions-Policy", PERMISSIONS);
        boolean told = ctx.path().startsWith("/api/") || ctx.path().equals("/metrics");
        ctx.header("Cache-Control", told ? "no-store" : "no-cache");
        if (street.isSecure()) {
            ctx.header("Strict-Transport-Security", "max-age=31536000");
        }
        String host = ctx.header("Host");
        if (!street.isOurs(host)) {
            String known =
                    street.publicUrl().map(url -> " " + url.getAuthority()).orElse("");
            String named = shortened(Street.name(host));
            throw new Rejected(
                    403,
                    new Text(
                            "请求的 Host 为“" + named + "”；本值班台只应答 localhost" + known,
                            "the Host header names '" + named + "'; this console answers to localhost"
                                    + (known.isEmpty() ? " only" : " and" + known)));
        }
        switch (ctx.method().name()) {
            case "GET", "HEAD", "OPTIONS" -> {}
            default -> {
                if (ctx.path().matches(PictureAnswers.UPLOAD)) {
                    // What is refused is not read to its end, and what followed on that connection would be lost.
                    ctx.header("Connection", "close");
                }
                if (!ReportDoor.isForm(ctx.path())
                        && !ctx.path().startsWith(AnswerLinks.PATH)
                        && !SignInDoor.isForm(ctx.path())) {
                    checkWrite(ctx, host);
                }
            }
        }
    }

    private void checkWrite(Context ctx, @Nullable String host) {
        String origin = ctx.header("Origin");
        boolean bearer = Door.hasBearer(ctx);
        if (!bearer && !"1".equals(ctx.header(WRITE_HEADER))) {
            throw new Rejected(
                    403,
                    new Text("写操作须带请求头 " + WRITE_HEADER + ": 1", "a write needs the header '" + WRITE_HEADER + ": 1'"));
        }
        boolean own = street.isOwnOrigin(origin, host) || bearer && origin == null;
        if (!own || Street.isForeign(ctx)) {
            String told = shortened(origin == null ? "" : origin);
            throw new Rejected(
                    403,
                    new Text(
                            "写操作须来自本值班台自己的页面，请求的 Origin 为“" + told + "”",
                            "a write needs an Origin header of this console itself, got '" + told + "'"));
        }
        if (ctx.method().name().equals("DELETE")) {
            return;
        }
        String type = ctx.contentType();
        if (ctx.path().matches(PictureAnswers.UPLOAD)) {
            return; // a multipart form, which its route looks at
        }
        if (type == null || !type.split(";")[0].strip().equalsIgnoreCase("application/json")) {
            throw new Rejected(
                    415,
                    new Text("写操作须带 Content-Type: application/json", "a write needs 'Content-Type: application/json'"));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
