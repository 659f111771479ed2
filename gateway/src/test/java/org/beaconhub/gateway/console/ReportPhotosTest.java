package org.beaconhub.gateway.console;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Shots;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.Line;
import org.junit.jupiter.api.Test;

/** Photos of people who report: what arrives, what is left out, and that nothing of it keeps a report back. */
class ReportPhotosTest extends ApiTrial {
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
    private static final String PLACE = "type=other&area=forest/east&text=smoke";

    private String ticket() throws Exception {
        Matcher ticket = TICKET.matcher(get("/report").body());
        assertThat(ticket.find()).isTrue();
        long given = Long.parseLong(ticket.group(1).split("\\.", -1)[0]);
        await().atMost(Duration.ofSeconds(5)).until(() -> hub.clock.nowMs() > given + 1_100);
        return ticket.group(1);
    }

    private HttpResponse<String> send(String path, String fields, List<byte[]> photos) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String field : fields.split("&", -1)) {
            String[] pair = field.split("=", 2);
            part(body, "name=\"" + pair[0] + "\"", pair[1].getBytes(UTF_8));
        }
        for (byte[] photo : photos) {
            part(body, "name=\"photo\"; filename=\"../../a.html\"\r\nContent-Type: text/html", photo);
        }
        body.write("--edge--\r\n".getBytes(UTF_8));
        return client.send(
                HttpRequest.newBuilder(URI.create(console.url()).resolve(path))
                        .header("Content-Type", "multipart/form-data; boundary=edge")
                        .header("Origin", "http://127.0.0.1:" + console.port())
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                ofString());
    }

    private static void part(ByteArrayOutputStream body, String about, byte[] content) throws IOException {
        body.write(("--edge\r\nContent-Disposition: form-data; " + about + "\r\n\r\n").getBytes(UTF_8));
        body.write(content);
        body.write("\r\n".getBytes(UTF_8));
    }

    private HttpResponse<String> report(String ticket, byte[]... photos) throws Exception {
        return send("/report", "ticket=" + ticket + "&" + PLACE, List.of(photos));
    }

    private static String page(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private Incident only() {
        assertThat(hub.view().incidents().incidents()).hasSize(1);
        return hub.view().incidents().incidents().getFirst();
    }

    private List<Line> pictured() {
        return only().lines().stream()
                .filter(line -> line.what() == Line.What.PICTURED)
                .toList();
    }

    private static byte[] photo(Color color) throws IOException {
        return Shots.picture(40, 30, "png", color);
    }

    @Test
    void aPhotoLiesOnTheDiskWithoutItsPlaceAndBesideTheIncidentWhenTheReporterIsToldThatItArrived() throws Exception {
        String page = page(report(ticket(), Shots.fromAPhone()));
        assertThat(get(page).body()).contains("照片已收到：1 张").contains("等待核实");
        Line line = pictured().getFirst();
        assertThat(line.by()).matches("report:P[0-9]+");
        byte[] kept = hub.pictures.find(line.ref()).orElseThrow();
        assertThat(kept).isEqualTo(new Darkroom().develop(Shots.fromAPhone()).jpeg());
        assertThat(new String(kept, ISO_8859_1)).doesNotContain("GPS", "Exif");
        assertThat(get(page).body()).as("who has the code sees no photo").doesNotContain("<img", line.ref());
    }

    @Test
    void whatIsNoPhotoIsLeftOutAndTheReportArrivesAllTheSame() throws Exception {
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes(UTF_8);
        byte[] huge = Shots.png(100_000, 100_000, "tEXt", new byte[0]);
        byte[] large = new byte[Darkroom.BYTES_MAX + 1];
        String page = page(report(ticket(), svg, huge, large));
        assertThat(page).endsWith("?left=3");
        assertThat(get(page).body())
                .contains("3 张照片未收下", "3 not taken", "报告本身已收到")
                .doesNotContain("照片已收到");
        assertThat(pictured()).isEmpty();
        assertThat(only().signs()).hasSize(1);
    }

    @Test
    void aFileThatIsAPhotoAndSomethingElseArrivesAsAPhotoAlone() throws Exception {
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(UTF_8);
        report(ticket(), Shots.joined(Shots.fromAPhone(), page));
        byte[] kept = hub.pictures.find(pictured().getFirst().ref()).orElseThrow();
        assertThat(new String(kept, ISO_8859_1)).doesNotContain("<script");
    }

    @Test
    void photosComeLaterByTheCodeUpToThreeAndOneThatComesTwiceCountsOnce() throws Exception {
        String ticket = ticket();
        String page = page(report(ticket, photo(Color.RED)));
        String more = page + "/photos";
        String fields = "ticket=" + ticket;
        assertThat(page(send(more, fields, List.of(photo(Color.RED))))).isEqualTo(page);
        assertThat(pictured()).hasSize(1);
        assertThat(page(send(more, fields, List.of(photo(Color.BLUE), photo(Color.GREEN), photo(Color.PINK)))))
                .endsWith("?left=1");
        assertThat(pictured()).hasSize(3);
        assertThat(get(page).body()).contains("照片已收到：3 张").doesNotContain("<form");
        assertThat(page(send(more, fields, List.of(photo(Color.BLACK))))).endsWith("?left=1");
        assertThat(send("/report/AAAAAAAAAA/photos", fields, List.of(photo(Color.RED)))
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(more, "ticket=1.aa", List.of(photo(Color.CYAN))).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aReportThatComesAgainWithItsCodeIsOneReportAndItsPhotosAreThoseOfBoth() throws Exception {
        String fields = "ticket=" + ticket() + "&" + PLACE + "&code=ABCDEFGH23";
        assertThat(page(send("/report", fields, List.of(photo(Color.RED))))).isEqualTo("/report/ABCDEFGH23");
        for (int i = 0; i < 6; i++) {
            assertThat(page(send("/report", fields, List.of(photo(Color.RED), photo(Color.BLUE)))))
                    .as("it counts for no limit of reports")
                    .isEqualTo("/report/ABCDEFGH23");
        }
        assertThat(only().signs()).hasSize(1);
        assertThat(pictured()).hasSize(2);
        String other = page(send("/report", fields.replace("ABCDEFGH23", "<b>"), List.of()));
        assertThat(other).as("what is no code gets one").matches("/report/[A-Z2-9]{10}");
    }

    @Test
    void whatIsOverTakesNoMorePhotos() throws Exception {
        String ticket = ticket();
        String page = page(report(ticket));
        hub.put(
                List.of(new Command(
                        "li", new IncidentAct.CloseIncident(only().id(), Command.Disposition.FALSE, "只是雾"))),
                seq -> {});
        assertThat(page(send(page + "/photos", "ticket=" + ticket, List.of(photo(Color.RED)))))
                .endsWith("?left=1");
        assertThat(pictured()).isEmpty();
    }

    @Test
    void reportersLeaveRoomForThePicturesOfThoseWhoCarryTheIncident() throws Exception {
        String ticket = ticket();
        String page = page(report(ticket));
        for (int i = 0; i < 30; i++) {
            String name = "%064x".formatted(i);
            hub.put(List.of(new Command("report:P0", new IncidentAct.Attach(only().id(), name, ""))), seq -> {});
        }
        assertThat(page(send(page + "/photos", "ticket=" + ticket, List.of(photo(Color.RED)))))
                .endsWith("?left=1");
        assertThat(pictured()).hasSize(30);
    }

    @Test
    void tooMuchIsAnsweredInWordsAndPhotosOfOneSenderMustWaitWhileAReportWithoutThemMayCome() throws Exception {
        String ticket = ticket();
        byte[] large = new byte[Darkroom.BYTES_MAX];
        assertThat(report(ticket, large, large, large, large).statusCode()).isEqualTo(413);
        byte[] bad = new byte[20_000];
        for (int i = 0; i < 15; i++) {
            assertThat(send("/report", "ticket=1.aa&" + PLACE, List.of(bad)).statusCode())
                    .isEqualTo(400);
        }
        HttpResponse<String> answer = report(ticket, bad);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("不带照片");
        assertThat(hub.view().incidents().incidents()).isEmpty();
        assertThat(report(ticket).statusCode()).isEqualTo(303);
    }
}
