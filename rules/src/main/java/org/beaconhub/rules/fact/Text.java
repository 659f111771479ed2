package org.beaconhub.rules.fact;

/**
 * A text in the two languages of the control room.
 *
 * @param zh Chinese
 * @param en English
 */
public record Text(String zh, String en) {
    /** Rejects a missing language. */
    public Text {
        if (zh.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException("a text needs both zh and en, got zh='" + zh + "' en='" + en + "'");
        }
    }

    /** What somebody else said, or was written down in one language: it stands as it is in both. A dash where it is blank. */
    public static Text verbatim(String said) {
        return said.isBlank() ? new Text("–", "–") : new Text(said, said);
    }

    /** Both in one line, for where there is room for one text alone. */
    public String both() {
        return zh.equals(en) ? zh : zh + " · " + en;
    }

    /** Each cut to so many characters. */
    public Text shortened(int lengthMax) {
        return new Text(shortened(zh, lengthMax), shortened(en, lengthMax));
    }

    static String shortened(String text, int lengthMax) {
        return text.length() <= lengthMax ? text : text.substring(0, lengthMax - 1) + "…";
    }
}
