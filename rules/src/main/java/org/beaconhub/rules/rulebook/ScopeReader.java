package org.beaconhub.rules.rulebook;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.rules.source.Nearest;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Scalar;

/** Reads which devices are meant: {@code forest-node, lora-node in lingzhushan/**}. */
final class ScopeReader {
    private final Vocabulary vocabulary;
    private final Problems problems;

    ScopeReader(Vocabulary vocabulary, Problems problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    Optional<Scope> read(Scalar text) {
        String[] parts = text.text().split("\\s+in\\s+", 2);
        String area = parts.length == 2 ? parts[1].strip() : Scope.ANY_AREA;
        Set<String> types = new TreeSet<>();
        boolean known = true;
        for (String type : parts[0].split(",", -1)) {
            types.add(type.strip());
            if (!vocabulary.types().containsKey(type.strip())) {
                problems.add(
                        text.at(Math.max(0, text.text().indexOf(type.strip()))),
                        "unknown device type '" + type.strip() + "'"
                                + Nearest.hint(type.strip(), vocabulary.types().keySet()));
                known = false;
            }
        }
        String root = area.equals(Scope.ANY_AREA) ? area : area.replaceFirst("/\\*\\*$", "");
        if (!root.equals(Scope.ANY_AREA) && !vocabulary.areas().contains(root)) {
            problems.add(
                    text.at(Math.max(0, text.text().indexOf(area))),
                    "unknown area '" + area + "'" + Nearest.hint(root, vocabulary.areas()));
            known = false;
        }
        return known ? Optional.of(new Scope(types, area)) : Optional.empty();
    }
}
