package org.beaconhub.rules.fact;

/**
 * The act that the journal has next came under a key of its caller's: whoever sends it again, be it after a restart of the hub, means
 * that one. Both texts are digests under a secret of the hub, as a request may name a plate.
 *
 * @param key of the caller's name and the key
 * @param request of what was asked for, as another request under the same key is a mistake
 */
public record ActKey(String key, String request) implements LiveFact {
    /** Longest text, in characters. */
    public static final int LENGTH_MAX = 64;

    /** Rejects longer texts. */
    public ActKey {
        if (key.length() > LENGTH_MAX || request.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("a digest has at most " + LENGTH_MAX + " characters");
        }
    }
}
