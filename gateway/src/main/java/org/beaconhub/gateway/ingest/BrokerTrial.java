package org.beaconhub.gateway.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Connects to a broker once, and leaves it again. It has a client id of its own and a session that ends with it, and
 * subscribes to nothing, so that neither a running hub nor what the broker keeps for it is touched.
 */
public final class BrokerTrial {
    private static final String SUFFIX = "-doctor";

    private BrokerTrial() {}

    /** Why a hub could not connect, in one line that says what to do and holds no secret; empty where it can. */
    public static Optional<String> failure(MqttOptions hub) {
        MqttOptions own = new MqttOptions(
                hub.url(),
                hub.clientId() + SUFFIX,
                hub.user(),
                hub.passwordFile(),
                hub.caFile(),
                Optional.empty(),
                hub.receiveMaximum());
        try {
            MqttConnectionOptions connection = MqttLink.connection(own);
            connection.setCleanStart(true);
            connection.setSessionExpiryInterval(0L);
            MqttSession.open(own, List.of(), (_, _, _) -> {}, connection).close();
            return Optional.empty();
        } catch (MqttException | IOException e) {
            return Optional.of(Refusal.why(e, own));
        }
    }
}
