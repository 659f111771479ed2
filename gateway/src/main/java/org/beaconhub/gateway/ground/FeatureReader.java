package org.beaconhub.gateway.ground;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.ground.Feature.Kind;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Area;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Nearest;

/** Reads one feature; remembers what is wrong with it. */
final class FeatureReader {
    private static final int NAME_CHARS_MAX = 100;
    private static final int SHOWN_CHARS_MAX = 60;
    private static final List<String> KINDS =
            Arrays.stream(Kind.values()).map(Kind::word).toList();

    private final Site site;
    private final Near near;
    private final List<String> problems = new ArrayList<>();

    FeatureReader(Site site, Near near) {
        this.site = site;
        this.near = near;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The feature; empty where something is wrong. */
    Optional<Feature> read(JsonNode node) {
        if (!node.path("type").asText().equals("Feature")) {
            problems.add("type must be \"Feature\", got " + shown(node.path("type")));
            return Optional.empty();
        }
        JsonNode properties = node.path("properties");
        Optional<Kind> kind = kind(properties.path("kind"));
        Optional<Text> name = name(properties.path("name"));
        Optional<String> area = kind.flatMap(each -> area(each, properties.path("area")));
        List<List<List<Place>>> parts =
                kind.map(each -> parts(each, node.path("geometry"))).orElse(List.of());
        return problems.isEmpty() ? kind.map(each -> new Feature(each, area, name, parts)) : Optional.empty();
    }

    private Optional<Kind> kind(JsonNode node) {
        int at = node.isTextual() ? KINDS.indexOf(node.textValue()) : -1;
        if (at < 0) {
            problems.add("properties.kind must be one of " + String.join(", ", KINDS) + ", got " + shown(node)
                    + Nearest.hint(node.asText(), KINDS));
            return Optional.empty();
        }
        return Optional.of(Kind.values()[at]);
    }

    private Optional<String> area(Kind kind, JsonNode node) {
        if (kind != Kind.AREA) {
            return Optional.empty();
        }
        if (!node.isTextual() || !site.hasArea(node.textValue())) {
            List<String> paths = site.areas().stream().map(Area::path).toList();
            problems.add("properties.area must be the path of an area of site.yaml, got " + shown(node)
                    + Nearest.hint(node.asText(), paths));
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    private Optional<Text> name(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        for (String language : List.of("zh", "en")) {
            String text = node.path(language).isTextual() ? node.path(language).textValue() : "";
            if (text.isBlank() || text.length() > NAME_CHARS_MAX) {
                problems.add("properties.name." + language + " must be a text of 1 to " + NAME_CHARS_MAX
                        + " characters, as in {\"zh\": \"防火道\", \"en\": \"Firebreak\"}, got "
                        + shown(node.path(language)));
            }
        }
        return problems.isEmpty()
                ? Optional.of(
                        new Text(node.path("zh").textValue(), node.path("en").textValue()))
                : Optional.empty();
    }

    private List<List<List<Place>>> parts(Kind kind, JsonNode geometry) {
        String single = kind.isSurface() ? "Polygon" : "LineString";
        String type = geometry.path("type").asText();
        JsonNode coordinates = geometry.path("coordinates");
        boolean multi = type.equals("Multi" + single);
        if (!multi && !type.equals(single)) {
            problems.add("geometry.type of kind " + kind.word() + " must be " + single + " or Multi" + single + ", got "
                    + shown(geometry.path("type")));
            return List.of();
        }
        List<JsonNode> all = multi && coordinates.isArray() ? list(coordinates) : List.of(coordinates);
        if (all.isEmpty()) {
            problems.add("geometry.coordinates is empty");
        }
        return all.stream()
                .map(part -> kind.isSurface() ? polygon(part) : List.of(line(part, 2)))
                .toList();
    }

    private List<List<Place>> polygon(JsonNode rings) {
        if (!rings.isArray() || rings.isEmpty()) {
            problems.add("geometry.coordinates of a polygon must be a list of rings, got " + shown(rings));
            return List.of();
        }
        return list(rings).stream().map(this::ring).toList();
    }

    /** RFC 7946, 3.1.6: four or more positions, and the last is the first. */
    private List<Place> ring(JsonNode node) {
        List<Place> ring = line(node, 4);
        if (ring.size() >= 4 && !ring.getFirst().equals(ring.getLast())) {
            problems.add("a ring of the polygon is not closed: its first position is " + shown(node.path(0))
                    + ", its last " + shown(node.path(node.size() - 1)) + "; repeat the first at the end");
        }
        return ring;
    }

    private List<Place> line(JsonNode node, int sizeMin) {
        if (!node.isArray() || node.size() < sizeMin) {
            problems.add(
                    "geometry.coordinates must be a list of at least " + sizeMin + " positions, got " + shown(node));
            return List.of();
        }
        List<Place> line = new ArrayList<>();
        for (JsonNode position : node) {
            Optional<String> wrong = wrong(position);
            if (wrong.isPresent()) {
                // One is enough: where one is wrong, mostly all are.
                problems.add("geometry.coordinates: " + wrong.get());
                return List.of();
            }
            line.add(new Place(position.get(1).doubleValue(), position.get(0).doubleValue()));
        }
        return line;
    }

    private Optional<String> wrong(JsonNode position) {
        if (!position.isArray()
                || position.size() < 2
                || !position.get(0).isNumber()
                || !position.get(1).isNumber()) {
            return Optional.of("a position must be [longitude, latitude] in degrees, got " + shown(position));
        }
        return near.wrong(position.get(0).doubleValue(), position.get(1).doubleValue());
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }

    private static String shown(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        String text = node.toString();
        return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "…";
    }
}
