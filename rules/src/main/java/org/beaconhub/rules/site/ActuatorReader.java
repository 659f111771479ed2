package org.beaconhub.rules.site;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.response.Procedure;
import org.beaconhub.rules.response.ResponsePlan;
import org.beaconhub.rules.source.Nearest;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads which device an actuator is, and for which alarms it acts. */
final class ActuatorReader {
    private final Problems problems;
    private final YamlText texts;
    private final Map<String, Device> devices;
    private final Set<String> areas;
    private final Set<String> incidents = new TreeSet<>(Set.of(Procedure.OTHER));

    ActuatorReader(Problems problems, Map<String, Device> devices, Set<String> areas, ResponsePlan plan) {
        this.problems = problems;
        this.texts = new YamlText(problems);
        this.devices = devices;
        this.areas = areas;
        plan.procedures().forEach(each -> incidents.add(each.type()));
    }

    Optional<Way> siren(Fields fields) {
        Way.Scope scope = scope(fields);
        return device(fields).map(device -> new Way.Siren(device, scope));
    }

    /** What lets people out lets others in, so it must be said for what it opens. */
    Optional<Way> gate(Fields fields) {
        Way.Scope scope = scope(fields);
        if (scope.incidents().isEmpty()) {
            problems.add(fields.at(), "a gate needs the incidents for which it opens, as in 'incidents: [fire]'");
        }
        return device(fields).map(device -> new Way.Gate(device, scope));
    }

    Optional<Way> speaker(Fields fields) {
        Way.Scope scope = scope(fields);
        Optional<Text> announcement = texts.bilingual(fields, "announcement");
        texts.placeholders(fields, "announcement");
        return device(fields).flatMap(device -> announcement.map(text -> new Way.Speaker(device, scope, text)));
    }

    private Way.Scope scope(Fields fields) {
        return new Way.Scope(
                texts.known(fields, "areas", "area", areas),
                Set.copyOf(texts.known(fields, "incidents", "incident", incidents)));
    }

    private Optional<String> device(Fields fields) {
        Optional<Scalar> device = texts.required(fields, "device");
        device.filter(text -> !devices.containsKey(text.text()))
                .ifPresent(text -> problems.add(
                        text.at(),
                        "unknown device '" + text.text() + "'" + Nearest.hint(text.text(), devices.keySet())));
        return device.map(Scalar::text).filter(devices::containsKey);
    }
}
