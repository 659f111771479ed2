package org.beaconhub.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.beaconhub.sim.scene.StandingClock;
import org.beaconhub.sim.world.Place;
import org.beaconhub.sim.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the pictures of the cameras show. */
class SnapshotsTest {
    private static final long NOON_MS = 1_799_985_600_000L;
    private static final long MIDNIGHT_MS = NOON_MS + 12 * 3_600_000L;
    private static final Place LOOKOUT = new Place(35.95, 120.09);
    private static final Place NEAR = LOOKOUT.moved(40, 500);

    private final World world = new World(7, 8 * 3_600_000L);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
    }

    private HttpResponse<byte[]> asked(long nowMs, String method, String path) throws Exception {
        Map<String, Place> cameras = Map.of("cam-1", LOOKOUT);
        try (Snapshots snapshots =
                Snapshots.start(0, id -> Optional.ofNullable(cameras.get(id)), world, new StandingClock(nowMs))) {
            URI address = URI.create("http://127.0.0.1:" + snapshots.port() + path);
            return client.send(
                    HttpRequest.newBuilder(address)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private BufferedImage picture(long nowMs) throws Exception {
        HttpResponse<byte[]> answer = asked(nowMs, "GET", "/cam-1.jpg");
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
        return kept(nowMs, answer.body());
    }

    private static BufferedImage kept(long nowMs, byte[] jpeg) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/pictures"));
        Files.write(folder.resolve("camera-" + nowMs + ".jpg"), jpeg);
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    private static double brightness(BufferedImage picture) {
        long sum = 0;
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                Color colour = new Color(picture.getRGB(x, y));
                sum += colour.getRed() + colour.getGreen() + colour.getBlue();
            }
        }
        return sum / 3.0 / picture.getWidth() / picture.getHeight();
    }

    private static long flaming(BufferedImage picture) {
        long flaming = 0;
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                Color colour = new Color(picture.getRGB(x, y));
                flaming += colour.getRed() > 170 && colour.getRed() - colour.getBlue() > 90 ? 1 : 0;
            }
        }
        return flaming;
    }

    @Test
    void byNightItIsDarkerThanByDay() throws Exception {
        assertThat(brightness(picture(MIDNIGHT_MS))).isLessThan(brightness(picture(NOON_MS)) / 2);
    }

    @Test
    void aFireNearbyIsSeenAsFlamesWhereverItBurns() throws Exception {
        long laterMs = NOON_MS + 10 * 60_000;
        assertThat(flaming(picture(laterMs))).isZero();
        world.ignite(NEAR, NOON_MS);

        assertThat(flaming(picture(laterMs))).isGreaterThan(100);
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheOptionThatGivesAnother() throws Exception {
        try (Snapshots first = Snapshots.start(0, _ -> Optional.empty(), world, new StandingClock(NOON_MS))) {
            assertThatThrownBy(() ->
                            Snapshots.start(first.port(), _ -> Optional.empty(), world, new StandingClock(NOON_MS)))
                    .hasMessage("127.0.0.1:" + first.port() + " is taken; give the cameras another by --camera-port");
        }
    }

    @Test
    void onlyTheSitesCamerasHavePictures() throws Exception {
        assertThat(asked(NOON_MS, "GET", "/cam-2.jpg").statusCode()).isEqualTo(404);
        assertThat(asked(NOON_MS, "GET", "/../secret").statusCode()).isEqualTo(404);
        assertThat(asked(NOON_MS, "POST", "/cam-1.jpg").statusCode()).isEqualTo(405);
    }
}
