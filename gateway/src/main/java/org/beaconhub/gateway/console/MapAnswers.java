package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.beaconhub.gateway.console.door.Needs;
import org.beaconhub.gateway.ground.Elevation;
import org.beaconhub.gateway.ground.Feature;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.gateway.ground.Relief;
import org.beaconhub.gateway.ground.TileArchive;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.response.Point;
import org.beaconhub.rules.site.Site;

/** {@code GET /api/v1/map}: the ground as GeoJSON, and the points of water and access; {@code relief.png} beside it; made once for each site. */
final class MapAnswers {
    private static final String PATH = "/api/v1/map";
    private static final String TILES = PATH + "/tiles/";
    private static final int VERSION_CHARS = 16;
    private static final int HEIGHTS_SIDE_MAX = 400;

    private final Views views;
    private final Supplier<Ground> ground;
    private volatile Made made;

    private record Made(Site site, Ground ground, String version, String body, Optional<Shade> shade) {}

    /** The relief, as a picture. */
    private static final class Shade {
        private final byte[] png;

        Shade(Elevation elevation) {
            this.png = Relief.png(elevation);
        }
    }

    MapAnswers(Views views, Supplier<Ground> ground) {
        this.views = views;
        this.ground = ground;
        this.made = make(Site.NONE, Ground.NONE);
    }

    void open(RoutesConfig routes, Needs right) {
        routes.get(PATH, this::map, right);
        routes.get(PATH + "/relief.png", this::relief, right);
        routes.get(PATH + "/heights", this::heights, right);
        routes.get(TILES + "{z}/{x}/{y}", this::tile, right);
    }

    /** A page asks again with each whole state; what it has already is not sent anew (RFC 9110, 13.1.2). */
    private void map(Context ctx) {
        Made now = now();
        if (Assets.isNew(ctx, now.version())) {
            ctx.contentType("application/json").result(now.body());
        }
    }

    private void relief(Context ctx) {
        Made now = now();
        Shade shade = now.shade().orElseThrow(MapAnswers::noHeights);
        if (Assets.isNew(ctx, now.version())) {
            ctx.contentType("image/png").result(shade.png);
        }
    }

    /** The grid of heights, as fine as lines of equal height need it, from the north west; null where the height is not known. */
    private void heights(Context ctx) {
        Made now = now();
        Elevation whole = now.ground().elevation().orElseThrow(MapAnswers::noHeights);
        if (!Assets.isNew(ctx, now.version())) {
            return;
        }
        Elevation grid = whole.coarser(HEIGHTS_SIDE_MAX);
        Elevation.Extent extent = grid.extent();
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("columns", extent.columns())
                .put("rows", extent.rows())
                .put("west", extent.west())
                .put("north", extent.north())
                .put("cell", extent.cellDegrees());
        ArrayNode metres = body.putArray("metres");
        for (int row = 0; row < extent.rows(); row++) {
            for (int column = 0; column < extent.columns(); column++) {
                float height = grid.metres(row, column);
                if (Float.isNaN(height)) {
                    metres.addNull();
                } else {
                    metres.add(Math.round(height * 10) / 10.0);
                }
            }
        }
        Console.answer(ctx, body);
    }

    private static Rejected noHeights() {
        return new Rejected(404, new Text("站点地图没有 elevation.asc", "the map of the site has no elevation.asc"));
    }

    private void tile(Context ctx) {
        Made now = now();
        TileArchive tiles = now.ground()
                .tiles()
                .orElseThrow(() -> new Rejected(404, new Text("站点地图没有瓦片", "the map of the site has no tiles")));
        if (!Assets.isNew(ctx, now.version())) {
            return;
        }
        try {
            byte[] tile = tiles.tile(number(ctx, "z"), number(ctx, "x"), number(ctx, "y"))
                    .orElseThrow(MapAnswers::noSuchTile);
            ctx.contentType(tiles.mediaType()).result(tile);
        } catch (IOException e) {
            throw new Rejected(
                    503, new Text("瓦片无法读取：" + e.getMessage(), "the tiles cannot be read: " + e.getMessage()));
        }
    }

    private static Rejected noSuchTile() {
        return new Rejected(404, new Text("没有此瓦片", "there is no such tile"));
    }

    private static int number(Context ctx, String name) {
        String text = ctx.pathParam(name);
        if (!text.matches("[0-9]{1,8}")) {
            throw noSuchTile();
        }
        return Integer.parseInt(text);
    }

    private static void tiles(ObjectNode body, String url, String attribution, int zoomMax) {
        body.putObject("tiles").put("url", url).put("attribution", attribution).put("zoom_max", zoomMax);
    }

    private Made now() {
        Site site = views.view().site();
        Ground newest = ground.get();
        Made known = made;
        if (known.site() != site || !known.ground().equals(newest)) {
            known = make(site, newest);
            made = known;
        }
        return known;
    }

    private static Made make(Site site, Ground ground) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "FeatureCollection");
        ArrayNode features = body.putArray("features");
        ground.features().forEach(each -> features.add(feature(each)));
        site.plan().points().forEach(each -> features.add(point(each)));
        Optional<Shade> shade = ground.elevation().map(Shade::new);
        ground.elevation()
                .map(Elevation::extent)
                .ifPresent(extent -> body.putObject("relief")
                        .put("south", extent.south())
                        .put("north", extent.north())
                        .put("west", extent.west())
                        .put("east", extent.east()));
        site.tiles().ifPresent(from -> tiles(body, from.url(), from.attribution(), from.zoomMax()));
        ground.tiles().ifPresent(from -> {
            String url = TILES + "{z}/{x}/{y}?v=" + from.version();
            tiles(body, url, from.attribution(), from.zoomMax());
        });
        String version = version(body.toString(), shade.map(each -> each.png).orElse(new byte[0]));
        return new Made(site, ground, version, body.put("version", version).toString(), shade);
    }

    private static ObjectNode feature(Feature feature) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", "Feature");
        ObjectNode properties =
                node.putObject("properties").put("kind", feature.kind().word());
        feature.area().ifPresent(area -> properties.put("area", area));
        feature.name().ifPresent(name -> properties.set("name", Console.text(name)));
        ObjectNode geometry =
                node.putObject("geometry").put("type", feature.kind().isSurface() ? "MultiPolygon" : "MultiLineString");
        ArrayNode coordinates = geometry.putArray("coordinates");
        for (List<List<Place>> part : feature.parts()) {
            ArrayNode into = feature.kind().isSurface() ? coordinates.addArray() : coordinates;
            for (List<Place> line : part) {
                ArrayNode positions = into.addArray();
                line.forEach(place -> positions.add(position(place)));
            }
        }
        return node;
    }

    private static ObjectNode point(Point point) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("type", "Feature").put("id", point.id());
        String kind = switch (point.kind()) {
            case WATER -> "water-point";
            case ACCESS -> "access-point";
        };
        node.putObject("properties").put("kind", kind).set("name", Console.text(point.name()));
        node.putObject("geometry").put("type", "Point").set("coordinates", position(point.place()));
        return node;
    }

    /** RFC 7946, 3.1.1: longitude first. */
    private static ArrayNode position(Place place) {
        return JsonNodeFactory.instance.arrayNode().add(place.lon()).add(place.lat());
    }

    private static String version(String body, byte[] png) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash.digest(png)).substring(0, VERSION_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
