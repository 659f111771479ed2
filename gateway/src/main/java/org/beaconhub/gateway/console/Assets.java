package org.beaconhub.gateway.console;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Site;

/** The pages' files, read from the class path; only names of letters, digits, dots and dashes. */
final class Assets {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9-]*(\\.[A-Za-z0-9-]+)+";
    /** Of each file of a library the WebJar that it is in. */
    private static final Map<String, String> VENDORS = Map.of(
            "uPlot.esm.js",
            "uplot",
            "uPlot.min.css",
            "uplot",
            "leaflet.js",
            "leaflet",
            "leaflet.css",
            "leaflet",
            "d3-array.min.js",
            "d3-array",
            "d3-contour.min.js",
            "d3-contour");

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** What the page asks for by itself. */
    private static final Pattern PARTS = Pattern.compile("(?:href|src)=\"/(assets|vendor)/([^\"]+)\"");

    private static final String INDEX = "/console/index.html";
    /** Where the page has its version. */
    private static final String VERSION_PLACE = "<meta name=\"page\" content=\"\">";

    /** What works beside the pages, and none of them asks for by its text. */
    private static final List<String> WORKERS = List.of("/console/contours.js", "/console/stream.js");

    private static final int VERSION_CHARS = 16;

    private final Map<String, Optional<byte[]>> loaded = new ConcurrentHashMap<>();
    private final Map<String, String> versions = VENDORS.values().stream()
            .distinct()
            .collect(Collectors.toUnmodifiableMap(library -> library, Assets::versionOf));
    private final byte[] made = made();

    /** The control room of a site. */
    void page(Context ctx, Site site) {
        String page = new String(content(INDEX), StandardCharsets.UTF_8);
        ctx.contentType("text/html; charset=utf-8")
                .result(page.replace(VERSION_PLACE, VERSION_PLACE.replace("\"\"", '"' + version(site) + '"')));
    }

    /**
     * What a page is made of and may load, in short: it is another after an upgrade, and where the site names other tiles.
     * A page that finds another one than its own is old.
     */
    String version(Site site) {
        MessageDigest digest = sha256();
        digest.update(made);
        site.tiles().ifPresent(tiles -> digest.update(tiles.origin().getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_CHARS);
    }

    /** The digest of the page and of all that it asks for. */
    private byte[] made() {
        MessageDigest digest = sha256();
        byte[] page = content(INDEX);
        digest.update(page);
        WORKERS.forEach(path -> digest.update(content(path)));
        PARTS.matcher(new String(page, StandardCharsets.UTF_8))
                .results()
                .map(part -> part.group(1).equals("vendor") ? vendorPath(part.group(2)) : "/console/" + part.group(2))
                .forEach(path -> digest.update(content(path)));
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A script, a style or a picture of ours. */
    void own(Context ctx) {
        send(ctx, "/console/" + name(ctx));
    }

    /** A file of a library. */
    void vendor(Context ctx) {
        send(ctx, vendorPath(name(ctx)));
    }

    private String vendorPath(String name) {
        String library = VENDORS.getOrDefault(name, "");
        return "/META-INF/resources/webjars/" + library + "/" + versions.get(library) + "/dist/" + name;
    }

    private static String name(Context ctx) {
        String name = ctx.pathParam("name");
        if (!name.matches(NAME) || name.length() > 60) {
            throw noSuchFile();
        }
        return name;
    }

    private void send(Context ctx, String path) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            throw noSuchFile();
        }
        ctx.contentType(type).result(content(path));
    }

    private byte[] content(String path) {
        Optional<byte[]> known = loaded.get(path);
        byte[] content = (known == null ? load(path) : known).orElseThrow(Assets::noSuchFile);
        loaded.put(path, Optional.of(content));
        return content;
    }

    private static Rejected noSuchFile() {
        return new Rejected(404, new Text("没有此文件", "there is no such file"));
    }

    private static Optional<byte[]> load(String path) {
        try (InputStream in = Assets.class.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new Rejected(500, new Text("无法读取文件 " + path, "the file " + path + " cannot be read"));
        }
    }

    /** The WebJar names its version in its own properties, so no version stands twice. */
    private static String versionOf(String library) {
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
