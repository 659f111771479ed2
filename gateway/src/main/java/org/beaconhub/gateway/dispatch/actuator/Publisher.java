package org.beaconhub.gateway.dispatch.actuator;

import java.io.IOException;

/** The way to an actuator's broker. */
public interface Publisher {
    /**
     * Publishes at QoS 1 and waits until the broker has it.
     *
     * @throws IOException where the broker does not take it now
     */
    void publish(String topic, byte[] payload) throws IOException;
}
