package org.beaconhub.rules.fact;

/**
 * A message, or a part of one, that could not be read. It is counted, kept in the quarantine, and journaled without its excerpt.
 *
 * @param source where it came from: the topic, shortened to {@value #SOURCE_LENGTH_MAX} characters
 * @param device the device it came from, or empty where unknown
 * @param reason what kind of fault
 * @param detail which field, what value, and what would be right; shortened to {@value #DETAIL_LENGTH_MAX} characters
 * @param sizeBytes size of the whole payload
 * @param excerpt its beginning, printable, shortened to {@value #EXCERPT_LENGTH_MAX} characters
 */
public record Unreadable(String source, String device, Reason reason, Text detail, int sizeBytes, String excerpt)
        implements LiveFact {
    /** Longest source kept, in characters. */
    public static final int SOURCE_LENGTH_MAX = 200;
    /** Longest detail kept, in characters. */
    public static final int DETAIL_LENGTH_MAX = 300;
    /** Longest excerpt kept, in characters. */
    public static final int EXCERPT_LENGTH_MAX = 200;

    /** What kind of fault. */
    public enum Reason {
        /** Not of the syntax that its dialect asks for. */
        MALFORMED,
        /** Larger than a message may be. */
        TOO_LARGE,
        /** A field has the wrong type. */
        WRONG_TYPE,
        /** Not a finite number. */
        NOT_A_NUMBER,
        /** Beyond the plausible range; the reading is kept as well. */
        OUT_OF_RANGE,
        /** A quantity that the catalogue lacks. */
        UNKNOWN_QUANTITY,
        /** A unit that is unknown or does not fit the quantity. */
        UNKNOWN_UNIT,
        /** A device that the site lacks. */
        UNKNOWN_DEVICE,
        /** No dialect reads this topic. */
        UNKNOWN_TOPIC,
        /** The device's time is implausible; the observation is kept with the hub's time. */
        TIME_IMPLAUSIBLE,
        /** A protocol version that this hub does not speak. */
        UNKNOWN_VERSION,
        /** The dialect's code failed; a fault of the hub. */
        INTERNAL
    }

    /** Shortens the texts. */
    public Unreadable {
        source = Text.shortened(source, SOURCE_LENGTH_MAX);
        detail = detail.shortened(DETAIL_LENGTH_MAX);
        excerpt = Text.shortened(excerpt, EXCERPT_LENGTH_MAX);
    }

    /** The same without the message's beginning. */
    public Unreadable withoutExcerpt() {
        return new Unreadable(source, device, reason, detail, sizeBytes, "");
    }
}
