package org.beaconhub.gateway.console;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Site;

/** The pages' files, read from the class path; only names of letters, digits, dots and dashes. */
final class Assets {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9-]*(?:\\.[A-Za-z0-9-]+)+";
    /** Of each file of a library the WebJar that it is in. */
    private static final Map<String, String> VENDORS = Map.of(
            "uPlot.iife.min.js", "uplot",
            "uPlot.min.css", "uplot",
            "leaflet.js", "leaflet",
            "leaflet.css", "leaflet",
            "d3-array.min.js", "d3-array",
            "d3-contour.min.js", "d3-contour");

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** How the page and its files name what they ask for, at once or later. */
    private static final Pattern PARTS = Pattern.compile("\"(?:/(assets|vendor)/|\\./)(" + NAME + ")\"");

    private static final String INDEX = "/console/index.html";
    /** Where the page has its version. */
    private static final String VERSION_PLACE = "<meta name=\"page\" content=\"\">";

    private static final int VERSION_CHARS = 16;

    private final Map<String, Content> loaded = new ConcurrentHashMap<>();
    private final Map<String, String> versions = VENDORS.values().stream()
            .distinct()
            .collect(Collectors.toUnmodifiableMap(library -> library, Assets::versionOf));
    private final byte[] made = made();

    /** A file as it is, and compressed once for all who ask for it. */
    private static final class Content {
        private final byte[] plain;
        private final byte[] packed;
        private final String tag;

        Content(byte[] plain) {
            this.plain = plain;
            this.packed = packed(plain);
            this.tag = shortened(sha256().digest(plain));
        }

        String text() {
            return new String(plain, StandardCharsets.UTF_8);
        }

        private static byte[] packed(byte[] plain) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(plain);
            } catch (IOException e) {
                throw new IllegalStateException("memory can be written to", e);
            }
            return out.toByteArray();
        }
    }

    /** The control room of a site. */
    void page(Context ctx, Site site) {
        String page = content(INDEX).text();
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
        return shortened(digest.digest());
    }

    private static String shortened(byte[] digest) {
        return HexFormat.of().formatHex(digest).substring(0, VERSION_CHARS);
    }

    /** The digest of the page and of all that it asks for, at once or when somebody opens another of its pages. */
    private byte[] made() {
        SortedSet<String> paths = new TreeSet<>();
        gather(INDEX, paths);
        MessageDigest digest = sha256();
        paths.forEach(path -> digest.update(content(path).plain));
        return digest.digest();
    }

    private void gather(String path, SortedSet<String> paths) {
        if (!paths.add(path) || !path.startsWith("/console/")) {
            return;
        }
        PARTS.matcher(content(path).text())
                .results()
                .map(part -> "vendor".equals(part.group(1)) ? vendorPath(part.group(2)) : "/console/" + part.group(2))
                .forEach(part -> gather(part, paths));
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
        Content content = content(path);
        ctx.header("Vary", "Accept-Encoding");
        if (!isNew(ctx, content.tag)) {
            return;
        }
        boolean packs = Message.isGzipTaken(ctx.header("Accept-Encoding"));
        if (packs) {
            ctx.header("Content-Encoding", "gzip");
        }
        ctx.contentType(type).result(packs ? content.packed : content.plain);
    }

    private static Rejected noSuchFile() {
        return new Rejected(404, new Text("没有此文件", "there is no such file"));
    }

    /** Whether a browser does not have this already (RFC 9110, 13.1.2); where it has, it is told so. */
    static boolean isNew(Context ctx, String tag) {
        ctx.header("ETag", '"' + tag + '"');
        String known = ctx.header("If-None-Match");
        boolean same = known != null && known.contains(tag);
        if (same) {
            ctx.status(304);
        }
        return !same;
    }

    private Content content(String path) {
        return loaded.computeIfAbsent(path, Assets::load);
    }

    private static Content load(String path) {
        try (InputStream in = Assets.class.getResourceAsStream(path)) {
            if (in == null) {
                throw noSuchFile();
            }
            return new Content(in.readAllBytes());
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
