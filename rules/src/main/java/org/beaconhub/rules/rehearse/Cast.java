package org.beaconhub.rules.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problem;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlFile;
import org.beaconhub.rules.source.YamlNode;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Items;
import org.beaconhub.rules.source.YamlNode.Scalar;

/** The devices that a test file adds to those of the site: as lines at the end of {@code devices.yaml}. */
final class Cast {
    /** Where a test file has them. */
    static final String KEY = "devices";

    private static final String FILE = "devices.yaml";

    private final List<SiteFile> site;
    private final Problems problems;
    private final List<Position> places = new ArrayList<>();
    private int linesBefore;

    Cast(List<SiteFile> site, Problems problems) {
        this.site = List.copyOf(site);
        this.problems = problems;
    }

    /** The site's texts with the devices of a test file. */
    List<SiteFile> with(Fields test) {
        if (!(test.get(KEY).orElse(null) instanceof Items extras)) {
            test.get(KEY).ifPresent(node -> problems.add(node.at(), "'devices' must be a list, as in devices.yaml"));
            return site;
        }
        return site.stream()
                .map(file -> file.name().equals(FILE) ? with(file, extras) : file)
                .toList();
    }

    private SiteFile with(SiteFile file, Items extras) {
        int indent = indent(file);
        String text = file.text().endsWith("\n") ? file.text() : file.text() + "\n";
        linesBefore = text.split("\n", -1).length - 1;
        StringBuilder lines = new StringBuilder(text);
        for (YamlNode extra : extras.items()) {
            if (extra instanceof Fields device) {
                places.add(device.at());
                lines.append(" ".repeat(indent))
                        .append("- ")
                        .append(line(device))
                        .append('\n');
            } else {
                problems.add(extra.at(), "expected a map, found " + extra.what());
            }
        }
        return new SiteFile(file.name(), lines.toString());
    }

    /** How far the items of the site's own list are from the margin. */
    private static int indent(SiteFile file) {
        Optional<YamlNode> document = YamlFile.read(file, new Problems());
        boolean listed = document.orElse(null) instanceof Fields fields
                && fields.get("devices").orElse(null) instanceof Items items
                && !items.items().isEmpty();
        if (!listed) {
            return 2;
        }
        String first = file.text()
                .lines()
                .filter(each -> each.strip().startsWith("- "))
                .findFirst()
                .orElse("  ");
        return first.length() - first.stripLeading().length();
    }

    private static String line(Fields device) {
        StringBuilder line = new StringBuilder("{ ");
        device.values()
                .forEach((key, field) -> line.append(quoted(key))
                        .append(": ")
                        .append(value(field.value()))
                        .append(", "));
        if (device.get("name").isEmpty() && device.get("id").orElse(null) instanceof Scalar id) {
            line.append("name: { zh: ")
                    .append(quoted(id.text()))
                    .append(", en: ")
                    .append(quoted(id.text()))
                    .append(" }");
        }
        return line.append(" }").toString();
    }

    private static String value(YamlNode node) {
        return switch (node) {
            case Scalar text -> quoted(text.text());
            case Fields fields -> line(fields);
            case Items items ->
                "[" + String.join(", ", items.items().stream().map(Cast::value).toList()) + "]";
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''").replace("\n", " ") + "'";
    }

    /** A problem of the site's texts, at its place in the test file where it is of a device from there. */
    Problem placed(Problem problem) {
        int extra = problem.at().line() - linesBefore - 1;
        return problem.at().file().equals(FILE) && extra >= 0 && extra < places.size()
                ? new Problem(places.get(extra), problem.text())
                : problem;
    }
}
