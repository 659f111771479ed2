package org.beaconhub.rules.site;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;

/** Reads {@code tiles} of {@code site.yaml}. */
final class TilesReader {
    private static final int ZOOM_USUAL = 18;
    private static final int ZOOM_MAX = 22;
    private static final int ATTRIBUTION_LENGTH_MAX = 200;

    private final Problems problems;

    TilesReader(Problems problems) {
        this.problems = problems;
    }

    /** The tiles that a site names; empty where it names none, or what is wrong was told. */
    Optional<Tiles> read(Fields head) {
        return head.get("tiles").flatMap(node -> {
            if (node instanceof Fields fields) {
                return tiles(fields);
            }
            problems.add(node.at(), "tiles are a map: '{ url: …, attribution: … }', found " + node.what());
            return Optional.empty();
        });
    }

    private Optional<Tiles> tiles(Fields fields) {
        fields.allow(Set.of("url", "attribution", "zoom-max"), problems);
        ServerFields texts = new ServerFields(problems);
        Optional<String> url = texts.text(
                fields,
                "url",
                Tiles::isUrl,
                "is no address of tiles; write one such as 'https://tiles.example.org/{z}/{x}/{y}.png'");
        Optional<String> attribution = texts.text(
                fields,
                "attribution",
                text -> !text.isBlank() && text.length() <= ATTRIBUTION_LENGTH_MAX,
                "must say whom the tiles are from, in at most " + ATTRIBUTION_LENGTH_MAX + " characters");
        OptionalInt zoomMax = texts.number(fields, "zoom-max", ZOOM_USUAL, ZOOM_MAX);
        return url.isEmpty() || attribution.isEmpty() || zoomMax.isEmpty()
                ? Optional.empty()
                : Optional.of(new Tiles(url.get(), attribution.get(), zoomMax.getAsInt()));
    }
}
