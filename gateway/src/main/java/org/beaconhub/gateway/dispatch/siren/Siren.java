package org.beaconhub.gateway.dispatch.siren;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.beaconhub.gateway.dispatch.Carrier;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** Tells sirens to sound or to be silent. */
public final class Siren extends RouteBuilder implements Carrier<Way.Siren> {
    private static final String START = "direct:siren";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FluentProducerTemplate template;
    private final Publisher publisher;
    private final DispatchOptions options;

    private record Order(IncidentNotice notice, Channel channel, Way.Siren way) {}

    /** What a siren is told; the names are those of the protocol. */
    private record Told(String id, String act, String alarm, String severity, long at) {}

    private Siren(CamelContext camel, Publisher publisher, DispatchOptions options) {
        super(camel);
        this.template = camel.createFluentProducerTemplate();
        this.publisher = publisher;
        this.options = options;
    }

    /**
     * Adds the siren's route to a Camel context.
     *
     * @throws Exception where Camel does not take it
     */
    public static Siren over(CamelContext camel, Publisher publisher, DispatchOptions options) throws Exception {
        Siren siren = new Siren(camel, publisher, options);
        camel.addRoutes(siren);
        return siren;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from(START).routeId("siren").process(this::address).process(this::word).process(this::publish);
    }

    private void address(Exchange exchange) {
        Order order = exchange.getMessage().getBody(Order.class);
        exchange.getMessage().setHeader("topic", "beacon/v1/" + order.way().device() + "/command");
    }

    private void word(Exchange exchange) throws JsonProcessingException, DispatchFault {
        Order order = exchange.getMessage().getBody(Order.class);
        AlarmMoved moved = moved(order.notice());
        Told told = new Told(
                order.notice().id(),
                act(moved, order.channel()),
                moved.alarm().id(),
                moved.alarm().severity().name().toLowerCase(Locale.ROOT),
                moved.alarm().state().sinceMs());
        exchange.getMessage().setBody(JSON.writeValueAsBytes(told));
    }

    /** An alarm whose rule was changed sounds where it calls and is for this siren now. */
    private static String act(AlarmMoved moved, Channel channel) {
        Alarm alarm = moved.alarm();
        boolean changed = moved.reason() == MoveReason.RULE_CHANGED
                && alarm.state() instanceof AlarmState.Unacknowledged
                && channel.takes(alarm.kind(), alarm.severity());
        return changed || moved.reason().calls(alarm.state()) ? "sound" : "silence";
    }

    /** A siren sounds for alarms, from the first to the last; people are called to incidents. */
    private static AlarmMoved moved(IncidentNotice notice) throws DispatchFault {
        return switch (notice.about()) {
            case AlarmMoved moved -> moved;
            case IncidentCalled called ->
                throw new DispatchFault(
                        DispatchFault.Sort.LASTING,
                        "a siren is told of alarms, not of incident "
                                + called.incident().id());
        };
    }

    private void publish(Exchange exchange) throws IOException {
        publisher.publish(
                exchange.getMessage().getHeader("topic", String.class),
                exchange.getMessage().getBody(byte[].class));
    }

    /** The protocol has no command that a siren confirms without acting on it. */
    @Override
    public ChannelTest.Proof prove(ChannelTest test, Channel channel, Way.Siren way, Site site) {
        return new ChannelTest.Unprovable("a siren knows only to sound and to be silent, and confirms only what it did;"
                + " nothing was sent to '" + way.device() + "'. Try it with people warned, by an alarm that it takes.");
    }

    /** One order for the whole siren: an older "sound" that comes late must not follow a newer "silence". */
    @Override
    public String order(Way.Siren way, IncidentNotice notice) {
        return "";
    }

    @Override
    public Handed deliver(NoticeOrdered ordered, Channel channel, Way.Siren way, Site site) throws DispatchFault {
        Exchange done = template.withBody(new Order(ordered.notice(), channel, way))
                .to(START)
                .send();
        if (done.getException() != null) {
            throw DispatchFault.of(done.getException());
        }
        return new AwaitsConfirmation(options.confirmMs());
    }
}
