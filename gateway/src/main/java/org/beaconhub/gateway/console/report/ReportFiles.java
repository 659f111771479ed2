package org.beaconhub.gateway.console.report;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The files by which the report page keeps reports while there is no connection, and is installed on a phone. */
final class ReportFiles {
    private static final String WORKER = "worker.js";
    private static final String SCRIPT_TYPE = "text/javascript; charset=utf-8";
    private static final Map<String, String> TYPES = Map.of(
            "report.js",
            SCRIPT_TYPE,
            WORKER,
            SCRIPT_TYPE,
            "manifest.webmanifest",
            "application/manifest+json",
            "icon.svg",
            "image/svg+xml",
            "icon-192.png",
            "image/png",
            "icon-512.png",
            "image/png");

    /** Adds them beside the page. */
    void open(RoutesConfig routes, RouteRole everybody) {
        TYPES.forEach((name, type) -> {
            byte[] content = load(name);
            routes.get(ReportDoor.PATH + "/" + name, ctx -> send(ctx, name, type, content), everybody);
        });
    }

    private static void send(Context ctx, String name, String type, byte[] content) {
        if (name.equals(WORKER)) {
            // Else a worker serves only what lies below it, and not the page itself.
            ctx.header("Service-Worker-Allowed", ReportDoor.PATH);
        }
        ctx.contentType(type).result(content);
    }

    private static byte[] load(String name) {
        try (InputStream in = ReportFiles.class.getResourceAsStream("/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the file /report/" + name + " is missing in the dashboards' archive");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the file /report/" + name + " cannot be read", e);
        }
    }
}
