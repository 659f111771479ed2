package org.beaconhub.bench.peers;

/** Another engine with one rule: an alarm per device once its value was above 60 for 30 s, until it is below 55. */
public interface HoldPeer extends AutoCloseable {
    /** The text by which it knows a device, for those that have one of their own, as the hub names devices to its engine. */
    default String own(String device) {
        return device;
    }

    /** Takes in one value of a device. */
    void observe(String device, long timeMs, double value);

    /** How many alarms there were. */
    long alarms();

    @Override
    void close();
}
