package org.beaconhub.gateway.app;

import javax.net.ssl.SSLSocketFactory;
import org.apache.camel.CamelContext;
import org.beaconhub.gateway.answer.Answers;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.dispatch.Carriers;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.dispatch.actuator.Actuators;
import org.beaconhub.gateway.dispatch.actuator.Publisher;
import org.beaconhub.gateway.dispatch.cap.Cap;
import org.beaconhub.gateway.dispatch.cap.CapMessages;
import org.beaconhub.gateway.dispatch.mail.Mail;
import org.beaconhub.gateway.dispatch.robot.Robot;
import org.beaconhub.gateway.dispatch.sms.Sms;
import org.beaconhub.gateway.dispatch.webhook.Poster;
import org.beaconhub.gateway.dispatch.webhook.Webhook;

/** All ways out of the hub, the same for notices and for tests of channels. */
final class Outbound implements AutoCloseable {
    private final CamelContext camel;
    private final Carriers carriers;
    private final Sms sms;
    private final Mail mail;
    private final Robot robot;

    private Outbound(CamelContext camel, Carriers carriers, Sms sms, Mail mail, Robot robot) {
        this.camel = camel;
        this.carriers = carriers;
        this.sms = sms;
        this.mail = mail;
        this.robot = robot;
    }

    /**
     * Adds the routes out to a Camel context, which its owner starts; it is stopped with the rest.
     *
     * @throws Exception where Camel does not take them
     */
    static Outbound over(
            CamelContext camel,
            Publisher publisher,
            Secrets secrets,
            Answers answers,
            Clock clock,
            DispatchOptions options,
            CapMessages messages)
            throws Exception {
        Poster poster = Poster.over(camel, secrets, clock, options);
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        Sms sms = new Sms(secrets, answers, clock, options, tls);
        Mail mail = new Mail(secrets, answers.links(), clock, options, tls);
        Robot robot = new Robot(secrets, answers.links(), clock, options);
        Carriers carriers = new Carriers(
                new Webhook(poster, answers.links(), clock),
                new Cap(poster, messages, secrets),
                Actuators.over(camel, publisher, options),
                sms,
                mail,
                robot);
        return new Outbound(camel, carriers, sms, mail, robot);
    }

    Carriers carriers() {
        return carriers;
    }

    @Override
    public void close() {
        sms.close();
        mail.close();
        robot.close();
        camel.stop();
    }
}
