package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.gateway.ground.GroundFile;
import org.beaconhub.gateway.ground.TileArchive;
import org.beaconhub.gateway.ground.TileFile;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The map of the example site: its ground, and moving about it. */
@NeedsServer(Server.CHROMIUM)
class MapPageTest extends ExamplePageTrial {
    private void burn() {
        for (String node : List.of("fn-east-16", "fn-east-17", "fn-east-22")) {
            hub.observe(
                    node,
                    0,
                    TrialHub.reading(Quantity.TEMPERATURE, 90),
                    TrialHub.reading(Quantity.SMOKE, 30),
                    TrialHub.reading(Quantity.FLAME, 1));
        }
    }

    private double number(String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    @Test
    void theMapShowsBordersRoadsWaterAndWaysInInEveryThemeAndSize() {
        example();
        burn();
        for (Object[] each : new Object[][] {
            {"", "zh", 1366, ColorScheme.DARK},
            {"", "en", 1366, ColorScheme.LIGHT},
            {"", "zh", 360, ColorScheme.LIGHT},
            {"#/wall", "zh", 1920, ColorScheme.DARK},
            {"#/wall", "en", 3840, ColorScheme.DARK}
        }) {
            int width = (int) each[2];
            open((String) each[0], (String) each[1], width, width < 500 ? 740 : width * 9 / 16, (ColorScheme) each[3]);
            page.locator("#map .zone.is-border").first().waitFor();
            assertThat(page.locator("#map .zone.is-border")).hasCount(16);
            assertThat(page.locator("#map .water-point")).hasCount(4);
            look("map-" + (each[0].equals("") ? "work" : "wall") + "-" + each[1] + "-" + width);
        }
    }

    /** How far apart two devices are on the screen, pixels. */
    private double spread() {
        return number("""
                () => {
                  const [a, b] = [...document.querySelectorAll('#map .dot')].slice(5, 7).map(n => n.getBoundingClientRect());
                  return Math.hypot(a.left - b.left, a.top - b.top);
                }""");
    }

    private double dot() {
        return number("document.querySelector('#map .dot').getBoundingClientRect().width");
    }

    @Test
    void zoomingByTheKeyboardSpreadsTheDevicesAndDoesNotEnlargeThem() {
        example();
        open("", "en", 1366);
        page.locator("#map .zone.is-border").first().waitFor();
        double spread = spread();
        double dot = dot();
        press("+");
        page.waitForCondition(() -> spread() > 1.9 * spread && Math.abs(dot() - dot) < 0.1 * dot);
        look("map-near-en-1366");
        press("0");
        page.waitForCondition(() -> spread() < 1.1 * spread);
        page.locator("#map").focus();
        press("+");
        page.waitForCondition(() -> spread() > 1.9 * spread);
    }

    /** By the keyboard, until the east slope is out of sight. */
    private void moveWest() {
        page.locator("#map").focus();
        page.waitForCondition(() -> {
            press("ArrowLeft");
            return (boolean) page.evaluate("""
                    () => {
                      const map = document.querySelector('#map').getBoundingClientRect();
                      const east = [...document.querySelectorAll('#map .zone')].find(n => /东坡|east slope/.test(n.textContent));
                      return east.getBoundingClientRect().left > map.right;
                    }""");
        });
    }

    @Test
    void aSiteWithoutAMapHasBoxesAroundItsDevicesAndCanBeZoomedToo() {
        open("", "en", 1366);
        assertThat(page.locator("#map rect.zone")).hasCount(3);
        assertThat(page.locator(".needs-ground").first()).isHidden();
        double spread = spread();
        press("+");
        page.waitForCondition(() -> spread() > 1.9 * spread);
    }

    @Test
    void namesOfTheMapAreShownAsTextsWhateverTheyAre() {
        String name = "{\"zh\":\"" + TrialSite.EVIL + "\",\"en\":\"" + TrialSite.EVIL + "\"}";
        hub.ground = ground(
                List.of(
                        new GroundFile(
                                "map/evil.geojson",
                                "{\"features\":[{\"type\":\"Feature\",\"properties\":{\"kind\":\"road\",\"name\":"
                                        + name
                                        + "},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[120.11,35.90],[120.14,35.92]]}}]}")));
        open("", "en", 1366);
        assertThat(page.locator("#map .ground-road title")).hasText(TrialSite.EVIL);
        assertThat(page.locator("#map img")).hasCount(0);
    }

    @Test
    void aWallThatSomebodyMovedShowsTheWholeSiteOnceACriticalIncidentIsOutOfItsSight() {
        example();
        open("#/wall", "en", 1920);
        page.locator("#map .zone.is-border").first().waitFor();
        double spread = spread();
        page.evaluate("document.querySelector('[data-tool=zoom_in]').click()");
        page.waitForCondition(() -> spread() > 1.9 * spread);
        moveWest();
        burn();
        page.waitForCondition(() -> spread() < 1.1 * spread);
        assertThat(page.locator("#map .incident-mark")).isVisible();
        assertThat(page.locator("#map-outside")).isHidden();
    }

    @Test
    void theWorkViewStaysWhereItIsAndTellsOfAnIncidentOutsideAndLeadsThere() {
        example();
        open("", "zh", 1366);
        page.locator("#map .zone.is-border").first().waitFor();
        page.locator("#map").focus();
        press("+", "+");
        moveWest();
        burn();
        assertThat(page.locator("#map-outside")).containsText("1 起事件在图外");
        look("map-outside-zh-1366");
        press("v");
        assertThat(page.locator("#map-outside")).isHidden();
        look("map-gravest-zh-1366");
    }

    @Test
    void waterAndWaysInTellTheirNamesWithTheFocus() {
        example();
        open("", "en", 1366);
        page.locator("#map .water-point").first().focus();
        press("Shift+Tab", "Tab");
        assertThat(page.locator("#map .water-point").first().locator(".point-said"))
                .isVisible();
        assertThat(page.locator("#map .water-point").first()).hasAttribute("aria-label", "Water · East slope pond");
    }

    @Test
    void aMapThatIsTheSameIsNotSentAnew() throws Exception {
        example();
        HttpClient client = HttpClient.newHttpClient();
        URI map = URI.create(console.url() + "api/v1/map");
        HttpResponse<String> first =
                client.send(HttpRequest.newBuilder(map).build(), HttpResponse.BodyHandlers.ofString());
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.body()).contains("\"kind\":\"compartment\"", "\"id\":\"pond-east\"", "海韵路");
        HttpRequest again =
                HttpRequest.newBuilder(map).header("If-None-Match", tag).build();
        assertThat(client.send(again, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(304);
        HttpRequest relief =
                HttpRequest.newBuilder(URI.create(map + "/relief.png")).build();
        assertThat(client.send(relief, HttpResponse.BodyHandlers.ofByteArray()).body())
                .startsWith(0x89, 'P', 'N', 'G');
        hub.ground = Ground.NONE;
        assertThat(client.send(again, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(client.send(relief, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(404);
    }

    /** A server of tiles that draws woods and a road; where it is told so, it has none. */
    private static HttpServer tiles(AtomicInteger status, Queue<String> asked) throws IOException {
        BufferedImage tile = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = tile.createGraphics();
        paint.setColor(new Color(0x7FA65A));
        paint.fillRect(0, 0, 256, 256);
        paint.setColor(new Color(0xE0C060));
        paint.fillRect(0, 120, 256, 12);
        paint.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(tile, "png", png);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            byte[] body = status.get() == 200 ? png.toByteArray() : "none".getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", status.get() == 200 ? "image/png" : "text/plain");
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static List<SiteFile> withTiles(String url) {
        return files(EXAMPLE, ".yaml").stream()
                .map(file -> file.name().equals("site.yaml")
                        ? new SiteFile(
                                file.name(),
                                file.text() + "\ntiles: { url: '" + url
                                        + "', attribution: '<b>Trial</b> 测绘', zoom-max: 16 }\n")
                        : file)
                .toList();
    }

    @Test
    void tilesThatTheSiteNamesLieBeneathItsOwnGroundAndAreNotNeeded() throws Exception {
        AtomicInteger status = new AtomicInteger(404);
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        HttpServer server = tiles(status, asked);
        String origin = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            example();
            hub.put(List.of(new SiteChanged("test", withTiles(origin + "/{z}/{x}/{y}.png?key=1"))), Receipt.NONE);
            open("", "zh", 1366, 768, ColorScheme.LIGHT);
            page.locator("#map .zone.is-border").first().waitFor();
            page.waitForCondition(() -> !asked.isEmpty());
            assertThat(asked).allMatch(each -> each.matches("/\\d+/\\d+/\\d+\\.png\\?key=1"));
            assertThat(page.locator("html[data-tiles]")).hasCount(0);
            assertThat(page.locator("#map .zone.is-border")).hasCount(16);
            assertThat(page.locator("#map-credit")).isHidden();
            status.set(200);
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                open("", "zh", 1366, 768, scheme);
                page.locator("html[data-tiles]").waitFor();
                assertThat(page.locator("#map-credit")).hasText("<b>Trial</b> 测绘");
                page.waitForFunction("!document.querySelector('#map .leaflet-tile:not(.leaflet-tile-loaded)')");
                look("map-tiles-" + scheme.name().toLowerCase(Locale.ROOT));
            }
            page.locator("#map").focus();
            page.waitForCondition(() -> {
                press("+");
                return asked.stream().anyMatch(each -> each.startsWith("/16/"));
            });
        } finally {
            context.close(); // before its tiles are gone
            server.stop(0);
        }
        assertThat(asked).noneMatch(each -> each.matches("/(1[7-9]|2\\d)/.*"));
    }

    @Test
    void aPageMayLoadPicturesFromTheOriginOfTheTilesAndFromNoOther() throws Exception {
        assertThat(policy()).endsWith("img-src 'self' blob:");
        hub.put(
                List.of(new SiteChanged("test", withTiles("https://tiles.example.org:8443/t/{z}/{x}/{y}"))),
                Receipt.NONE);
        assertThat(policy()).endsWith("img-src 'self' blob: https://tiles.example.org:8443");
    }

    @Test
    void tilesOfTheSitesOwnFileAreToldAndServedByTheHub(@TempDir Path folder) throws Exception {
        byte[] first = "first".getBytes(StandardCharsets.US_ASCII);
        byte[] second = "second".getBytes(StandardCharsets.US_ASCII);
        hub.ground = Ground.NONE.upon(
                Optional.of(TileArchive.open(TileFile.write(folder, TileFile.PNG, first, second, first))));
        Matcher told = Pattern.compile(
                        "\"tiles\":\\{\"url\":\"/(.*?)\",\"attribution\":\"© Trial & 测绘\",\"zoom_max\":2}")
                .matcher(get("api/v1/map").body());
        assertThat(told.find()).isTrue();
        String url = told.group(1).replace("{z}", "1").replace("{x}", "0");
        HttpResponse<String> tile = get(url.replace("{y}", "1"));
        assertThat(tile.body()).isEqualTo("second");
        assertThat(tile.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(policy()).endsWith("img-src 'self' blob:");
        assertThat(get(url.replace("{y}", "2")).statusCode()).isEqualTo(404);
        assertThat(get(url.replace("{y}", "..%2F")).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(console.url() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private String policy() throws IOException, InterruptedException {
        return get("").headers().firstValue("Content-Security-Policy").orElseThrow();
    }
}
