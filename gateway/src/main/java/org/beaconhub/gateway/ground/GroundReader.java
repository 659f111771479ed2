package org.beaconhub.gateway.ground;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problem;

/** Reads GeoJSON (RFC 7946) and a grid of heights: all of it, or every problem that it has. */
public final class GroundReader {
    /** So large a file may be. */
    public static final int FILE_BYTES_MAX = 8 << 20;

    private static final int FEATURES_MAX = 5_000;
    private static final int POINTS_MAX = 50_000;
    /** Messages of CAP carry a border, and so do pages on a phone. */
    private static final int BORDER_POINTS_MAX = 400;

    private static final int PROBLEMS_MAX = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Site site;
    private final Near near;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Feature> features = new ArrayList<>();
    private final Map<String, Position> borders = new HashMap<>();
    private Optional<Elevation> elevation = Optional.empty();
    private int points;

    private GroundReader(Site site) {
        this.site = site;
        this.near = Near.devicesOf(site);
    }

    /**
     * What was read.
     *
     * @param ground the ground; {@link Ground#NONE} where there are problems
     * @param problems what is wrong
     */
    public record Result(Ground ground, List<Problem> problems) {}

    /** Reads the files of a site's map. */
    public static Result read(List<GroundFile> files, Site site) {
        GroundReader reader = new GroundReader(site);
        files.forEach(reader::file);
        return reader.problems.isEmpty()
                ? new Result(new Ground(reader.features, reader.elevation, Optional.empty()), List.of())
                : new Result(
                        Ground.NONE,
                        reader.problems.stream().sorted().limit(PROBLEMS_MAX).toList());
    }

    private void file(GroundFile file) {
        if (file.name().endsWith(".asc")) {
            ElevationReader.Result result = ElevationReader.read(file);
            elevation = result.elevation();
            problems.addAll(result.problems());
        } else {
            collection(file);
        }
    }

    private void collection(GroundFile file) {
        Position top = new Position(file.name(), 1, 1);
        try (JsonParser parser = JSON.createParser(file.text())) {
            boolean found = false;
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean list = parser.currentName().equals("features");
                    if (parser.nextToken() == JsonToken.START_ARRAY && list) {
                        found = true;
                        features(file.name(), parser);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
            if (!found) {
                problems.add(new Problem(
                        top, "must be a FeatureCollection: {\"type\": \"FeatureCollection\", \"features\": [ … ]}"));
            } else if (parser.nextToken() != null) {
                problems.add(new Problem(at(file.name(), parser.currentLocation()), "more follows after the end"));
            }
        } catch (JsonProcessingException e) {
            problems.add(
                    new Problem(at(file.name(), e.getLocation()), "is no valid JSON here: " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    private static Position at(String file, JsonLocation location) {
        return location == null
                ? new Position(file, 1, 1)
                : new Position(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private void features(String file, JsonParser parser) throws IOException {
        int number = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Position at = at(file, parser.currentTokenLocation());
            JsonNode node = parser.readValueAsTree();
            number++;
            FeatureReader reader = new FeatureReader(site, near);
            reader.read(node).ifPresent(feature -> take(feature, at));
            String which = "feature " + number + ": ";
            reader.problems().forEach(each -> problems.add(new Problem(at, which + each)));
        }
    }

    private void take(Feature feature, Position at) {
        long own = feature.parts().stream()
                .flatMap(List::stream)
                .mapToLong(List::size)
                .sum();
        boolean fit = points + own <= POINTS_MAX && features.size() < FEATURES_MAX;
        if (!fit && features.size() < FEATURES_MAX + 1) {
            problems.add(new Problem(
                    at,
                    "the map is too large here: it may have " + FEATURES_MAX + " features and " + POINTS_MAX
                            + " points in all; draw it with fewer points"));
        }
        points += (int) own;
        features.add(feature);
        feature.area().ifPresent(area -> border(feature, area, own, at));
    }

    private void border(Feature feature, String area, long own, Position at) {
        if (own > BORDER_POINTS_MAX) {
            problems.add(new Problem(
                    at,
                    "the border of '" + area + "' has " + own + " points; at most " + BORDER_POINTS_MAX
                            + " fit into a message to others"));
        }
        Position first = borders.putIfAbsent(area, at);
        if (first != null) {
            problems.add(new Problem(
                    at,
                    "the border of '" + area + "' is drawn at " + first
                            + " already; put its parts into one MultiPolygon"));
        }
        List<Place> outer = feature.parts().getFirst().getFirst();
        if (outer.stream().distinct().count() < 3) {
            problems.add(new Problem(at, "the border of '" + area + "' has fewer than three different points"));
        }
    }
}
