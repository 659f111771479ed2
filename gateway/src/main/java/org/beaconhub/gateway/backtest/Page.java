package org.beaconhub.gateway.backtest;

/** HTML in the making; whatever is told as text is escaped. */
final class Page {
    private final StringBuilder html = new StringBuilder(1 << 16);

    /** Markup of our own. */
    Page raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Text, escaped for an element and for a quoted attribute. */
    Page text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** An element with text in it. */
    Page element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
    }

    /** An element of a class with text in it. */
    Page element(String name, String kind, String text) {
        return raw("<" + name + " class=\"" + escaped(kind) + "\">").text(text).raw("</" + name + ">\n");
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(each);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
