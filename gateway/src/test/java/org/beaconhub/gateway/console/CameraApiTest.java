package org.beaconhub.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.cameras.FirstSight;
import org.beaconhub.gateway.cameras.Lens;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Shots;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.incident.Line;
import org.junit.jupiter.api.Test;

/** Who looks through cameras, and what is written down of it. */
class CameraApiTest extends DoorTrial {
    private static final String PATH = "/api/v1/devices/cam-1/snapshot";

    @Test
    void onlyWhoMaySeePersonsLooksAndEachLookIsWrittenDownWhetherTheCameraAnswersOrNot() throws Exception {
        try (Lens lens = Lens.open(Lens.of("image/jpeg", Shots.fromAPhone()))) {
            hub.put(List.of(TrialSite.withCamera(new TrialSite(4, 4), lens.url())), Receipt.NONE);
            assertThat(get(Role.VIEWER, PATH).statusCode()).isEqualTo(403);
            assertThat(send(to(PATH)).statusCode()).isEqualTo(401);
            assertThat(send(by(Role.OPERATOR, to(PATH).header("Sec-Fetch-Site", "cross-site")))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(get(Role.OPERATOR, "/api/v1/devices/fn-1/snapshot").statusCode())
                    .isEqualTo(404);
            assertThat(lens.asked()).isZero();
            HttpResponse<byte[]> seen = client.send(by(Role.OPERATOR, to(PATH)).build(), BodyHandlers.ofByteArray());
            assertThat(seen.statusCode()).isEqualTo(200);
            assertThat(seen.body())
                    .isEqualTo(new Darkroom().develop(Shots.fromAPhone()).jpeg());
            assertThat(seen.headers().firstValue("Content-Type")).hasValue("image/jpeg");
            assertThat(seen.headers().firstValue("Cache-Control")).hasValue("private, no-store");
            assertThat(seen.headers().firstValueAsLong("Beacon-Taken-At")).isPresent();
            lens.answers(Lens.of("text/html", "<b>".getBytes(UTF_8)));
            HttpResponse<String> silent = get(Role.OPERATOR, PATH);
            assertThat(silent.statusCode()).isEqualTo(502);
            assertThat(read(silent).at("/text/zh").asText()).contains("不是 JPEG 或 PNG 图片；上次取得画面在 1 分钟内");
            assertThat(silent.body()).doesNotContain("127.0.0.1");
            JsonNode lines = read(get(Role.ADMIN, "/api/v1/audit")).path("lines");
            assertThat(lines.findValuesAsText("about"))
                    .filteredOn("camera cam-1"::equals)
                    .hasSize(2);
        }
    }

    private List<Line> pictured() {
        return hub.view().incidents().incidents().stream()
                .flatMap(each -> each.lines().stream())
                .filter(line -> line.what() == Line.What.PICTURED)
                .toList();
    }

    @Test
    void oneCameraPictureIsKeptAsAnIncidentOpens() throws Exception {
        try (Lens lens = Lens.open(Lens.of("image/jpeg", Shots.fromAPhone()));
                FirstSight _ = FirstSight.start(hub, hub, hub.cameras, hub.pictures)) {
            hub.put(List.of(TrialSite.withCamera(new TrialSite(4, 4), lens.url())), Receipt.NONE);
            alarm();
            for (long seq = 0; pictured().isEmpty() && seq < hub.view().seq(); ) {
                seq = hub.view().seq();
                hub.awaitBeyond(seq, 20_000);
            }
            assertThat(pictured()).singleElement().satisfies(line -> {
                assertThat(line.by()).isEqualTo("design");
                assertThat(line.note()).isEqualTo("cam-1");
                assertThat(hub.pictures.find(line.ref())).isPresent();
            });
            assertThat(lens.asked()).isEqualTo(1);
        }
    }

    /** The first act that is put to it is answered by a fault. */
    private record Stumbling(TrialHub hub, CountDownLatch stumbled) implements Inbox {
        @Override
        public void put(List<? extends Fact> facts, Receipt receipt) {
            hub.put(facts, receipt);
        }

        @Override
        public void putFirst(List<? extends Fact> facts, Receipt receipt) {
            if (stumbled.getCount() > 0) {
                stumbled.countDown();
                throw new IllegalStateException("nobody foresaw this");
            }
            hub.putFirst(facts, receipt);
        }
    }

    @Test
    void aFaultThatNobodyForesawCostsOneIncidentItsPictureAndNotTheNext() throws Exception {
        CountDownLatch stumbled = new CountDownLatch(1);
        try (Lens lens = Lens.open(Lens.of("image/jpeg", Shots.fromAPhone()));
                FirstSight _ = FirstSight.start(hub, new Stumbling(hub, stumbled), hub.cameras, hub.pictures)) {
            hub.put(List.of(TrialSite.withCamera(new TrialSite(4, 4), lens.url())), Receipt.NONE);
            alarm();
            assertThat(stumbled.await(20, TimeUnit.SECONDS)).isTrue();
            String first = hub.view().incidents().incidents().getFirst().id();
            hub.put(
                    List.of(new Command(
                            "op", new IncidentAct.CloseIncident(first, Command.Disposition.FALSE, "birds"))),
                    Receipt.NONE);
            hub.heat("fn-2");
            await().atMost(Duration.ofSeconds(20)).until(() -> !pictured().isEmpty());
            assertThat(lens.asked()).isEqualTo(2);
        }
    }

    @Test
    void whereALookCannotBeWrittenDownNoCameraIsAsked() throws Exception {
        try (Lens lens = Lens.open(Lens.of("image/jpeg", Shots.fromAPhone()))) {
            hub.put(List.of(TrialSite.withCamera(new TrialSite(4, 4), lens.url())), Receipt.NONE);
            get(Role.OPERATOR, PATH);
            Files.delete(data.resolve("audit/00000001.jsonl"));
            Files.createDirectories(data.resolve("audit/00000001.jsonl"));
            assertThat(get(Role.OPERATOR, PATH).statusCode()).isEqualTo(503);
            assertThat(lens.asked()).isEqualTo(1);
        }
    }
}
