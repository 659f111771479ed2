package org.beaconhub.sim.wire;

import java.math.BigDecimal;

/** Writes JSON (RFC 8259), in the order of the calls. */
public final class JsonText {
    private final StringBuilder text = new StringBuilder(256);
    private boolean comma;

    /** Begins an object. */
    public JsonText open() {
        return bracket('{');
    }

    /** Ends an object. */
    public JsonText close() {
        return end('}');
    }

    /** Begins a list. */
    public JsonText openList() {
        return bracket('[');
    }

    /** Ends a list. */
    public JsonText closeList() {
        return end(']');
    }

    private JsonText bracket(char bracket) {
        separate();
        text.append(bracket);
        comma = false;
        return this;
    }

    private JsonText end(char bracket) {
        text.append(bracket);
        comma = true;
        return this;
    }

    /** The name of what comes next. */
    public JsonText key(String name) {
        separate();
        quote(name);
        text.append(':');
        comma = false;
        return this;
    }

    /** A text. */
    public JsonText value(String value) {
        separate();
        quote(value);
        comma = true;
        return this;
    }

    /** A whole number. */
    public JsonText value(long value) {
        separate();
        text.append(value);
        comma = true;
        return this;
    }

    /** A number, as short as it can be read back exactly; whole ones without a point. */
    public JsonText value(double value) {
        if (value == StrictMath.rint(value) && Math.abs(value) < 1e15) {
            return value((long) value);
        }
        separate();
        text.append(Math.abs(value) < 1e15 ? BigDecimal.valueOf(value).toPlainString() : Double.toString(value));
        comma = true;
        return this;
    }

    /** Yes or no. */
    public JsonText value(boolean value) {
        separate();
        text.append(value);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            text.append(',');
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
