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
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.Said;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.dispatch.wording.TestWording;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Text;
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

    /** What is posted; a test has a body of its own. */
    private sealed interface Letter {
        Way.Webhook way();

        /** By which receivers tell repeats. */
        String id();
    }

    private record Notice(NoticeOrdered ordered, Way.Webhook way, Site site) implements Letter {
        @Override
        public String id() {
            return ordered.notice().id();
        }
    }

    private record Test(ChannelTest test, Way.Webhook way, Site site) implements Letter {
        @Override
        public String id() {
            return test.id();
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
        byte[] body = switch (letter) {
            case Notice notice -> Body.of(notice.ordered(), notice.site(), links.link(notice.ordered(), nowMs));
            case Test test -> TestBody.of(test.test(), test.site());
        };
        message.setHeader(Exchange.HTTP_URI, letter.way().url());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("Idempotency-Key", letter.id());
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
        return new Received(posted(new Notice(ordered, way, site)));
    }

    /** What stands behind the path of an address may be a key, so it is not told. */
    @Override
    public ChannelTest.Proof prove(ChannelTest test, Channel channel, Way.Webhook way, Site site) throws DispatchFault {
        String answer = posted(new Test(test, way, site));
        Text said = TestWording.of(test, site).title();
        return new ChannelTest.Proved(way.url().replaceFirst("[?#].*", "?…"), said.zh() + "\n" + said.en(), answer);
    }

    private String posted(Letter letter) throws DispatchFault {
        Exchange done = template.withBody(letter).to(START).send();
        if (done.getException() != null) {
            throw DispatchFault.of(done.getException());
        }
        return done.getMessage().getBody(String.class);
    }
}
