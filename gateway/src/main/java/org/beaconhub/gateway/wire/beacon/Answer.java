package org.beaconhub.gateway.wire.beacon;

import java.util.List;
import org.beaconhub.gateway.wire.Directory;
import org.beaconhub.gateway.wire.Message;
import org.beaconhub.gateway.wire.Scalar;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Unreadable.Reason;

/** Somebody presses a button: they take care of an incident, {@code {"incident": "I12-0"}}. */
final class Answer {
    private static final String ID = "I[0-9]{1,19}-[0-9]{1,9}";

    private Answer() {}

    static List<LiveFact> decode(Message message, Directory directory, String address) {
        return BeaconDialect.oneField(message, directory, address, "incident", (findings, device, id) -> {
            if (id.kind() == Scalar.Kind.TEXT && id.text().matches(ID)) {
                findings.tell(new Command(device.id(), new IncidentAct.Acknowledge(id.text(), "button")));
            } else {
                findings.fault(
                        Reason.WRONG_TYPE,
                        id.instead("incident 须为事件编号，如 I12-0", "incident must be an incident's id such as I12-0"));
            }
        });
    }
}
