package org.beaconhub.gateway.wire.beacon;

import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.wire.Directory;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Json;
import org.beaconhub.gateway.wire.Message;
import org.beaconhub.gateway.wire.Scalar;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.beaconhub.rules.site.Device;

/** Somebody presses a button: they take care of an incident, {@code {"incident": "I12-0"}}. */
final class Answer {
    private static final String ID = "I[0-9]{1,19}-[0-9]{1,9}";

    private Answer() {}

    static List<LiveFact> decode(Message message, Directory directory, String address) {
        Findings findings = new Findings(message);
        Optional<Device> device = BeaconDialect.find(findings, address, directory);
        if (device.isEmpty()) {
            return findings.facts();
        }
        Scalar id = new Scalar();
        Json.only("incident", message.payload(), findings, id);
        if (findings.isWellFormed()) {
            if (id.kind() == Scalar.Kind.TEXT && id.text().matches(ID)) {
                findings.tell(new Command(device.get().id(), new IncidentAct.Acknowledge(id.text(), "button")));
            } else {
                findings.fault(Reason.WRONG_TYPE, "incident must be an incident's id such as I12-0, got " + id.shown());
            }
        }
        return findings.facts();
    }
}
