package org.beaconhub.rules.engine;

/**
 * An act that came under a key of its caller's.
 *
 * @param key digest of the caller's name and the key
 * @param request digest of what was asked for
 * @param seq its place in the journal
 * @param atMs when it came, hub time in milliseconds since 1970 UTC
 */
public record KnownAct(String key, String request, long seq, long atMs) {}
