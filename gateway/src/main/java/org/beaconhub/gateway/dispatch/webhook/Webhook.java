package org.beaconhub.gateway.dispatch.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.dispatch.Carrier;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.Said;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** Posts notices as signed JSON. */
public final class Webhook extends RouteBuilder implements Carrier<Way.Webhook> {
    private static final String START = "direct:webhook";
    private static final String LIMITS = "webhookAnswerLimit";
    private static final int ANSWER_BYTES_MAX = 4096;
    private static final int CONNECTIONS_MAX = 200;

    private final FluentProducerTemplate template;
    private final Secrets secrets;
    private final AnswerLinks links;
    private final Clock clock;
    private final DispatchOptions options;

    private record Letter(NoticeOrdered ordered, Way.Webhook way, Site site) {
        IncidentNotice notice() {
            return ordered.notice();
        }
    }

    private Webhook(CamelContext camel, Secrets secrets, AnswerLinks links, Clock clock, DispatchOptions options) {
        super(camel);
        this.template = camel.createFluentProducerTemplate();
        this.secrets = secrets;
        this.links = links;
        this.clock = clock;
        this.options = options;
    }

    /**
     * Adds the webhooks' route to a Camel context.
     *
     * @throws Exception where Camel does not take it
     */
    public static Webhook over(
            CamelContext camel, Secrets secrets, AnswerLinks links, Clock clock, DispatchOptions options)
            throws Exception {
        Webhook webhook = new Webhook(camel, secrets, links, clock, options);
        AnswerLimit limit = new AnswerLimit(ANSWER_BYTES_MAX, options.responseMs(), clock);
        HttpClientConfigurer limits = client -> client.addExecInterceptorFirst(LIMITS, limit)
                .disableAutomaticRetries()
                .disableCookieManagement();
        camel.getRegistry().bind(LIMITS, limits);
        camel.addRoutes(webhook);
        return webhook;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from(START).routeId("webhook").process(this::sign).to(post()).process(this::judge);
    }

    /** The address comes with each letter, so one client serves all receivers. */
    private String post() {
        return "http://webhook?httpMethod=POST&throwExceptionOnFailure=false&followRedirects=false&copyHeaders=false"
                + "&skipResponseHeaders=false&connectTimeout=" + options.connectMs()
                + "&connectionRequestTimeout=" + options.responseMs()
                + "&responseTimeout=" + options.responseMs() + "&soTimeout=" + options.responseMs()
                + "&maxTotalConnections=" + CONNECTIONS_MAX
                + "&connectionsPerRoute=" + options.parallelPerChannel()
                + "&httpClientConfigurer=#" + LIMITS;
    }

    private void sign(Exchange exchange) throws JsonProcessingException, DispatchFault {
        Message message = exchange.getMessage();
        Letter letter = message.getBody(Letter.class);
        long nowMs = clock.nowMs();
        byte[] body = Body.of(letter.ordered(), letter.site(), links.link(letter.ordered(), nowMs));
        message.setHeader(Exchange.HTTP_URI, letter.way().url());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("Idempotency-Key", letter.notice().id());
        message.setHeader("Beacon-Timestamp", Long.toString(nowMs));
        message.setHeader(
                "Beacon-Signature", Signature.of(secrets.read(letter.way().secret()), nowMs, body));
        message.setBody(body);
    }

    private void judge(Exchange exchange) throws DispatchFault {
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String said = said(exchange.getMessage());
        if (status >= 200 && status < 300) {
            exchange.getMessage().setBody(said);
            return;
        }
        boolean passes = status == 408 || status == 425 || status == 429 || status >= 500;
        throw new DispatchFault(passes ? DispatchFault.Sort.PASSING : DispatchFault.Sort.LASTING, said);
    }

    /** The status and the beginning of the answer, without control characters. */
    private static String said(Message message) {
        String brief = message.getBody() == null ? "" : Said.line(message.getBody(String.class));
        return "HTTP " + message.getHeader(Exchange.HTTP_RESPONSE_CODE) + (brief.isEmpty() ? "" : " " + brief);
    }

    @Override
    public Handed deliver(NoticeOrdered ordered, Channel channel, Way.Webhook way, Site site) throws DispatchFault {
        Exchange done =
                template.withBody(new Letter(ordered, way, site)).to(START).send();
        if (done.getException() != null) {
            throw DispatchFault.of(done.getException());
        }
        return new Received(done.getMessage().getBody(String.class));
    }
}
