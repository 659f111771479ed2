package org.beaconhub.gateway.ingest;

import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each message to the route as an exchange, and acknowledges it when the route is done with it. An exchange that
 * failed is not acknowledged: the broker sends it again at the next connection.
 */
final class MqttConsumer extends DefaultConsumer implements MqttReceiver {
    /** Header with the message's topic. */
    static final String TOPIC = "topic";

    private static final Logger LOG = LoggerFactory.getLogger(MqttConsumer.class);

    private final MqttComponent component;
    private @Nullable MqttLink link;

    MqttConsumer(MqttEndpoint endpoint, MqttComponent component, Processor steps) {
        super(endpoint, steps);
        this.component = component;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        link = component.open(this);
    }

    @Override
    protected void doStop() throws Exception {
        if (link != null) {
            link.close();
        }
        super.doStop();
    }

    @Override
    public void received(String topic, byte[] payload, Runnable acknowledge) {
        Exchange exchange = createExchange(false);
        exchange.getMessage().setHeader(TOPIC, topic);
        exchange.getMessage().setBody(payload);
        getAsyncProcessor().process(exchange, doneSync -> done(exchange, acknowledge));
    }

    private void done(Exchange exchange, Runnable acknowledge) {
        if (exchange.getException() instanceof RejectedExecutionException) {
            LOG.info("a message came while the hub ends; it is not acknowledged, so it will come again");
        } else if (exchange.isFailed()) {
            LOG.error(
                    "a message of {} was not taken in and will come again: {}",
                    exchange.getMessage().getHeader(TOPIC),
                    String.valueOf(exchange.getException()));
        } else {
            acknowledge.run();
        }
        releaseExchange(exchange, false);
    }
}
