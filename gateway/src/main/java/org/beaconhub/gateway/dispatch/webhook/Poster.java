package org.beaconhub.gateway.dispatch.webhook;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.Said;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.rules.fact.Text;

/** Posts signed bodies, and judges the answers; the one HTTP client of all channels that post in the hub's own way. */
public final class Poster extends RouteBuilder {
    private static final String ENVELOPE = "envelope";
    private static final String START = "direct:webhook";
    private static final String LIMITS = "webhookAnswerLimit";
    private static final int ANSWER_BYTES_MAX = 4096;
    private static final int CONNECTIONS_MAX = 200;

    private final FluentProducerTemplate template;
    private final Secrets secrets;
    private final Clock clock;
    private final DispatchOptions options;

    /**
     * What stands on a post.
     *
     * @param id by which receivers tell repeats
     * @param url where to
     * @param secret name of the secret that signs it
     * @param type the media type of the body
     */
    public record Envelope(String id, String url, String secret, String type) {}

    private Poster(CamelContext camel, Secrets secrets, Clock clock, DispatchOptions options) {
        super(camel);
        this.template = camel.createFluentProducerTemplate();
        this.secrets = secrets;
        this.clock = clock;
        this.options = options;
    }

    /**
     * Adds its route to a Camel context.
     *
     * @throws Exception where Camel does not take it
     */
    public static Poster over(CamelContext camel, Secrets secrets, Clock clock, DispatchOptions options)
            throws Exception {
        Poster poster = new Poster(camel, secrets, clock, options);
        AnswerLimit limit = new AnswerLimit(ANSWER_BYTES_MAX, options.responseMs(), clock);
        HttpClientConfigurer limits = client -> client.addExecInterceptorFirst(LIMITS, limit)
                .disableAutomaticRetries()
                .disableCookieManagement();
        camel.getRegistry().bind(LIMITS, limits);
        camel.addRoutes(poster);
        return poster;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from(START).routeId("webhook").process(this::sign).to(post()).process(this::judge);
    }

    /** The address comes with each post, so one client serves all receivers. */
    private String post() {
        return "http://webhook?httpMethod=POST&throwExceptionOnFailure=false&followRedirects=false&copyHeaders=false"
                + "&skipResponseHeaders=false&connectTimeout=" + options.connectMs()
                + "&connectionRequestTimeout=" + options.responseMs()
                + "&responseTimeout=" + options.responseMs() + "&soTimeout=" + options.responseMs()
                + "&maxTotalConnections=" + CONNECTIONS_MAX
                + "&connectionsPerRoute=" + options.parallelPerChannel()
                + "&httpClientConfigurer=#" + LIMITS;
    }

    private void sign(Exchange exchange) throws DispatchFault {
        Message message = exchange.getMessage();
        Envelope post = exchange.getProperty(ENVELOPE, Envelope.class);
        byte[] body = message.getBody(byte[].class);
        long nowMs = clock.nowMs();
        message.setHeader(Exchange.HTTP_URI, post.url());
        message.setHeader(Exchange.CONTENT_TYPE, post.type());
        message.setHeader("Idempotency-Key", post.id());
        message.setHeader("Beacon-Timestamp", Long.toString(nowMs));
        message.setHeader("Beacon-Signature", Signature.of(secrets.read(post.secret()), nowMs, body));
    }

    private void judge(Exchange exchange) throws DispatchFault {
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String said = said(exchange.getMessage());
        if (status >= 200 && status < 300) {
            exchange.getMessage().setBody(said);
            return;
        }
        boolean passes = status == 408 || status == 425 || status == 429 || status >= 500;
        throw new DispatchFault(
                passes ? DispatchFault.Sort.PASSING : DispatchFault.Sort.LASTING, new Text("接收方答复：" + said, said));
    }

    /** The status and the beginning of the answer, without control characters. */
    private static String said(Message message) {
        String brief = message.getBody() == null ? "" : Said.line(message.getBody(String.class));
        return "HTTP " + message.getHeader(Exchange.HTTP_RESPONSE_CODE) + (brief.isEmpty() ? "" : " " + brief);
    }

    /**
     * Posts once; what the receiver answered, shortened.
     *
     * @throws DispatchFault where the receiver does not have it
     */
    public String post(Envelope envelope, byte[] body) throws DispatchFault {
        Exchange done = template.withBody(body)
                .withExchangeProperty(ENVELOPE, envelope)
                .to(START)
                .send();
        if (done.getException() != null) {
            throw DispatchFault.of(done.getException());
        }
        return done.getMessage().getBody(String.class);
    }
}
