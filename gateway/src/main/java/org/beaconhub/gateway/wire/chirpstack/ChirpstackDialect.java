package org.beaconhub.gateway.wire.chirpstack;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.gateway.wire.Catalogue;
import org.beaconhub.gateway.wire.Dialect;
import org.beaconhub.gateway.wire.Directory;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Message;
import org.beaconhub.gateway.wire.Pseudonyms;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.beaconhub.rules.site.Device;

/**
 * ChirpStack's MQTT integration with JSON, version 4, and the events of version 3 as far as they are alike. A device's
 * address is its DevEUI; the case of its letters does not count.
 */
public final class ChirpstackDialect implements Dialect {
    private static final String NAME = "chirpstack";
    private static final String PREFIX = "application/";
    /** application / id / device / DevEUI / event / kind. */
    private static final int LEVELS = 6;

    private static final Set<String> OF_NO_CONCERN = Set.of("ack", "txack", "log", "location", "integration", "error");

    private final Catalogue catalogue;

    /** The dialect. */
    public ChirpstackDialect(Pseudonyms pseudonyms) {
        this.catalogue = new Catalogue(pseudonyms);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> filters() {
        return List.of("application/+/device/+/event/+");
    }

    @Override
    public boolean speaks(String topic) {
        return topic.startsWith(PREFIX);
    }

    /** Downlinks and the network server's own affairs do not concern the hub. */
    @Override
    public boolean heeds(String topic) {
        return !OF_NO_CONCERN.contains(topic.substring(topic.lastIndexOf('/') + 1));
    }

    @Override
    public List<LiveFact> decode(Message message, Directory directory) {
        Findings findings = new Findings(message);
        String[] levels = message.topic().split("/", -1);
        boolean right = levels.length == LEVELS && levels[2].equals("device") && levels[4].equals("event");
        Optional<Event.Kind> kind = right ? Event.Kind.of(levels[5]) : Optional.empty();
        if (kind.isEmpty()) {
            return findings.fault(
                            Reason.UNKNOWN_TOPIC,
                            new Text(
                                    "主题须为 application/{id}/device/{devEui}/event/up、…/status 或 …/join",
                                    "the topic must be application/{id}/device/{devEui}/event/up, …/status or …/join"))
                    .facts();
        }
        Optional<Device> device = findings.device(NAME, levels[3], directory.deviceIgnoringCase(NAME, levels[3]));
        if (device.isPresent()) {
            new Event(kind.get(), catalogue, findings).read(message.payload());
        }
        return findings.facts();
    }
}
