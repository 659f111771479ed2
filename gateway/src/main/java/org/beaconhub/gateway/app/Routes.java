package org.beaconhub.gateway.app;

import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.beaconhub.gateway.answer.Answers;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.dispatch.Carriers;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.dispatch.actuator.Publisher;
import org.beaconhub.gateway.dispatch.cap.CapMessages;
import org.beaconhub.gateway.ingest.IntakeRoute;
import org.beaconhub.gateway.ingest.MqttComponent;
import org.beaconhub.gateway.ingest.MqttLink;
import org.jspecify.annotations.Nullable;

/** The Camel context with the hub's routes. */
final class Routes implements AutoCloseable {
    private final CamelContext camel;
    private final MqttComponent mqtt;
    private final Outbound outbound;

    private Routes(CamelContext camel, MqttComponent mqtt, Outbound outbound) {
        this.camel = camel;
        this.mqtt = mqtt;
        this.outbound = outbound;
    }

    /**
     * Starts the routes out, and with them the connection; {@link #takeIn} begins to listen.
     *
     * @throws IOException where Camel does not start
     */
    static Routes start(
            MqttComponent mqtt,
            Secrets secrets,
            Answers answers,
            Clock clock,
            DispatchOptions options,
            CapMessages messages)
            throws IOException {
        CamelContext camel = new DefaultCamelContext();
        camel.addComponent(MqttComponent.SCHEME, mqtt);
        Publisher publisher = (topic, payload) -> publish(mqtt.link(), topic, payload);
        return new Routes(camel, mqtt, outbound(camel, publisher, secrets, answers, clock, options, messages));
    }

    /**
     * Adds the ways out to a Camel context, and starts it.
     *
     * @throws IOException where Camel does not start
     */
    static Outbound outbound(
            CamelContext camel,
            Publisher publisher,
            Secrets secrets,
            Answers answers,
            Clock clock,
            DispatchOptions options,
            CapMessages messages)
            throws IOException {
        try {
            camel.disableJMX();
            Outbound outbound = Outbound.over(camel, publisher, secrets, answers, clock, options, messages);
            camel.start();
            return outbound;
        } catch (Exception e) { // Camel declares no narrower one
            throw new IOException("the routes do not start: " + e.getMessage(), e);
        }
    }

    private static void publish(@Nullable MqttLink link, String topic, byte[] payload) throws IOException {
        if (link == null) {
            throw new IOException("the broker is not connected yet");
        }
        link.publish(topic, payload);
    }

    /**
     * Begins to take messages in.
     *
     * @throws IOException where Camel does not start the route
     */
    void takeIn(IntakeRoute intake) throws IOException {
        try {
            camel.addRoutes(intake);
        } catch (Exception e) { // Camel declares no narrower one
            throw new IOException("the intake does not start: " + e.getMessage(), e);
        }
    }

    Carriers carriers() {
        return outbound.carriers();
    }

    /** Whether the broker is connected. */
    boolean connected() {
        MqttLink link = mqtt.link();
        return link != null && link.connected();
    }

    @Override
    public void close() {
        outbound.close();
    }
}
