package org.beaconhub.gateway.html;

/** Text made harmless in HTML. */
public final class Html {
    private Html() {}

    /** The text, for an element and for a quoted attribute. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
