package org.beaconhub.gateway.ingest;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.AsyncProcessorSupport;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.wire.Dialects;
import org.beaconhub.gateway.wire.Directory;
import org.beaconhub.gateway.wire.Message;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Unreadable;

/** From the broker into the inbox: decode, put, and be done when the journal has it. */
public final class IntakeRoute extends RouteBuilder {
    private final Dialects dialects;
    private final Supplier<Directory> directory;
    private final Inbox inbox;
    private final Clock clock;
    private final Consumer<List<LiveFact>> seen;
    private final LongAdder taken;

    /**
     * A route into an inbox.
     *
     * @param directory the site's devices as of now
     * @param seen told what each message said, for the quarantine and the figures; must be quick
     * @param taken counts the messages that became durable
     */
    public IntakeRoute(
            Dialects dialects,
            Supplier<Directory> directory,
            Inbox inbox,
            Clock clock,
            Consumer<List<LiveFact>> seen,
            LongAdder taken) {
        this.dialects = dialects;
        this.directory = directory;
        this.inbox = inbox;
        this.clock = clock;
        this.seen = seen;
        this.taken = taken;
    }

    @Override
    public void configure() {
        from(MqttComponent.SCHEME + ":devices").routeId("intake").process(new IntoInbox());
    }

    /** The journal keeps what was wrong with a message; its text, which may hold anything, is for the quarantine alone. */
    private static List<LiveFact> kept(List<LiveFact> facts) {
        for (int i = 0; i < facts.size(); i++) {
            if (facts.get(i) instanceof Unreadable) {
                return facts.stream()
                        .<LiveFact>map(
                                each -> each instanceof Unreadable unreadable ? unreadable.withoutExcerpt() : each)
                        .toList();
            }
        }
        return facts;
    }

    /** One asynchronous step, since every step of a route costs as much as decoding does. */
    private final class IntoInbox extends AsyncProcessorSupport {
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            String topic = exchange.getMessage().getHeader(MqttConsumer.TOPIC, String.class);
            byte[] payload = (byte[]) exchange.getMessage().getBody();
            List<LiveFact> facts = dialects.decode(new Message(topic, payload, clock.nowMs()), directory.get());
            seen.accept(facts);
            if (facts.isEmpty()) {
                callback.done(true);
                return true;
            }
            try {
                inbox.put(kept(facts), lastSeq -> {
                    taken.increment();
                    callback.done(false);
                });
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                exchange.setException(e);
                callback.done(true);
                return true;
            }
        }
    }
}
