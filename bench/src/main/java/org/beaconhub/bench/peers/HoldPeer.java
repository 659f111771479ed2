package org.beaconhub.bench.peers;

/** Another engine with one rule: an alarm per device once its value was above 60 for 30 s, until it is below 55. */
public interface HoldPeer extends AutoCloseable {
    /** Takes in one value of a device. */
    void observe(String device, long timeMs, double value);

    /** How many alarms there were. */
    long alarms();

    @Override
    void close();
}
