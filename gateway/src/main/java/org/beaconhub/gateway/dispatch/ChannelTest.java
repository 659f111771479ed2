package org.beaconhub.gateway.dispatch;

/**
 * A test of how a channel is set up. It is no notice and shares no type with one, so that nothing which carries it can
 * word it as one: all that is sent for it says that it is a test and that nothing has happened.
 *
 * @param id what receivers know it by; every test has another one
 * @param channel name of the channel that is tested
 * @param recipient id of the contact whom it is to reach; empty where the channel has receivers of its own
 * @param atMs when it is made, milliseconds UTC
 */
public record ChannelTest(String id, String channel, String recipient, long atMs) {
    /** A test that is made now. Ids of notices begin with N, those of tests with T. */
    public static ChannelTest at(long atMs, String channel, String recipient) {
        return new ChannelTest("T" + atMs + "-" + channel, channel, recipient, atMs);
    }

    /** What a test showed. */
    public sealed interface Proof permits Proved, Unprovable {}

    /**
     * The receiver has the test message.
     *
     * @param to who or what has it, without anything secret
     * @param said what it says
     * @param answer what the receiver answered, shortened
     */
    public record Proved(String to, String said, String answer) implements Proof {}

    /**
     * Nothing was sent, as nothing can be without something happening.
     *
     * @param why in words
     */
    public record Unprovable(String why) implements Proof {}
}
