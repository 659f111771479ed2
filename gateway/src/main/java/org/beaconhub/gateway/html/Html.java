package org.beaconhub.gateway.html;

import java.util.regex.Pattern;

/** Text made harmless in HTML. */
public final class Html {
    /** Marks that turn the direction of the words around them: a name with one could write over what stands beside it. */
    private static final Pattern TURNING = Pattern.compile("[\u202a-\u202e\u2066-\u2069]");

    private Html() {}

    /** The text, for an element and for a quoted attribute. */
    public static String escaped(String text) {
        return TURNING.matcher(text)
                .replaceAll("\ufffd")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
