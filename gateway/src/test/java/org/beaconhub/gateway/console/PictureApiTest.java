package org.beaconhub.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Shots;
import org.junit.jupiter.api.Test;

/** Pictures beside incidents: who puts them there, who sees them, and what is written down. */
class PictureApiTest extends DoorTrial {
    private String incident() {
        alarm();
        return hub.view().incidents().incidents().getFirst().id();
    }

    private HttpRequest.Builder form(String incident, byte[] file, String note) throws Exception {
        String before = """
                --edge
                Content-Disposition: form-data; name="note"

                %s
                --edge
                Content-Disposition: form-data; name="picture"; filename="../../evil.html"
                Content-Type: text/html

                """.formatted(note);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(before.replace("\n", "\r\n").getBytes(UTF_8));
        body.write(file);
        body.write("\r\n--edge--\r\n".getBytes(UTF_8));
        return to("/api/v1/incidents/" + incident + "/pictures")
                .setHeader("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
    }

    private static JsonNode last(JsonNode answer) {
        JsonNode lines = answer.path("time_line");
        return lines.path(lines.size() - 1);
    }

    @Test
    void aPictureStandsInTheTimeLineAndIsShownToThoseWhoMaySeePersonsAndEachLookIsWrittenDown() throws Exception {
        String id = incident();
        HttpResponse<String> answer = send(by(Role.OPERATOR, form(id, Shots.fromAPhone(), "东坡的烟")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode line = last(read(answer));
        assertThat(line.path("what").asText()).isEqualTo("pictured");
        assertThat(line.path("by").asText()).isEqualTo("token:operator");
        assertThat(line.path("note").asText()).isEqualTo("东坡的烟");
        String name = line.path("ref").asText();
        String path = "/api/v1/pictures/" + name;
        HttpResponse<byte[]> seen = client.send(by(Role.OPERATOR, to(path)).build(), BodyHandlers.ofByteArray());
        assertThat(seen.body())
                .isEqualTo(new Darkroom().develop(Shots.fromAPhone()).jpeg());
        assertThat(seen.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(seen.headers().firstValue("Cache-Control")).hasValue("private, no-store");
        assertThat(seen.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(get(Role.VIEWER, path).statusCode()).isEqualTo(403);
        assertThat(send(to(path)).statusCode()).isEqualTo(401);
        JsonNode lines = read(get(Role.ADMIN, "/api/v1/audit")).path("lines");
        assertThat(lines.findValuesAsText("about"))
                .contains("picture " + name, "POST /api/v1/incidents/" + id + "/pictures");
        assertThat(get(Role.OPERATOR, "/api/v1/pictures/" + "0".repeat(64)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whereALookCannotBeWrittenDownNoPictureIsShown() throws Exception {
        String name = last(read(send(by(Role.OPERATOR, form(incident(), Shots.fromAPhone(), "")))))
                .path("ref")
                .asText();
        Files.delete(data.resolve("audit/00000001.jsonl"));
        Files.createDirectories(data.resolve("audit/00000001.jsonl"));
        assertThat(get(Role.OPERATOR, "/api/v1/pictures/" + name).statusCode()).isEqualTo(503);
    }

    @Test
    void whatIsRefusedLeavesNothing() throws Exception {
        String id = incident();
        byte[] good = Shots.picture(40, 30, "png", Color.RED);
        String name = new Darkroom().develop(good).name();
        assertThat(send(by(Role.VIEWER, form(id, good, ""))).statusCode()).isEqualTo(403);
        assertThat(send(form(id, good, "")).statusCode()).isEqualTo(403);
        assertThat(send(by(Role.OPERATOR, form("I9-9", good, ""))).statusCode()).isEqualTo(404);
        assertThat(send(by(Role.OPERATOR, form(id, good, "x".repeat(501)))).statusCode())
                .isEqualTo(400);
        assertThat(hub.pictures.find(name)).isEmpty();
        HttpResponse<String> noPicture = send(by(Role.OPERATOR, form(id, "<svg/>".getBytes(UTF_8), "")));
        assertThat(noPicture.statusCode()).isEqualTo(422);
        assertThat(read(noPicture).at("/text/zh").asText()).isEqualTo("这不是可读的 JPEG 或 PNG 照片");
        assertThat(post(Role.OPERATOR, "/api/v1/incidents/" + id + "/pictures", "{}")
                        .statusCode())
                .isEqualTo(415);
        byte[] large = new byte[Darkroom.BYTES_MAX + 1];
        assertThat(send(by(Role.OPERATOR, form(id, large, ""))).statusCode()).isEqualTo(413);
        assertThat(send(by(Role.OPERATOR, form(id, good, "once"))).statusCode()).isEqualTo(200);
        assertThat(send(by(Role.OPERATOR, form(id, good, "twice"))).statusCode())
                .isEqualTo(409);
        assertThat(hub.pictures.find(name)).isPresent();
    }

    @Test
    void aPictureIsPutBesideTheVersionThatWasSeenAndOnceByItsKey() throws Exception {
        String id = incident();
        byte[] first = Shots.picture(40, 30, "png", Color.RED);
        byte[] second = Shots.picture(40, 30, "png", Color.BLUE);
        String seen = "\"" + read(get(Role.OPERATOR, "/api/v1/incidents/" + id)).path("version") + "\"";
        HttpRequest.Builder keyed = form(id, first, "").header("If-Match", seen).header("Idempotency-Key", "k1");
        JsonNode done = read(send(by(Role.OPERATOR, keyed)));
        HttpResponse<String> again = send(by(Role.OPERATOR, keyed));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(read(again)).isEqualTo(done);
        assertThat(send(by(Role.OPERATOR, form(id, second, "").header("Idempotency-Key", "k1")))
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> late = send(by(Role.OPERATOR, form(id, second, "").header("If-Match", seen)));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(read(late).at("/first/by").asText()).isEqualTo("token:operator");
        assertThat(hub.pictures.find(new Darkroom().develop(second).name())).isEmpty();
    }

    @Test
    void aForeignPageCannotSendAPicture() throws Exception {
        String id = incident();
        person("li", Role.OPERATOR);
        String cookie = signedIn("li");
        byte[] good = Shots.picture(40, 30, "png", Color.RED);
        assertThat(send(form(id, good, "").setHeader("Cookie", cookie)).statusCode())
                .isEqualTo(403);
        assertThat(send(page(cookie, form(id, good, "")).setHeader("Origin", "http://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(page(cookie, form(id, good, ""))).statusCode()).isEqualTo(200);
    }
}
