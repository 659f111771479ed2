package org.beaconhub.gateway.dispatch;

/**
 * How patient the delivery of notices is.
 *
 * @param retryFirstMs wait before the second attempt, in milliseconds; doubled with each attempt
 * @param retryLastMs the longest wait between two attempts, in milliseconds
 * @param giveUpAfterMs how long after it was first seen a notice is tried, in milliseconds; at least one attempt is made
 * @param parallelPerChannel how many deliveries one channel has on their way at once
 * @param connectMs longest wait for a connection, in milliseconds
 * @param responseMs longest wait for an answer, in milliseconds
 * @param confirmMs how long an actuator has to confirm before it is told again, in milliseconds
 */
public record DispatchOptions(
        long retryFirstMs,
        long retryLastMs,
        long giveUpAfterMs,
        int parallelPerChannel,
        int connectMs,
        int responseMs,
        long confirmMs) {
    /** From 1 s doubling to 60 s, for 15 min; 8 at once; 2 s to connect, 10 s to answer, 5 s to confirm. */
    public static final DispatchOptions DEFAULT = new DispatchOptions(1000, 60_000, 15 * 60_000, 8, 2000, 10_000, 5000);

    /** Rejects what is not above zero. */
    public DispatchOptions {
        above0("retryFirstMs", retryFirstMs);
        above0("retryLastMs", retryLastMs);
        above0("giveUpAfterMs", giveUpAfterMs);
        above0("parallelPerChannel", parallelPerChannel);
        above0("connectMs", connectMs);
        above0("responseMs", responseMs);
        above0("confirmMs", confirmMs);
    }

    private static void above0(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be above 0, got " + value);
        }
    }

    /** How long to wait after an attempt, counted from 1, in milliseconds; always the same for the same attempt. */
    public long backoffMs(int attempt) {
        long waitMs = retryFirstMs;
        for (int i = 1; i < attempt && waitMs < retryLastMs; i++) {
            waitMs *= 2;
        }
        return Math.min(waitMs, retryLastMs);
    }
}
