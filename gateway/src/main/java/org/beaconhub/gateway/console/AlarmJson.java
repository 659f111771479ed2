package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.AlarmState.Acknowledged;
import org.beaconhub.rules.alarm.AlarmState.Closed;
import org.beaconhub.rules.alarm.AlarmState.LatchedAcknowledged;
import org.beaconhub.rules.alarm.AlarmState.LatchedUnacknowledged;
import org.beaconhub.rules.alarm.AlarmState.Normal;
import org.beaconhub.rules.alarm.AlarmState.OutOfUse;
import org.beaconhub.rules.alarm.AlarmState.Returned;
import org.beaconhub.rules.alarm.AlarmState.ReturnedUnacknowledged;
import org.beaconhub.rules.alarm.AlarmState.Shelved;
import org.beaconhub.rules.alarm.AlarmState.SuppressedByDesign;
import org.beaconhub.rules.alarm.AlarmState.Unacknowledged;
import org.beaconhub.rules.explain.Grounds;
import org.beaconhub.rules.explain.HubAlarm;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/** Alarms in the words of the API, real ones and those of drills. */
final class AlarmJson {
    private AlarmJson() {}

    /** One alarm with its explanation, without a version. */
    static ObjectNode of(Site site, Alarm alarm) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", alarm.id())
                .put("rule", alarm.rule())
                .put("subject", alarm.subject())
                .put("area", alarm.area())
                .put("kind", StateJson.lower(alarm.kind()))
                .put("severity", StateJson.lower(alarm.severity()))
                .put("priority", StateJson.lower(alarm.priority()))
                .put("life_safety", alarm.lifeSafety())
                .put("position", site.position(alarm.area()))
                .put("list", AlarmLists.of(alarm.state()))
                .put(
                        "sound",
                        alarm.state() instanceof Unacknowledged ? alarm.kind().sound() : "none")
                .put("first_out", alarm.firstOut())
                .put("state", alarm.state().word())
                .put("state_since", alarm.state().sinceMs())
                .put("by", by(alarm.state()))
                .put("raised_at", alarm.raisedAtMs())
                .put("observed_at", alarm.observedAtMs());
        hushed(node, alarm.state());
        node.set("message", Console.text(alarm.message()));
        Optional<Device> device = site.device(alarm.subject());
        device.ifPresent(known -> node.set("device_name", Console.text(known.name())));
        ArrayNode explanation = explanation(alarm);
        for (int i = 0; i < explanation.size(); i++) {
            Text words = Grounds.of(alarm, alarm.explanation().get(i), site);
            ((ObjectNode) explanation.get(i)).set("words", Console.text(words));
        }
        node.set("explanation", explanation);
        HubAlarm.of(alarm, site.zone()).ifPresent(own -> node.set("ends", Console.text(own.ends())));
        return node;
    }

    /** The clauses that raised an alarm. */
    static ArrayNode explanation(Alarm alarm) {
        ArrayNode explanation = JsonNodeFactory.instance.arrayNode();
        alarm.explanation()
                .forEach(evidence -> explanation
                        .addObject()
                        .put("clause", evidence.clause())
                        .put("value", evidence.value())
                        .put("since", evidence.sinceMs())
                        .put("seq", evidence.seq()));
        return explanation;
    }

    /** Why an alarm does not call, and until when. */
    private static void hushed(ObjectNode node, AlarmState state) {
        if (state instanceof Shelved shelved) {
            node.put("reason", shelved.reason()).put("until", shelved.untilMs()).put("holds", shelved.holds());
        } else if (state instanceof SuppressedByDesign suppressed) {
            node.put("cause", suppressed.cause()).put("holds", suppressed.holds());
        } else if (state instanceof OutOfUse out) {
            node.put("reason", out.reason()).put("holds", out.holds());
        }
    }

    static String by(AlarmState state) {
        return switch (state) {
            case Unacknowledged s -> "";
            case ReturnedUnacknowledged s -> "";
            case Acknowledged s -> s.by();
            case Returned s -> s.by();
            case Closed s -> s.by();
            case Normal s -> "";
            case LatchedUnacknowledged s -> "";
            case LatchedAcknowledged s -> s.by();
            case Shelved s -> s.by();
            case SuppressedByDesign s -> "";
            case OutOfUse s -> s.by();
        };
    }
}
