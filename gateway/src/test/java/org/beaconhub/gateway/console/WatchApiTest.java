package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The watch list over HTTP: who may, with a reason, for a time, and without the plate itself anywhere. */
class WatchApiTest extends DoorTrial {
    private static final String PLATE = "鲁B·12345";
    private static final String WATCH =
            "{\"kind\":\"plate\",\"value\":\"" + PLATE + "\",\"days\":7,\"reason\":\"stolen on Monday\"}";

    private HttpResponse<String> watch() throws Exception {
        return post(Role.DISPATCHER, "/api/v1/watch-list", WATCH);
    }

    private void passes(String plate) {
        hub.observe("fn-1", 0, new Label(Quantity.PLATE, TrialHub.PSEUDONYMS.of(Quantity.PLATE, plate)));
    }

    @Test
    void aDispatcherWatchesAPlateHearsOfItHoweverItIsWrittenAndTakesItOff() throws Exception {
        HttpResponse<String> answer = watch();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode watched = read(answer).at("/watched/0");
        assertThat(watched.path("kind").asText()).isEqualTo("plate");
        assertThat(watched.path("reason").asText()).isEqualTo("stolen on Monday");
        assertThat(watched.path("until").asLong() - watched.path("since").asLong())
                .isEqualTo(7 * 24 * 3_600_000L);
        passes("鲁b 12345");
        assertThat(hub.view().alarms())
                .singleElement()
                .satisfies(each -> assertThat(each.rule()).isEqualTo("watch-list"));
        String path = "/api/v1/watch-list/" + watched.path("id").asText() + "/end";
        assertThat(read(post(Role.DISPATCHER, path, "{\"note\":\"found\"}")).path("watched"))
                .isEmpty();
        assertThat(post(Role.DISPATCHER, path, "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void neitherThePlateNorTheReasonIsToldToWhoMayNotSeeTheListAndEachLookIsWrittenDown() throws Exception {
        watch();
        passes(PLATE);
        for (Role role : new Role[] {Role.VIEWER, Role.OPERATOR, Role.DRILL_COORDINATOR}) {
            assertThat(get(role, "/api/v1/watch-list").statusCode()).isEqualTo(403);
            assertThat(post(role, "/api/v1/watch-list", WATCH).statusCode()).isEqualTo(403);
        }
        assertThat(get(Role.VIEWER, "/api/v1/state").body())
                .contains("watch-list")
                .doesNotContain("stolen")
                .doesNotContain("12345");
        assertThat(get(Role.DISPATCHER, "/api/v1/watch-list").body())
                .contains("stolen")
                .doesNotContain("12345");
        assertThat(get(Role.ADMIN, "/api/v1/audit").body())
                .contains("\"about\":\"watch list\"")
                .doesNotContain("12345");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"face\",\"value\":\"x\",\"days\":1,\"reason\":\"r\"} | must be 'plate' or 'card'",
                "{\"kind\":\"card\",\"value\":\"--\",\"days\":1,\"reason\":\"r\"} | letters or digits",
                "{\"kind\":\"card\",\"value\":\"x1\",\"days\":91,\"reason\":\"r\"} | from 1 to 90",
                "{\"kind\":\"card\",\"value\":\"x1\",\"days\":1} | 'reason'",
            })
    void whatIsMissingOrWrongIsSaid(String body, String said) throws Exception {
        HttpResponse<String> answer = post(Role.ADMIN, "/api/v1/watch-list", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(said);
    }

    @Test
    void theSamePlateTwiceIsRefusedWithTheEntryThatIsThere() throws Exception {
        String id = read(watch()).at("/watched/0/id").asText();
        HttpResponse<String> again = watch();
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains(id);
    }
}
