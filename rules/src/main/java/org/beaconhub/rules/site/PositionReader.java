package org.beaconhub.rules.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlText;

/** Reads the operator positions of {@code site.yaml}: {@code positions: { gate-desk: [residential] }}. */
final class PositionReader {
    private static final int POSITIONS_MAX = 32;

    private final Problems problems;
    private final Set<String> areas;

    PositionReader(Problems problems, Set<String> areas) {
        this.problems = problems;
        this.areas = areas;
    }

    List<OperatorPosition> read(Fields head) {
        List<OperatorPosition> positions = new ArrayList<>();
        head.get("positions").ifPresent(node -> {
            if (!(node instanceof Fields fields) || fields.values().size() > POSITIONS_MAX) {
                problems.add(
                        node.at(), "positions are a map of up to " + POSITIONS_MAX + ": 'gate-desk: [area, area]'");
                return;
            }
            fields.values().forEach((name, field) -> {
                if (!YamlText.isName(name) || name.equals(OperatorPosition.CONTROL_ROOM)) {
                    problems.add(
                            field.at(),
                            "position '" + name + "' must be small letters, digits and dashes, and not '"
                                    + OperatorPosition.CONTROL_ROOM + "', which answers the rest");
                }
                positions.add(new OperatorPosition(name, new YamlText(problems).known(fields, name, "area", areas)));
            });
        });
        return positions;
    }
}
