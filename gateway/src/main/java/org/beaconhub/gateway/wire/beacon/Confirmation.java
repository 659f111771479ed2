package org.beaconhub.gateway.wire.beacon;

import java.util.Comparator;
import java.util.List;
import org.beaconhub.gateway.wire.Directory;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Message;
import org.beaconhub.gateway.wire.Scalar;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.beaconhub.rules.site.Channel;

/** An actuator says that it did what a notice told it: {@code {"id": "N12-0-siren"}}. */
final class Confirmation {
    /** Longest id of a notice, in characters. */
    private static final int ID_LENGTH_MAX = 128;
    /** A confirmation belongs to no single attempt. */
    private static final int NO_ATTEMPT = 0;

    private Confirmation() {}

    static List<LiveFact> decode(Message message, Directory directory, String address) {
        return BeaconDialect.oneField(
                message,
                directory,
                address,
                "id",
                (findings, device, id) -> report(findings, device.id(), id, directory.actuators(device.id())));
    }

    private static void report(Findings findings, String device, Scalar id, List<Channel> channels) {
        if (id.kind() != Scalar.Kind.TEXT || id.text().isEmpty() || id.text().length() > ID_LENGTH_MAX) {
            findings.fault(
                    Reason.WRONG_TYPE,
                    id.instead(
                            "id 须为指令编号的文本，不超过 " + ID_LENGTH_MAX + " 个字符",
                            "id must be the text of the command's id, up to " + ID_LENGTH_MAX + " characters"));
            return;
        }
        // The longest name, since one channel's name may end in another's.
        channels.stream()
                .map(Channel::name)
                .filter(channel -> id.text().endsWith("-" + channel))
                .max(Comparator.comparingInt(String::length))
                .ifPresentOrElse(
                        channel -> findings.tell(new DeliveryReport(
                                id.text(), channel, NO_ATTEMPT, new Delivered("confirmed by " + device))),
                        () -> findings.fault(
                                Reason.MALFORMED,
                                foreign(
                                        id.shown(),
                                        channels.stream().map(Channel::name).toList())));
    }

    private static Text foreign(Text id, List<String> channels) {
        return new Text(
                "id " + id.zh() + " 须以“-”和本设备的一个执行器渠道名结尾：" + channels,
                "id " + id.en() + " must end in '-' and the name of an actuator channel of this device: " + channels);
    }
}
