package org.beaconhub.rules.site;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads notification channels. */
final class ChannelReader {
    private static final Set<String> KEYS = Set.of("name", "type", "kinds", "min-severity", "drills");

    private final Problems problems;
    private final YamlText texts;
    private final WayReader ways;
    private final Set<String> names = new HashSet<>();

    ChannelReader(Problems problems, ActuatorReader actuators) {
        this.problems = problems;
        this.texts = new YamlText(problems);
        this.ways = new WayReader(problems, actuators);
    }

    List<Channel> read(Fields document) {
        List<Channel> channels = new ArrayList<>();
        for (Fields fields : texts.maps(document, "channels")) {
            channel(fields).ifPresent(channels::add);
        }
        return channels;
    }

    private Optional<Channel> channel(Fields fields) {
        Optional<Scalar> name = texts.required(fields, "name").filter(this::checkName);
        Optional<Way> way = ways.read(fields, KEYS);
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        texts.list(fields, "kinds")
                .forEach(text -> texts.oneOf(text, "kind", Kind.class).ifPresent(kinds::add));
        if (kinds.isEmpty()) {
            problems.add(fields.at(), "a channel needs kinds, as in 'kinds: [alarm]'");
        }
        Optional<Severity> severityMin = texts.oneOf(fields, "min-severity", Severity.class);
        boolean drills = texts.flag(fields, "drills");
        if (drills && way.orElse(null) instanceof Way.Actuator) {
            problems.add(
                    fields.get("drills").map(YamlNode::at).orElse(fields.at()),
                    "what moves something takes no drills: leave out 'drills'");
            return Optional.empty();
        }
        if (name.isEmpty() || way.isEmpty() || kinds.isEmpty() || severityMin.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Channel(name.get().text(), way.get(), kinds, severityMin.get(), drills));
    }

    private boolean checkName(Scalar name) {
        if (!YamlText.isName(name.text())) {
            problems.add(
                    name.at(), "channel name '" + name.text() + "' must be small letters, digits and dashes, up to 63");
            return false;
        }
        if (!names.add(name.text())) {
            problems.add(name.at(), "channel '" + name.text() + "' stands twice");
            return false;
        }
        return true;
    }
}
