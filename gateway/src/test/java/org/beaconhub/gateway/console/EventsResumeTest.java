package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client whose connection breaks comes back with the id of its last message (HTML, 9.2 Server-sent events). */
@Timeout(60)
class EventsResumeTest {
    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final TrialHub hub = new TrialHub(new TrialSite(4, 4));
    private Console console;

    private record Message(String id, String event, JsonNode data) {}

    /** One connection, as a browser reads it. */
    private final class Stream implements AutoCloseable {
        private final BufferedReader lines;

        Stream(String lastId) throws IOException, InterruptedException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(console.url()).resolve("/api/v1/events"));
            if (!lastId.isEmpty()) {
                request.header("Last-Event-ID", lastId);
            }
            lines = new BufferedReader(new InputStreamReader(
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                            .body(),
                    StandardCharsets.UTF_8));
        }

        Message next() throws IOException {
            String id = "";
            String event = "";
            String data = "";
            for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                id = line.startsWith("id: ") ? line.substring(4) : id;
                event = line.startsWith("event: ") ? line.substring(7) : event;
                data = line.startsWith("data: ") ? line.substring(6) : data;
            }
            return new Message(id, event, mapper.readTree(data));
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    @BeforeEach
    void open() {
        console = hub.console();
    }

    @AfterEach
    void close() {
        console.close();
        hub.vitals.close();
        client.shutdownNow();
    }

    private static List<String> subjects(JsonNode alarms) {
        List<String> all = new ArrayList<>();
        alarms.forEach(alarm -> all.add(alarm.path("subject").asText()));
        return all;
    }

    @Test
    void itGetsWhatChangedSinceAndNothingThatItHas() throws Exception {
        Message last;
        try (Stream first = new Stream("")) {
            last = first.next();
            assertThat(last.event()).isEqualTo("state");
            hub.heat("fn-2");
            while (!last.data().path("heard").has("fn-2")) {
                last = first.next();
            }
        }
        hub.heat("fn-3");
        try (Stream second = new Stream(last.id())) {
            Message resumed = second.next();
            assertThat(resumed.event()).isEqualTo("delta");
            assertThat(resumed.data().path("heard").has("fn-3")).isTrue();
            assertThat(resumed.data().path("heard").has("fn-2")).isFalse();
            assertThat(subjects(resumed.data().path("alarms"))).containsExactly("fn-3");
            Message after = second.next();
            assertThat(after.data().path("heard").has("fn-3")).isFalse();
            assertThat(seq(after)).isGreaterThanOrEqualTo(seq(resumed));
        }
    }

    private static long seq(Message message) {
        return message.data().path("seq").asLong();
    }

    private void act(Command.Act act) {
        hub.put(List.of(new Command("li", act)), Receipt.NONE);
    }

    @Test
    void ofManyAlarmsItGetsThoseThatMovedAndTheIdsOfThoseThatAreOver() throws Exception {
        for (int i = 0; i < 4; i++) {
            hub.heat("fn-" + i);
        }
        List<String> ids = hub.view().alarms().stream().map(Alarm::id).toList();
        Message last;
        try (Stream first = new Stream("")) {
            last = first.next();
            assertThat(last.data().path("alarms")).hasSize(4);
        }
        act(new Command.Acknowledge(ids.get(2)));
        act(new Command.Acknowledge(ids.get(1)));
        hub.cool("fn-1");
        act(new Command.Close(ids.get(1), Disposition.REAL, "out"));
        try (Stream second = new Stream(last.id())) {
            JsonNode resumed = second.next().data();
            assertThat(subjects(resumed.path("alarms"))).containsExactly("fn-2");
            assertThat(resumed.path("alarms").path(0).path("state").asText()).isEqualTo("acknowledged");
            assertThat(resumed.path("alarms_over")).hasToString("[\"" + ids.get(1) + "\"]");
            JsonNode after = second.next().data();
            assertThat(after.has("alarms") || after.has("alarms_over")).isFalse();
        }
    }

    /** A hub that was restored from a backup has other views of the same sequence. */
    @Test
    void anIdOfAnotherRunOfTheHubGetsTheWholeState() throws Exception {
        Message last;
        try (Stream first = new Stream("")) {
            last = first.next();
        }
        console.close();
        console = hub.console(new ConsoleOptions("127.0.0.1", 0), Entrance.free(hub.clock), new AheadClock());
        try (Stream other = new Stream("");
                Stream second = new Stream(last.id())) {
            assertThat(other.next().event()).isEqualTo("state");
            assertThat(second.next().event()).isEqualTo("state");
        }
    }

    @Test
    void anIdThatIsTooOldOrNoneOfOursGetsTheWholeState() throws Exception {
        for (String id : List.of("0", "999999999", "-1", "none", "9".repeat(30))) {
            try (Stream stream = new Stream(id)) {
                assertThat(stream.next().event()).as(id).isEqualTo("state");
            }
        }
    }

    /** What a page makes of the messages. */
    private static final class Known {
        private final TreeMap<String, JsonNode> latest = new TreeMap<>();
        private final TreeMap<String, JsonNode> alarms = new TreeMap<>();
        private String id = "";
        private int wholes;

        void take(Message message) {
            if (message.event().equals("state")) {
                wholes++;
                alarms.clear();
            }
            id = message.id();
            JsonNode data = message.data();
            data.path("devices").forEach(each -> latest.put(each.path("id").asText(), each.path("latest")));
            data.path("heard")
                    .properties()
                    .forEach(each -> latest.put(each.getKey(), each.getValue().path("latest")));
            data.path("alarms").forEach(each -> alarms.put(each.path("id").asText(), each));
            data.path("alarms_over").forEach(each -> alarms.remove(each.asText()));
        }
    }

    @Test
    void aClientThatBreaksOffAgainAndAgainKnowsTheSameAsTheHub() throws Exception {
        Random random = new Random(7);
        Known known = new Known();
        for (int round = 0; round < 12; round++) {
            try (Stream stream = new Stream(known.id)) {
                for (int i = 0; i <= random.nextInt(3); i++) {
                    known.take(stream.next());
                    hub.observe(
                            "fn-" + random.nextInt(4), 0, TrialHub.reading(Quantity.TEMPERATURE, random.nextInt(40)));
                }
            }
            if (round % 5 == 2) {
                hub.heat("fn-" + round % 4);
            }
            if (round % 4 == 3) {
                hub.view().alarms().stream().findFirst().ifPresent(alarm -> act(new Command.Acknowledge(alarm.id())));
            }
            if (round == 8) {
                hub.view().alarms().stream().findFirst().ifPresent(alarm -> {
                    hub.cool(alarm.subject());
                    act(new Command.Close(alarm.id(), Disposition.REAL, "out"));
                });
            }
        }
        Known hubs = new Known();
        try (Stream last = new Stream(known.id);
                Stream fresh = new Stream("")) {
            known.take(last.next());
            hubs.take(fresh.next());
        }
        assertThat(known.wholes).isEqualTo(1);
        known.latest.remove("hub");
        hubs.latest.remove("hub");
        assertThat(known.latest).isEqualTo(hubs.latest);
        assertThat(known.alarms).isEqualTo(hubs.alarms);
    }
}
