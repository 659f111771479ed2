package org.beaconhub.gateway.wire.senml;

import java.util.List;
import org.beaconhub.gateway.wire.Catalogue;
import org.beaconhub.gateway.wire.Dialect;
import org.beaconhub.gateway.wire.Directory;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Json;
import org.beaconhub.gateway.wire.Message;
import org.beaconhub.gateway.wire.Pseudonyms;
import org.beaconhub.rules.fact.LiveFact;

/** SenML packs in JSON, RFC 8428. */
public final class SenmlDialect implements Dialect {
    static final String NAME = "senml";

    private static final String PREFIX = "senml/";

    private final Catalogue catalogue;

    /** The dialect. */
    public SenmlDialect(Pseudonyms pseudonyms) {
        this.catalogue = new Catalogue(pseudonyms);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> filters() {
        return List.of("senml/#");
    }

    @Override
    public boolean speaks(String topic) {
        return topic.startsWith(PREFIX);
    }

    @Override
    public List<LiveFact> decode(Message message, Directory directory) {
        Findings findings = new Findings(message);
        String sender = message.topic().substring(PREFIX.length());
        // A pack that breaks off before its names are known is judged by its sender; a gateway may speak for a gate.
        directory.device(NAME, sender).ifPresentOrElse(findings::about, findings::confidential);
        Pack pack = new Pack(findings, catalogue, new Names(sender, directory), message.hubTimeMs());
        Json.read(message.payload(), findings, pack);
        pack.observations().forEach(findings::tell);
        return findings.facts();
    }
}
