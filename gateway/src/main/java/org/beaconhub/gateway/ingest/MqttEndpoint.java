package org.beaconhub.gateway.ingest;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The endpoint of {@link MqttComponent}. */
final class MqttEndpoint extends DefaultEndpoint {
    private final MqttComponent component;

    MqttEndpoint(String uri, MqttComponent component) {
        super(uri, component);
        this.component = component;
    }

    @Override
    public Consumer createConsumer(Processor steps) throws Exception {
        MqttConsumer consumer = new MqttConsumer(this, component, steps);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("hub-mqtt only consumes; actuators publish by MqttLink");
    }
}
