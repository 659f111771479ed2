package org.beaconhub.sim.wire;

/** How devices of a dialect say it. */
public interface Encoder {
    /** The message of a report. */
    Telegram encode(Report report);

    /**
     * The encoder of a dialect.
     *
     * @throws IllegalArgumentException where there is none
     */
    static Encoder of(String dialect) {
        return switch (dialect) {
            case "beacon" -> new BeaconEncoder();
            case "senml" -> new SenmlEncoder();
            case "zigbee2mqtt" -> new ZigbeeEncoder();
            case "chirpstack" -> new ChirpstackEncoder();
            default ->
                throw new IllegalArgumentException(
                        "no encoder for dialect '" + dialect + "'; there are beacon, senml, zigbee2mqtt, chirpstack");
        };
    }
}
