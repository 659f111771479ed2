package org.beaconhub.gateway.run;

import org.beaconhub.rules.engine.View;

/** What the engine knows, for readers on any thread. */
public interface Views {
    /** The newest view; never older than a quarter of a second where entries come in, and at once after a decision. */
    View view();

    /** Waits until there is a view of an entry beyond {@code seq}, or the time is over; gives the newest. */
    View awaitBeyond(long seq, long timeoutMs) throws InterruptedException;
}
