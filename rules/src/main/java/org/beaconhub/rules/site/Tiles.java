package org.beaconhub.rules.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of map pictures in the web's tile scheme (Web Mercator, EPSG:3857, 256 pixels wide), which browsers ask.
 *
 * @param url address of a tile, with {@code {z}}, {@code {x}} and {@code {y}} in its path or query
 * @param attribution whom the pictures are from, as their licence wants it said
 * @param zoomMax the nearest zoom that it has; nearer ones are made of that
 */
public record Tiles(String url, String attribution, int zoomMax) {
    private static final Pattern URL =
            Pattern.compile("(https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?)/[!-~&&[^\"'<>\\\\;,`]]*");

    /** Rejects what is no address of tiles. */
    public Tiles {
        if (!isUrl(url) || attribution.isBlank()) {
            throw new IllegalArgumentException(
                    "tiles need an address with {z}, {x} and {y}, and an attribution; got " + url);
        }
    }

    /** Whether an address names tiles, and nothing that could mean more in a page's policy. */
    static boolean isUrl(String url) {
        String path = url.replaceFirst("https?://[^/]*", "");
        return URL.matcher(url).matches()
                && path.contains("{z}")
                && path.contains("{x}")
                && path.contains("{y}")
                && !path.replaceAll("\\{[zxy]}", "").matches(".*[{}].*");
    }

    /** Scheme, host and port: all that a page may load pictures from beside the hub. */
    public String origin() {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalStateException("checked when it was made: " + url);
        }
        return matcher.group(1);
    }
}
