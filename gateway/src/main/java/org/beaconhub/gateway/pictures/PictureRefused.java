package org.beaconhub.gateway.pictures;

import org.beaconhub.rules.fact.Text;

/** What came is no picture that is kept. */
public final class PictureRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Text text;

    /** Why, for people. */
    PictureRefused(String zh, String en) {
        super(en);
        this.text = new Text(zh, en);
    }

    /** Why, for people. */
    public Text text() {
        return text;
    }
}
