package org.beaconhub.gateway.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Problem;
import org.junit.jupiter.api.Test;

/** GeoJSON becomes the ground of a site, or sentences about all that is wrong with it. */
class GroundReaderTest {
    private static final String SQUARE = "[[[120.1,35.9],[120.2,35.9],[120.2,36.0],[120.1,35.9]]]";

    private final Site site = site();

    private static Site site() {
        List<SiteFile> files = List.of(
                new SiteFile("site.yaml", """
                        name: { zh: 山, en: Hill }
                        zone: Asia/Shanghai
                        areas: { hill: { zh: 山, en: Hill }, hill/east: { zh: 东坡, en: East } }
                        """),
                new SiteFile("types.yaml", "types: { node: { measures: [temperature] } }\n"),
                new SiteFile(
                        "devices.yaml",
                        "devices:\n  - { id: n1, type: node, area: hill, lat: 35.95, lon: 120.15, name: { zh: 一, en: One } }\n"));
        return switch (Site.parse(files)) {
            case Parsed.Valid valid -> valid.site();
            case Parsed.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private static String collection(String... features) {
        return "{\"type\":\"FeatureCollection\",\n\"features\":[\n" + String.join(",\n", features) + "\n]}";
    }

    private static String feature(String properties, String type, String coordinates) {
        return "{\"type\":\"Feature\",\"properties\":{" + properties + "},\"geometry\":{\"type\":\"" + type
                + "\",\"coordinates\":" + coordinates + "}}";
    }

    private GroundReader.Result read(String... features) {
        return text(collection(features));
    }

    private GroundReader.Result text(String text) {
        return GroundReader.read(List.of(new GroundFile("map/a.geojson", text)), site);
    }

    private List<String> wrong(String... features) {
        GroundReader.Result result = read(features);
        assertThat(result.ground()).isEqualTo(Ground.NONE);
        return result.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void aBorderBelongsToItsAreaAndALineHasItsNameInBothLanguages() {
        Ground ground = read(
                        feature("\"kind\":\"area\",\"area\":\"hill/east\"", "Polygon", SQUARE),
                        feature(
                                "\"kind\":\"road\",\"name\":{\"zh\":\"山路\",\"en\":\"Hill road\"},\"fid\":7",
                                "LineString",
                                "[[120.1,35.9,40],[120.2,35.9]]"))
                .ground();
        assertThat(ground.border("hill/east"))
                .singleElement()
                .satisfies(ring -> assertThat(ring).hasSize(4).startsWith(new Place(35.9, 120.1)));
        assertThat(ground.border("hill")).isEmpty();
        assertThat(ground.features().get(1).name().orElseThrow().en()).isEqualTo("Hill road");
    }

    @Test
    void everyProblemIsToldAtOnceWithItsLineItsValueAndWhatWouldBeRight() {
        assertThat(wrong(
                        feature("\"kind\":\"raod\"", "LineString", "[[120.1,35.9],[120.2,35.9]]"),
                        feature("\"kind\":\"area\",\"area\":\"hill/eest\"", "Polygon", SQUARE),
                        feature(
                                "\"kind\":\"track\",\"name\":{\"zh\":\"路\"}",
                                "LineString",
                                "[[120.1,35.9],[120.2,35.9]]"),
                        feature("\"kind\":\"road\"", "Polygon", SQUARE),
                        feature("\"kind\":\"water\"", "Polygon", "[[[120.1,35.9],[120.2,35.9],[120.2,36],[120.1,36]]]"),
                        feature("\"kind\":\"road\"", "LineString", "[[35.9,120.1],[35.9,120.2]]"),
                        feature("\"kind\":\"road\"", "LineString", "[[120.1,\"x\"],[120.1,35.9]]"),
                        feature("\"kind\":\"road\"", "LineString", "[[120.1,35.9]]")))
                .satisfiesExactly(
                        each -> assertThat(each)
                                .startsWith("map/a.geojson:3:")
                                .contains("feature 1: properties.kind", "got \"raod\" (did you mean 'road'?)"),
                        each -> assertThat(each)
                                .startsWith("map/a.geojson:4:")
                                .contains("\"hill/eest\" (did you mean 'hill/east'?)"),
                        each -> assertThat(each)
                                .contains("feature 3: properties.name.en must be a text", "got nothing"),
                        each -> assertThat(each)
                                .contains(
                                        "geometry.type of kind road must be LineString or MultiLineString",
                                        "\"Polygon\""),
                        each -> assertThat(each)
                                .contains("not closed", "[120.1,35.9]", "[120.1,36]", "repeat the first"),
                        each -> assertThat(each).contains("not near the devices", "GeoJSON has the longitude first"),
                        each -> assertThat(each).contains("[longitude, latitude]", "[120.1,\"x\"]"),
                        each -> assertThat(each).contains("at least 2 positions"));
    }

    @Test
    void aBorderIsDrawnOnceAndIsNotTooLongForAMessage() {
        String border = feature("\"kind\":\"area\",\"area\":\"hill\"", "Polygon", SQUARE);
        assertThat(wrong(border, border))
                .singleElement()
                .satisfies(each -> assertThat(each)
                        .startsWith("map/a.geojson:4:")
                        .contains("'hill' is drawn at map/a.geojson:3:1 already"));
        String many = "[120.1,35.9]," + "[120.2,35.9],".repeat(400) + "[120.2,36],[120.1,35.9]";
        assertThat(wrong(feature("\"kind\":\"area\",\"area\":\"hill\"", "Polygon", "[[" + many + "]]")))
                .singleElement()
                .satisfies(each -> assertThat(each).contains("has 403 points; at most 400"));
    }

    @Test
    void whatIsTooMuchIsToldOnce() {
        String long10k = "[" + "[120.1,35.9],".repeat(9_999) + "[120.2,35.9]]";
        String[] six = new String[6];
        java.util.Arrays.fill(six, feature("\"kind\":\"road\"", "LineString", long10k));
        assertThat(wrong(six))
                .singleElement()
                .satisfies(each -> assertThat(each).contains("50000 points in all"));
    }

    @Test
    void whatIsNoGeoJsonIsToldWithItsPlace() {
        assertThat(text("{\"type\":\"FeatureCollection\",\n\"features\":[{]}").problems())
                .singleElement()
                .satisfies(each -> assertThat(each.toString())
                        .startsWith("map/a.geojson:2:")
                        .contains("is no valid JSON here"));
        for (String other : List.of("[]", "{}", "", "null", "{\"type\":\"Feature\"}")) {
            assertThat(text(other).problems()).as(other).isNotEmpty();
        }
    }

    @Test
    void whateverIsInTheFileItIsReadOrRefusedAndNothingIsThrown() throws IOException {
        String good =
                Files.readString(Path.of("..", "site", "map", "areas.geojson")).substring(0, 6_000);
        Random random = new Random(20_261_127);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int n = random.nextInt(4); n >= 0; n--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "{}[],:\"0-e9.\u202e\u0000".charAt(random.nextInt(14)));
                    default -> text.setCharAt(at, "{}[],:\"0-e9.\u202e\u0000".charAt(random.nextInt(14)));
                }
            }
            GroundReader.Result result = text(text + "\n]}");
            assertThat(result.problems().isEmpty() || result.ground().equals(Ground.NONE))
                    .as("seed 20261127, file %s", i)
                    .isTrue();
        }
    }

    private static final String GRID = """
            ncols 4
            nrows 3
            xllcorner 120.1
            yllcorner 35.9
            cellsize 0.001
            NODATA_value -9999
            """;

    private GroundReader.Result heights(String text) {
        return GroundReader.read(List.of(new GroundFile("map/elevation.asc", text)), site);
    }

    @Test
    void aGridOfHeightsTellsItsEdgesAndWhatIsNotKnownStaysUnknown() {
        Elevation read = heights(GRID + "1 2 3 4\n5 6 7 8\n9 10 11 -9999\n")
                .ground()
                .elevation()
                .orElseThrow();
        assertThat(read.extent().north()).isCloseTo(35.903, within(1e-9));
        assertThat(read.extent().east()).isCloseTo(120.104, within(1e-9));
        assertThat(read.metres(0, 3)).isEqualTo(4);
        assertThat(read.metres(2, 3)).isNaN();
        assertThat(read.metres(-1, 9)).isEqualTo(4);
    }

    @Test
    void aCoarserGridHasTheMeansOfWhatIsKnownAndTheSameNorthWestCorner() {
        Elevation read = heights(GRID + "1 2 3 4\n5 6 7 8\n9 10 -9999 -9999\n")
                .ground()
                .elevation()
                .orElseThrow();
        Elevation coarse = read.coarser(2);
        assertThat(coarse.extent().columns()).isEqualTo(2);
        assertThat(coarse.extent().rows()).isEqualTo(2);
        assertThat(coarse.extent().north()).isCloseTo(35.903, within(1e-9));
        assertThat(coarse.extent().east()).isCloseTo(120.104, within(1e-9));
        assertThat(coarse.metres(0, 0)).isEqualTo(3.5f);
        assertThat(coarse.metres(1, 0)).isEqualTo(9.5f);
        assertThat(coarse.metres(1, 1)).isNaN();
        assertThat(read.coarser(4)).isEqualTo(read);
    }

    @Test
    void aGridThatIsWrongIsToldWithItsLineItsValueAndWhatWouldBeRight() {
        assertThat(heights("ncols 4\n").problems().toString()).contains("map/elevation.asc:1:1", "lacks nrows");
        assertThat(heights(GRID + "1 2 3 4\n5 6 7\n9 10 11 12\n").problems().toString())
                .contains("map/elevation.asc:8:1", "row 2 must have 4 heights, got 3");
        assertThat(heights(GRID + "1 2 3 4\n5 x 7 8\n9 10 11 12\n").problems().toString())
                .contains(":8:1", "must be a number, got 'x'");
        assertThat(heights(GRID + "1 2 3 4\n5 6 7 8\n9 10 11 99999\n")
                        .problems()
                        .toString())
                .contains("-500.0 to 9000.0 metres, got 99999");
        assertThat(heights(GRID.replace("0.001", "30") + "1 2 3 4\n").problems().toString())
                .contains("degrees of WGS 84", "cellDegrees=30.0");
        assertThat(heights(GRID.replace("ncols 4", "ncols 4000000")).problems().toString())
                .contains("ncols must be 3 to 2000");
        for (String other : List.of("", "\u0000", "ncols", "ncols x", "1 2 3")) {
            assertThat(heights(other).problems()).as(other).hasSize(1);
        }
    }

    /** Horn's slope of a plane is its own, so the shade is the cosine of the angle to the light. */
    @Test
    void aSlopeThatFacesTheLightIsLighterThanLevelGroundAndItsOtherSideDarker() {
        Elevation west = heights(GRID + "0 10 20 30\n0 10 20 30\n0 10 20 30\n")
                .ground()
                .elevation()
                .orElseThrow();
        Elevation east = heights(GRID + "30 20 10 0\n30 20 10 0\n30 20 10 0\n")
                .ground()
                .elevation()
                .orElseThrow();
        double level = Math.sqrt(0.5);
        double steep = 2 * 10 / (0.001 * 111_320 * Math.cos(Math.toRadians(35.902)));
        assertThat(Relief.shade(west, 1, 1))
                .isCloseTo((steep / 2 + level) / Math.sqrt(1 + steep * steep), within(1e-6))
                .isGreaterThan(level);
        assertThat(Relief.shade(east, 1, 1)).isLessThan(level);
        byte[] png = Relief.png(west);
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
    }
}
