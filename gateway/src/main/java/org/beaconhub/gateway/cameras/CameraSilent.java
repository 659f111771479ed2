package org.beaconhub.gateway.cameras;

import org.beaconhub.rules.fact.Text;

/** A camera gave no picture. */
public final class CameraSilent extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Text text;

    /** Why, for people; neither an address nor a password stands in it. */
    CameraSilent(String zh, String en) {
        super(en);
        this.text = new Text(zh, en);
    }

    /** Why, for people. */
    public Text text() {
        return text;
    }
}
