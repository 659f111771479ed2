package org.beaconhub.gateway.cap;

import java.security.GeneralSecurityException;
import org.beaconhub.rules.fact.Text;

/** A key or certificate that no message can be signed by. */
public final class SealRefused extends GeneralSecurityException {
    private static final long serialVersionUID = 1;

    private final transient Text why;

    SealRefused(String zh, String en) {
        super(en);
        this.why = new Text(zh, en);
    }

    /** What is wrong with it; it tells nothing of the key. */
    public Text why() {
        return why;
    }
}
