package org.beaconhub.gateway.ingest;

/** Takes messages as they come from the broker. */
interface MqttReceiver {
    /**
     * A message came. It waits where there is no room, and so does the broker.
     *
     * @param acknowledge to be run, once and from any thread, when the message is durable
     */
    void received(String topic, byte[] payload, Runnable acknowledge) throws InterruptedException;
}
