package org.beaconhub.rules.fact;

/**
 * What became of one attempt to deliver a notice.
 *
 * @param notice id of the notice
 * @param channel name of the channel
 * @param attempt from 1
 * @param result how it went
 */
public record DeliveryReport(String notice, String channel, int attempt, Result result) implements LiveFact {
    /** How a delivery attempt ended. */
    public sealed interface Result permits Delivered, Retrying, Failed {}

    /**
     * The receiver has it.
     *
     * @param receipt what the receiver answered, shortened: a status, an id
     */
    public record Delivered(String receipt) implements Result {}

    /**
     * Not yet; it will be tried again.
     *
     * @param why the fault
     */
    public record Retrying(Text why) implements Result {}

    /**
     * Given up.
     *
     * @param why the fault
     */
    public record Failed(Text why) implements Result {}
}
