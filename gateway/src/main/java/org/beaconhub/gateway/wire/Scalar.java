package org.beaconhub.gateway.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.beaconhub.rules.fact.Text;

/** One JSON value as it came, before it is known what it should be; one object is used again for many values. */
public final class Scalar {
    private static final int SHOWN_LENGTH_MAX = 40;

    private Kind kind = Kind.NOTHING;
    private double number;
    private String text = "";
    private int digits;

    /** What a value is. */
    public enum Kind {
        /** A finite number. */
        NUMBER,
        /** NaN, infinity, or too large or too long a number. */
        NOT_FINITE,
        /** True (1) or false (0). */
        TRUTH,
        /** A text. */
        TEXT,
        /** {@code null}, or no value at all. */
        NOTHING,
        /** An object or an array. */
        STRUCTURE
    }

    /** Reads the value that the parser stands at, and leaves the parser at its last token. */
    public Scalar take(JsonParser json) throws IOException {
        text = "";
        number = 0;
        switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> takeNumber(json);
            case VALUE_TRUE -> truth(1);
            case VALUE_FALSE -> truth(0);
            case VALUE_STRING -> of(json.getText());
            case START_OBJECT, START_ARRAY -> {
                kind = Kind.STRUCTURE;
                json.skipChildren();
            }
            case VALUE_NULL, VALUE_EMBEDDED_OBJECT, FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE ->
                kind = Kind.NOTHING;
        }
        return this;
    }

    /** Makes it a text. */
    public Scalar of(String value) {
        kind = Kind.TEXT;
        text = value;
        return this;
    }

    /** Makes it a number. */
    public Scalar of(double value) {
        kind = Double.isFinite(value) ? Kind.NUMBER : Kind.NOT_FINITE;
        number = value;
        text = kind == Kind.NUMBER ? "" : Double.toString(value);
        return this;
    }

    /** Makes it true (1) or false (0). */
    public Scalar truth(int value) {
        kind = Kind.TRUTH;
        number = value;
        return this;
    }

    /** Makes it nothing. */
    public Scalar clear() {
        kind = Kind.NOTHING;
        return this;
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** The number, or 1 and 0 for true and false. */
    public double number() {
        return number;
    }

    /** The text. */
    public String text() {
        return text;
    }

    /** How it is shown in the detail of a fault, shortened. */
    public Text shown() {
        return switch (kind) {
            case NUMBER -> Text.verbatim(Double.toString(number));
            case NOT_FINITE ->
                text.isEmpty()
                        ? new Text("一个 " + digits + " 个字符的数", "a number of " + digits + " characters")
                        : Text.verbatim(shortened(text));
            case TRUTH -> Text.verbatim(number == 1 ? "true" : "false");
            case TEXT -> new Text("文本“" + shortened(text) + "”", "text '" + shortened(text) + "'");
            case NOTHING -> new Text("空", "nothing");
            case STRUCTURE -> new Text("对象或数组", "an object or array");
        };
    }

    /** What should be there, and that it is this instead. */
    public Text instead(String zh, String en) {
        Text shown = shown();
        return new Text(zh + "，收到 " + shown.zh(), en + ", got " + shown.en());
    }

    /** A text, shortened for the detail of a fault. */
    public static String shortened(String text) {
        return text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX - 1) + "…";
    }

    /** What kind of value the parser stands at, in words. */
    static Text kindOf(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> new Text("对象", "an object");
            case START_ARRAY -> new Text("数组", "an array");
            case VALUE_STRING -> new Text("文本", "a text");
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Text("数字", "a number");
            case VALUE_TRUE, VALUE_FALSE -> new Text("真或假", "true or false");
            case VALUE_NULL, VALUE_EMBEDDED_OBJECT, FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE ->
                Text.verbatim("null");
        };
    }

    private void takeNumber(JsonParser json) throws IOException {
        if (json.getTextLength() > Json.NUMBER_LENGTH_MAX) {
            kind = Kind.NOT_FINITE;
            digits = json.getTextLength();
            return;
        }
        of(json.getDoubleValue());
        if (kind == Kind.NOT_FINITE) {
            text = json.getText();
        }
    }
}
