package org.beaconhub.rules.site;

/** How a channel reaches whom it is for; one record for each type of channel. Secrets stand here by name alone. */
public sealed interface Way {
    /**
     * A signed HTTP request. Its receiver finds people by their ids.
     *
     * @param url where to post
     * @param secret name of the secret that signs what is posted
     */
    record Webhook(String url, String secret) implements Way {}

    /**
     * An MQTT actuator that confirms.
     *
     * @param device id of the siren's device
     */
    record Siren(String device) implements Way {}
}
