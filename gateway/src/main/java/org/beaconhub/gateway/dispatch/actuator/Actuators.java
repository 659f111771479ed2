package org.beaconhub.gateway.dispatch.actuator;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.beaconhub.gateway.dispatch.Carrier;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** Tells actuators to act or to rest. */
public final class Actuators extends RouteBuilder implements Carrier<Way.Actuator> {
    private static final String START = "direct:actuator";

    private final FluentProducerTemplate template;
    private final Publisher publisher;
    private final DispatchOptions options;

    private record Order(String notice, Actuation actuation, Way.Actuator way, Site site) {}

    private Actuators(CamelContext camel, Publisher publisher, DispatchOptions options) {
        super(camel);
        this.template = camel.createFluentProducerTemplate();
        this.publisher = publisher;
        this.options = options;
    }

    /**
     * Adds the actuators' route to a Camel context.
     *
     * @throws Exception where Camel does not take it
     */
    public static Actuators over(CamelContext camel, Publisher publisher, DispatchOptions options) throws Exception {
        Actuators actuators = new Actuators(camel, publisher, options);
        camel.addRoutes(actuators);
        return actuators;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from(START)
                .routeId("actuator")
                .process(this::address)
                .process(this::word)
                .process(this::publish);
    }

    private void address(Exchange exchange) {
        Order order = exchange.getMessage().getBody(Order.class);
        exchange.getMessage().setHeader("topic", "beacon/v1/" + order.way().device() + "/command");
    }

    private void word(Exchange exchange) throws JsonProcessingException {
        Order order = exchange.getMessage().getBody(Order.class);
        exchange.getMessage().setBody(Told.of(order.notice(), order.actuation(), order.way(), order.site()));
    }

    private void publish(Exchange exchange) throws IOException {
        publisher.publish(
                exchange.getMessage().getHeader("topic", String.class),
                exchange.getMessage().getBody(byte[].class));
    }

    /** Nothing that moves takes part in a drill. */
    @Override
    public Handed deliverDrill(DrillNoticeOrdered ordered, Channel channel, Way.Actuator way, Site site)
            throws DispatchFault {
        throw new DispatchFault(
                DispatchFault.Sort.LASTING,
                new Text(
                        "渠道 " + channel.name() + " 会操纵设备，不参加演练",
                        "channel " + channel.name() + " moves something, and so takes no drills"));
    }

    /** The protocol has no command that an actuator confirms without acting on it. */
    @Override
    public ChannelTest.Proof prove(ChannelTest test, Channel channel, Way.Actuator way, Site site) {
        return new ChannelTest.Unprovable("an actuator knows only to act and to rest, and confirms only what it did;"
                + " nothing was sent to '" + way.device() + "'. Try it with people warned, from the console.");
    }

    /** One order for the whole actuator: an older "sound" that comes late must not follow a newer "silence". */
    @Override
    public String order(Way.Actuator way, IncidentNotice notice) {
        return "";
    }

    @Override
    public Handed deliver(NoticeOrdered ordered, Channel channel, Way.Actuator way, Site site) throws DispatchFault {
        if (!(ordered.notice().about() instanceof Actuation actuation)) {
            throw new DispatchFault(
                    DispatchFault.Sort.LASTING,
                    new Text(
                            "下令时渠道 " + channel.name() + " 是通知人员的",
                            "channel " + channel.name() + " told people when this was ordered"));
        }
        Exchange done = template.withBody(new Order(ordered.notice().id(), actuation, way, site))
                .to(START)
                .send();
        if (done.getException() != null) {
            throw DispatchFault.of(done.getException());
        }
        return new AwaitsConfirmation(options.confirmMs());
    }
}
