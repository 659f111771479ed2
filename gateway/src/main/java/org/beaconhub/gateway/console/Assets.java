package org.beaconhub.gateway.console;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The pages' files, read from the class path; only names of letters, digits, dots and dashes. */
final class Assets {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9-]*(\\.[A-Za-z0-9-]+)+";
    /** Of each file of a library the WebJar that it is in. */
    private static final Map<String, String> VENDORS = Map.of(
            "uPlot.esm.js", "uplot", "uPlot.min.css", "uplot", "leaflet.js", "leaflet", "leaflet.css", "leaflet");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Optional<byte[]>> loaded = new ConcurrentHashMap<>();
    private final Map<String, String> versions = VENDORS.values().stream()
            .distinct()
            .collect(Collectors.toUnmodifiableMap(library -> library, Assets::version));

    /** The control room. */
    void page(Context ctx) {
        send(ctx, "/console/index.html");
    }

    /** A script, a style or a picture of ours. */
    void own(Context ctx) {
        send(ctx, "/console/" + name(ctx));
    }

    /** A file of a library. */
    void vendor(Context ctx) {
        String name = name(ctx);
        String library = VENDORS.getOrDefault(name, "");
        send(ctx, "/META-INF/resources/webjars/" + library + "/" + versions.get(library) + "/dist/" + name);
    }

    private static String name(Context ctx) {
        String name = ctx.pathParam("name");
        if (!name.matches(NAME) || name.length() > 60) {
            throw new Rejected(404, "there is no such file");
        }
        return name;
    }

    private void send(Context ctx, String path) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            throw new Rejected(404, "there is no such file");
        }
        Optional<byte[]> known = loaded.get(path);
        byte[] content =
                (known == null ? load(path) : known).orElseThrow(() -> new Rejected(404, "there is no such file"));
        loaded.put(path, Optional.of(content));
        ctx.contentType(type).result(content);
    }

    private static Optional<byte[]> load(String path) {
        try (InputStream in = Assets.class.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new Rejected(500, "the file " + path + " cannot be read");
        }
    }

    /** The WebJar names its version in its own properties, so no version stands twice. */
    private static String version(String library) {
        java.util.Properties properties = new java.util.Properties();
        try (InputStream in =
                Assets.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/" + library + "/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the WebJar of " + library + " cannot be read", e);
        }
        return properties.getProperty("version", "");
    }
}
