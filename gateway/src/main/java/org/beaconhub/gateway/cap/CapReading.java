package org.beaconhub.gateway.cap;

/** What bytes turned out to be. */
public sealed interface CapReading {
    /**
     * A message of CAP 1.2.
     *
     * @param alert what it says
     */
    record Message(CapAlert alert) implements CapReading {}

    /**
     * None, or one that breaks the protocol.
     *
     * @param reason why, with line and column where they are known
     */
    record Unreadable(String reason) implements CapReading {}
}
