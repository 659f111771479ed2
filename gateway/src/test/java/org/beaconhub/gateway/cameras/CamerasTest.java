package org.beaconhub.gateway.cameras;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Shots;
import org.beaconhub.gateway.run.TestClock;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras that answer, over real HTTP, and those that answer anything else. */
class CamerasTest {
    @TempDir
    private Path secrets;

    private final TestClock clock = new TestClock();
    private final CountDownLatch held = new CountDownLatch(1);
    private Lens lens;
    private Cameras cameras;

    @BeforeEach
    void open() throws IOException {
        lens = Lens.open(Lens.of("image/jpeg", Shots.fromAPhone()));
        cameras = cameras(8_000);
    }

    @AfterEach
    void close() {
        held.countDown();
        cameras.close();
        lens.close();
    }

    private Cameras cameras(long answerMs) {
        return new Cameras(new Secrets(secrets), new Darkroom(), clock, new Cameras.Limits(2_000, answerMs, 4_000));
    }

    private static Device camera(String url, String more) {
        Parsed parsed = Site.parse(List.of(
                new SiteFile(
                        "site.yaml",
                        "{ name: { zh: 试, en: T }, zone: Asia/Shanghai, areas: { town: { zh: 社, en: T } } }"),
                new SiteFile("types.yaml", "types: { camera: { measures: [event] } }"),
                new SiteFile(
                        "devices.yaml",
                        "devices: [{ id: cam, type: camera, area: town, name: { zh: 一, en: C }, snapshot: \"" + url
                                + "\"" + more + " }]")));
        return ((Parsed.Valid) parsed).site().device("cam").orElseThrow();
    }

    private Device camera() {
        return camera(lens.url(), "");
    }

    private String refused(Device camera) {
        CameraSilent silent = catchThrowableOfType(CameraSilent.class, () -> cameras.look(camera));
        assertThat(silent).as("what " + camera.snapshot() + " is refused with").isNotNull();
        assertThat(silent.text().zh()).isNotBlank();
        return silent.text().en();
    }

    @Test
    void aPictureIsMadeCleanAndTakenAnewForEachLook() throws Exception {
        Still still = cameras.look(camera());
        assertThat(still.picture().jpeg())
                .isEqualTo(new Darkroom().develop(Shots.fromAPhone()).jpeg());
        assertThat(still.takenAtMs()).isEqualTo(clock.nowMs());
        cameras.look(camera());
        assertThat(lens.asked()).isEqualTo(2);
    }

    @Test
    void theUserAndThePasswordComeFromAFileOfTheSecretsFolder() throws Exception {
        Files.writeString(secrets.resolve("cams"), "watch:s3cret\n");
        lens.answers(exchange -> {
            String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            boolean right = given.equals("Basic d2F0Y2g6czNjcmV0");
            exchange.getResponseHeaders().set("Content-Type", "image/png");
            exchange.sendResponseHeaders(right ? 200 : 401, 0);
            exchange.getResponseBody().write(Shots.picture(40, 30, "png", Color.RED));
        });
        assertThat(cameras.look(camera(lens.url(), ", snapshot-secret: cams"))
                        .picture()
                        .jpeg())
                .isNotEmpty();
        assertThat(refused(camera())).contains("the camera refuses the user or the password (HTTP 401)");
        assertThat(refused(camera(lens.url(), ", snapshot-secret: none"))).contains("secret 'none'");
    }

    @Test
    void whatIsNoPictureIsRefusedByItsHeadAndNotReadToItsEnd() {
        lens.answers(Lens.of("text/html", "<script>alert(1)</script>".getBytes(UTF_8)));
        assertThat(refused(camera())).startsWith("the camera's answer is no JPEG or PNG picture");
        lens.answers(Lens.of("image/jpeg", "<script>alert(1)</script>".getBytes(UTF_8)));
        assertThat(refused(camera())).startsWith("its answer is no good: that is no JPEG or PNG picture");
        lens.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest");
            exchange.sendResponseHeaders(302, -1);
        });
        assertThat(refused(camera())).startsWith("the camera redirects elsewhere, which the hub does not follow");
        lens.answers(exchange -> exchange.sendResponseHeaders(500, -1));
        assertThat(refused(camera())).startsWith("the camera answers HTTP 500");
        assertThat(lens.asked()).isEqualTo(4);
    }

    @Test
    void fiftyMegabytesAreNotTakenInWhetherSaidBeforehandOrNot() {
        lens.answers(exchange -> pour(exchange.getResponseBody(), () -> {
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, 50L << 20);
        }));
        assertThat(refused(camera())).startsWith("the camera's picture has more than 8 MB");
        lens.answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, 0);
            pour(exchange.getResponseBody(), () -> {});
        });
        assertThat(refused(camera())).contains("sends more than 8 MB");
    }

    private interface Head {
        void send() throws IOException;
    }

    private static void pour(OutputStream body, Head head) throws IOException {
        head.send();
        byte[] part = new byte[1 << 20];
        for (int i = 0; i < 50; i++) {
            body.write(part);
        }
    }

    @Test
    void aCameraThatDripsIsLeftAndSaysWhenItLastAnswered() throws Exception {
        cameras.close();
        cameras = cameras(1_500);
        cameras.look(camera());
        lens.answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await();
        });
        clock.pass(12 * 60_000);
        assertThat(refused(camera())).isEqualTo("the camera did not answer in time; it last gave a picture 12 min ago");
    }

    private void await() {
        try {
            held.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nobodyIsLedToWhereNoCameraMayBe() {
        assertThat(refused(camera("http://100.100.100.200/latest/meta-data", "")))
                .contains("leads to 100.100.100.200, where no camera may be");
        assertThat(refused(camera("http://0.0.0.0/1.jpg", ""))).contains("where no camera may be");
        assertThat(refused(camera("http://camera.invalid/1.jpg", "")))
                .isEqualTo("the name of the camera's host is not known; it gave no picture since the hub started");
        lens.close();
        assertThat(refused(camera())).startsWith("the camera does not answer");
    }

    @Test
    void whoLooksAtTheSameMomentGetsTheSamePicture() throws Exception {
        byte[] jpeg = Shots.fromAPhone();
        lens.answers(exchange -> {
            await();
            Lens.of("image/jpeg", jpeg).to(exchange);
        });
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Still>> looks = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                looks.add(people.submit(() -> cameras.look(camera())));
            }
            held.countDown();
            for (Future<Still> look : looks) {
                assertThat(look.get(20, TimeUnit.SECONDS).picture().jpeg()).isNotEmpty();
            }
        }
        assertThat(lens.asked()).isBetween(1, 10);
    }
}
