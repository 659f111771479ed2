package org.beaconhub.gateway.ingest;

import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/**
 * The Camel component {@code hub-mqtt}: a consumer that acknowledges a message to the broker when its exchange is
 * done, and not before. Camel's own component connects before it listens, and so drops what the broker kept.
 */
public final class MqttComponent extends DefaultComponent {
    /** The component's scheme. */
    public static final String SCHEME = "hub-mqtt";

    private final MqttOptions options;
    private final List<String> filters;
    private volatile @Nullable MqttLink link;

    /** Connects so, and subscribes to these topic filters, once a route consumes from it. */
    public MqttComponent(MqttOptions options, List<String> filters) {
        this.options = options;
        this.filters = List.copyOf(filters);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new MqttEndpoint(uri, this);
    }

    MqttLink open(MqttReceiver receiver) {
        MqttLink opened = MqttLink.start(options, filters, receiver);
        link = opened;
        return opened;
    }

    /** The connection; null before the route has started. */
    public @Nullable MqttLink link() {
        return link;
    }
}
