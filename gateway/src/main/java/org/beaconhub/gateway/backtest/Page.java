package org.beaconhub.gateway.backtest;

import org.beaconhub.gateway.html.Html;

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
        html.append(Html.escaped(text));
        return this;
    }

    /** An element with text in it. */
    Page element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
    }

    /** An element of a class with text in it. */
    Page element(String name, String kind, String text) {
        return raw("<" + name + " class=\"" + Html.escaped(kind) + "\">")
                .text(text)
                .raw("</" + name + ">\n");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
