package org.beaconhub.gateway.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** One JSON value as it came, before it is known what it should be; one object is used again for many values. */
public final class Scalar {
    private static final int SHOWN_LENGTH_MAX = 40;

    private Kind kind = Kind.NOTHING;
    private double number;
    private String text = "";

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
    public String shown() {
        return switch (kind) {
            case NUMBER -> Double.toString(number);
            case NOT_FINITE -> shortened(text);
            case TRUTH -> number == 1 ? "true" : "false";
            case TEXT -> "text '" + shortened(text) + "'";
            case NOTHING -> "nothing";
            case STRUCTURE -> "an object or array";
        };
    }

    /** A text, shortened for the detail of a fault. */
    public static String shortened(String text) {
        return text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX - 1) + "…";
    }

    /** What kind of value the parser stands at, in words. */
    static String kindOf(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL, VALUE_EMBEDDED_OBJECT, FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE -> "null";
        };
    }

    private void takeNumber(JsonParser json) throws IOException {
        if (json.getTextLength() > Json.NUMBER_LENGTH_MAX) {
            kind = Kind.NOT_FINITE;
            text = "a number of " + json.getTextLength() + " characters";
            return;
        }
        of(json.getDoubleValue());
        if (kind == Kind.NOT_FINITE) {
            text = json.getText();
        }
    }
}
