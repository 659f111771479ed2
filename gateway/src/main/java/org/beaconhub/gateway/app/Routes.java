package org.beaconhub.gateway.app;

import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.dispatch.Carriers;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.dispatch.actuator.Actuators;
import org.beaconhub.gateway.dispatch.mail.Mail;
import org.beaconhub.gateway.dispatch.robot.Robot;
import org.beaconhub.gateway.dispatch.sms.Sms;
import org.beaconhub.gateway.dispatch.webhook.Webhook;
import org.beaconhub.gateway.ingest.IntakeRoute;
import org.beaconhub.gateway.ingest.MqttComponent;
import org.beaconhub.gateway.ingest.MqttLink;
import org.jspecify.annotations.Nullable;

/** The Camel context with the hub's routes. */
final class Routes implements AutoCloseable {
    private final CamelContext camel;
    private final MqttComponent mqtt;
    private final List<Runnable> ending;
    private final Carriers carriers;

    private Routes(CamelContext camel, MqttComponent mqtt, List<Runnable> ending, Carriers carriers) {
        this.camel = camel;
        this.mqtt = mqtt;
        this.ending = ending;
        this.carriers = carriers;
    }

    /**
     * Starts the routes out, and with them the connection; {@link #takeIn} begins to listen.
     *
     * @throws IOException where Camel does not start
     */
    static Routes start(MqttComponent mqtt, Secrets secrets, AnswerLinks links, Clock clock, DispatchOptions options)
            throws IOException {
        try {
            CamelContext camel = new DefaultCamelContext();
            camel.disableJMX();
            camel.addComponent(MqttComponent.SCHEME, mqtt);
            Webhook webhook = Webhook.over(camel, secrets, links, clock, options);
            Actuators actuators =
                    Actuators.over(camel, (topic, payload) -> publish(mqtt.link(), topic, payload), options);
            camel.start();
            SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
            Sms sms = new Sms(secrets, links, clock, options, tls);
            Mail mail = new Mail(secrets, links, clock, options, tls);
            Robot robot = new Robot(secrets, links, clock, options);
            return new Routes(
                    camel, mqtt, List.of(sms::close, robot::close), new Carriers(webhook, actuators, sms, mail, robot));
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
        return carriers;
    }

    /** Whether the broker is connected. */
    boolean connected() {
        MqttLink link = mqtt.link();
        return link != null && link.connected();
    }

    @Override
    public void close() {
        ending.forEach(Runnable::run);
        camel.stop();
    }
}
