package org.beaconhub.gateway.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Pictures;
import org.beaconhub.gateway.pictures.Shots;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.gateway.run.TestClock;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.site.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which cameras are asked for an incident, until when, and how many at once. */
class CameraLimitsTest {
    private static final double LAT = 35.9;
    private static final double METRES_PER_DEGREE = 6_371_008.8 * Math.PI / 180;

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final Engine engine = Engine.empty();
    private final List<Fact> kept = new ArrayList<>();
    private Lens lens;
    private Cameras cameras;

    @BeforeEach
    void open() throws IOException {
        lens = Lens.open(Lens.of("image/jpeg", Shots.fromAPhone()));
        cameras = new Cameras(new Secrets(folder), new Darkroom(), clock, new Cameras.Limits(2_000, 20_000, 50));
    }

    @AfterEach
    void close() {
        cameras.close();
        lens.close();
    }

    /** What is put in stays here; nobody looks at views, as the view is handed over. */
    private final class Room implements Views, Inbox {
        @Override
        public void put(List<? extends Fact> facts, Receipt receipt) {
            kept.addAll(facts);
        }

        @Override
        public void putFirst(List<? extends Fact> facts, Receipt receipt) {
            kept.addAll(facts);
        }

        @Override
        public View view() {
            return engine.view();
        }

        @Override
        public View awaitBeyond(long seq, long timeoutMs) {
            return engine.view();
        }
    }

    private void at(long ms, LiveFact fact) {
        engine.apply(new Entry(engine.seq() + 1, Stories.START_MS + ms, fact));
    }

    /** A site with a node and so many cameras, all so far to the north of it. */
    private void site(int count, double metres) {
        StringBuilder devices = new StringBuilder("""
                devices:
                  - { id: fn-0, type: forest-node, area: forest, lat: 35.9, lon: 120.1, name: { zh: 一, en: One } }
                """);
        for (int i = 0; i < count; i++) {
            devices.append("  - { id: cam-" + i + ", type: camera, area: forest, lat: "
                    + (LAT + metres / METRES_PER_DEGREE) + ", lon: 120.1, name: { zh: 眼, en: Eye }, snapshot: \""
                    + lens.url() + "\" }\n");
        }
        List<SiteFile> files = new ArrayList<>();
        for (SiteFile each : Stories.site(1).files()) {
            files.add(
                    switch (each.name()) {
                        case "devices.yaml" -> new SiteFile(each.name(), devices.toString());
                        case "types.yaml" ->
                            new SiteFile(
                                    each.name(), each.text() + "  camera: { measures: [event], dialect: beacon }\n");
                        default -> each;
                    });
        }
        at(0, new SiteChanged("start", files));
    }

    private Device camera(int number) {
        return engine.view().site().device("cam-" + number).orElseThrow();
    }

    /** A fire that begins now, and a look so much later. */
    private boolean looked(long laterMs) throws Exception {
        at(1_000, Stories.says(0, 1, Stories.START_MS + 1_000, Quantity.TEMPERATURE, 70));
        assertThat(engine.view().incidents().incidents()).hasSize(1);
        at(1_000 + laterMs, new TimePassed());
        Room room = new Room();
        FirstSight sight = new FirstSight(
                room,
                room,
                cameras,
                new Pictures(folder.resolve("pictures"), clock, new Pictures.Bounds(90, 1 << 20, 0)));
        return sight.look(engine.view());
    }

    @Test
    void aCameraWithinThreeKilometresIsAsked() throws Exception {
        site(1, 2_995);
        assertThat(looked(0)).isTrue();
        assertThat(lens.asked()).isEqualTo(1);
        assertThat(kept).hasSize(1);
    }

    @Test
    void aCameraBeyondThreeKilometresSeesNothingOfIt() throws Exception {
        site(1, 3_005);
        looked(0);
        assertThat(lens.asked()).isZero();
        assertThat(kept).isEmpty();
    }

    @Test
    void anIncidentIsYoungForAMinuteAndGetsNoPictureAfterwards() throws Exception {
        site(1, 100);
        assertThat(looked(60_000)).as("a minute old").isFalse();
        assertThat(lens.asked()).isZero();
    }

    @Test
    void anIncidentThatIsNotAMinuteOldGetsOne() throws Exception {
        site(1, 100);
        assertThat(looked(59_999)).isTrue();
        assertThat(lens.asked()).isEqualTo(1);
    }

    @Test
    void fourCamerasAreAskedAtOnceAndTheFifthIsToldToTryAgain() throws Exception {
        site(6, 100);
        CountDownLatch held = new CountDownLatch(1);
        byte[] jpeg = Shots.fromAPhone();
        lens.answers(exchange -> {
            try {
                held.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Lens.of("image/jpeg", jpeg).to(exchange);
        });
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Still>> looks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Device camera = camera(i);
                looks.add(people.submit(() -> cameras.look(camera)));
            }
            await().atMost(Duration.ofSeconds(15)).until(() -> lens.asked() == 4);
            CameraSilent fifth = catchThrowableOfType(CameraSilent.class, () -> cameras.look(camera(4)));
            held.countDown();
            assertThat(fifth).as("the fifth").isNotNull();
            assertThat(fifth.text().en()).startsWith("too many cameras are being asked");
            for (Future<Still> look : looks) {
                assertThat(look.get(20, TimeUnit.SECONDS).picture().jpeg()).isNotEmpty();
            }
        } finally {
            held.countDown();
        }
        assertThat(cameras.look(camera(5)).picture().jpeg())
                .as("there is room again")
                .isNotEmpty();
        assertThat(lens.asked()).isEqualTo(5);
    }
}
