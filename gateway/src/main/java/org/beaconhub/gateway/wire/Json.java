package org.beaconhub.gateway.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable.Reason;

/**
 * JSON as the hub reads it: UTF-8, bounded, token by token. {@code NaN} and {@code Infinity} are no JSON, but devices
 * send them; they are read as numbers here, so that one of them costs its own field and not the whole message.
 */
public final class Json {
    /** Deeper messages are not read. */
    public static final int NESTING_MAX = 32;
    /** Longer numbers are not read, in characters. */
    public static final int NUMBER_LENGTH_MAX = 100;
    /** Longer field names are not read, in characters. */
    public static final int NAME_LENGTH_MAX = 500;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    // Longer numbers pass the parser and are refused one by one, so that the rest can be read.
                    .maxNumberLength(Dialects.PAYLOAD_BYTES_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxStringLength(Dialects.PAYLOAD_BYTES_MAX)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // Names come from strangers: they must neither live for ever nor be able to make the parser fail.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private Json() {}

    /** What is done with each field of an object. */
    @FunctionalInterface
    public interface Fields {
        /**
         * Reads the value of a field.
         *
         * @param json at the first token of the value; to be left at its last
         * @param name the field
         */
        void field(JsonParser json, String name) throws IOException;
    }

    /** What is done with a whole message. */
    @FunctionalInterface
    public interface Root {
        /**
         * Reads the one value of a message.
         *
         * @param json at its first token; to be left at its last
         */
        void value(JsonParser json) throws IOException;
    }

    /**
     * Reads a message that is one JSON object; what is not, is a fault among the findings.
     *
     * @param payload its bytes
     * @param findings where faults go; readings that are whole when the text breaks off are kept
     */
    public static void object(byte[] payload, Findings findings, Fields fields) {
        read(payload, findings, json -> {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                fields(json, findings, fields);
            } else {
                Text found = Scalar.kindOf(json);
                findings.fault(
                        Reason.MALFORMED,
                        new Text(
                                "内容须为一个 JSON 对象，实为" + found.zh(),
                                "the payload must be one JSON object, found " + found.en()));
                json.skipChildren();
            }
        });
    }

    /** Reads the one field that matters of a message that is one JSON object. */
    public static void only(String field, byte[] payload, Findings findings, Scalar value) {
        boolean[] seen = {false};
        object(payload, findings, (json, name) -> {
            if (!name.equals(field)) {
                json.skipChildren();
            } else if (seen[0]) {
                repeated(json, name, findings);
            } else {
                seen[0] = true;
                value.take(json);
            }
        });
    }

    /** Passes over a field that was there before: the first counts. */
    public static void repeated(JsonParser json, String name, Findings findings) throws IOException {
        String shown = Scalar.shortened(name);
        findings.fault(
                Reason.MALFORMED,
                new Text("字段“" + shown + "”出现两次；以第一次为准", "field '" + shown + "' stands twice; the first counts"));
        json.skipChildren();
    }

    /** Reads the object that the parser stands at. */
    public static void fields(JsonParser json, Findings findings, Fields fields) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            findings.settle();
            String name = json.currentName();
            json.nextToken();
            fields.field(json, name);
        }
        findings.settle();
    }

    /** Reads a message that is one JSON value of any kind. */
    public static void read(byte[] payload, Findings findings, Root root) {
        if (payload.length == 0) {
            findings.fault(
                    Reason.MALFORMED, new Text("内容为空；须为 UTF-8 的 JSON", "the payload is empty; expected JSON in UTF-8"));
            return;
        }
        if (isWide(payload)) {
            findings.fault(
                    Reason.MALFORMED,
                    new Text(
                            "内容是 UTF-16 或 UTF-32；JSON 须用 UTF-8",
                            "the payload is UTF-16 or UTF-32; JSON must be in UTF-8"));
            return;
        }
        long[] place = {0};
        try (JsonParser json = FACTORY.createParser(payload)) {
            walk(json, findings, root, place);
        } catch (CharConversionException e) {
            findings.broken(new Text("内容不是 UTF-8", "the payload is not UTF-8"));
        } catch (IOException e) {
            findings.broken(new Text(
                    "约从第 " + place[0] + " 字节起不是 UTF-8 的 JSON，或嵌套超过 " + NESTING_MAX + " 层",
                    "not JSON in UTF-8, or nested deeper than " + NESTING_MAX + ", from about byte " + place[0]));
        }
    }

    private static void walk(JsonParser json, Findings findings, Root root, long[] place) throws IOException {
        boolean whole = false;
        try {
            if (json.nextToken() == null) {
                findings.fault(
                        Reason.MALFORMED,
                        new Text("内容为空白；须为 UTF-8 的 JSON", "the payload is blank; expected JSON in UTF-8"));
            } else {
                root.value(json);
                if (json.nextToken() != null) {
                    findings.fault(
                            Reason.MALFORMED,
                            new Text("JSON 值之后还有内容；只应有一个", "more follows after the JSON value; expected one"));
                }
            }
            whole = true;
        } finally {
            if (!whole) {
                place[0] = Math.max(0, json.currentLocation().getByteOffset());
            }
        }
    }

    private static boolean isWide(byte[] payload) {
        return payload[0] == 0
                || payload.length > 1 && (payload[1] == 0 || payload[0] == (byte) 0xFE || payload[0] == (byte) 0xFF);
    }
}
