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
}
