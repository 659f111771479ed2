package org.beaconhub.gateway.wire.zigbee2mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.wire.Catalogue;
import org.beaconhub.gateway.wire.Dialect;
import org.beaconhub.gateway.wire.Directory;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Json;
import org.beaconhub.gateway.wire.Message;
import org.beaconhub.gateway.wire.Pseudonyms;
import org.beaconhub.gateway.wire.Scalar;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.beaconhub.rules.site.Device;

/** Zigbee2MQTT under its default base topic. A device's address is its friendly name, which may contain slashes. */
public final class Zigbee2MqttDialect implements Dialect {
    private static final String NAME = "zigbee2mqtt";
    private static final String PREFIX = "zigbee2mqtt/";
    private static final String BRIDGE = PREFIX + "bridge/";
    private static final String AVAILABILITY = "/availability";
    private static final int PLAIN_LENGTH_MAX = 16;

    private final Catalogue catalogue;

    /** The dialect. */
    public Zigbee2MqttDialect(Pseudonyms pseudonyms) {
        this.catalogue = new Catalogue(pseudonyms);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> filters() {
        return List.of("zigbee2mqtt/#");
    }

    @Override
    public boolean speaks(String topic) {
        return topic.startsWith(PREFIX);
    }

    /** The bridge speaks of itself, and set and get are what others ask of devices. */
    @Override
    public boolean heeds(String topic) {
        return !topic.startsWith(BRIDGE)
                && !topic.endsWith("/set")
                && !topic.endsWith("/get")
                && !topic.contains("/set/")
                && !topic.contains("/get/");
    }

    @Override
    public List<LiveFact> decode(Message message, Directory directory) {
        if (message.payload().length == 0) {
            // A retained message was taken back, or a device was removed.
            return List.of();
        }
        Findings findings = new Findings(message);
        String name = message.topic().substring(PREFIX.length());
        boolean availability = name.endsWith(AVAILABILITY);
        String address = availability ? name.substring(0, name.length() - AVAILABILITY.length()) : name;
        Optional<Device> device = findings.device(NAME, address, directory.device(NAME, address));
        if (device.isPresent() && availability) {
            availability(message.payload(), findings);
        } else if (device.isPresent()) {
            new State(catalogue, findings).read(message.payload());
        }
        return findings.facts();
    }

    /** {@code {"state": "online"}}, and in older versions the bare word. */
    private void availability(byte[] payload, Findings findings) {
        Scalar state = new Scalar();
        String plain = payload.length <= PLAIN_LENGTH_MAX ? new String(payload, StandardCharsets.UTF_8).strip() : "";
        if (plain.equals("online") || plain.equals("offline")) {
            state.of(plain);
        } else {
            Json.only("state", payload, findings, state);
        }
        if (!findings.isWellFormed()) {
            return;
        }
        switch (state.kind() == Scalar.Kind.TEXT ? state.text() : "") {
            case "online" -> state.truth(1);
            case "offline" -> state.truth(0);
            default -> {
                findings.fault(
                        Reason.WRONG_TYPE,
                        state.instead("state 须为 online 或 offline", "state must be 'online' or 'offline'"));
                return;
            }
        }
        catalogue.reading(Quantity.ONLINE, "state", state, "", findings).ifPresent(findings::add);
    }
}
