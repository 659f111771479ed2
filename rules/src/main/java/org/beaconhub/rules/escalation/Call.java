package org.beaconhub.rules.escalation;

import org.beaconhub.rules.decision.CallReason;

/**
 * One person, or the receivers of one channel, told of an incident once.
 *
 * @param atMs when, hub time in milliseconds since 1970 UTC
 * @param step the step of the policy, from 1; 0 where it called to an incident that became a part of this one
 * @param reason why
 * @param recipient id of the contact; empty where the channel has receivers of its own
 * @param channel name of the channel
 * @param notice id of the notice; empty while the recipient has had too many, and it waits to go with others
 * @param state what became of it
 */
public record Call(
        long atMs, int step, CallReason reason, String recipient, String channel, String notice, State state) {
    /** What became of a call. Constants are numbered by their place in snapshots: new ones come last. */
    public enum State {
        /** Nobody knows yet. */
        PENDING,
        /** The receiver has it. */
        DELIVERED,
        /** Given up. */
        FAILED,
        /** It became needless before it was known to be delivered. */
        WITHDRAWN
    }

    Call in(State next) {
        return new Call(atMs, step, reason, recipient, channel, notice, next);
    }

    Call ofNoStep() {
        return new Call(atMs, 0, reason, recipient, channel, notice, state);
    }

    Call as(String id) {
        return new Call(atMs, step, reason, recipient, channel, id, state);
    }

    boolean isPending() {
        return state == State.PENDING;
    }

    /** It waits to go with others. */
    boolean isHeld() {
        return isPending() && notice.isEmpty();
    }

    /** Whom it tells: a person, or a channel. */
    String to() {
        return to(recipient, channel);
    }

    /** Whom a notice over a channel tells; no id of a person begins with a blank. */
    static String to(String recipient, String channel) {
        return recipient.isEmpty() ? " " + channel : recipient;
    }
}
