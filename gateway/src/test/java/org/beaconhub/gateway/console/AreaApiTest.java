package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.Test;

/** What the API tells of areas, over real HTTP. */
class AreaApiTest extends ApiTrial {
    private static final SiteFile HOURS = new SiteFile("calendars.yaml", """
            calendars:
              always: { times: ["00:00-24:00"] }
            premises:
              town: { open: always }
            """);

    @Test
    void anAreaTellsItsOpeningHoursWhereItsPremisesHaveSome() throws Exception {
        TrialHub open = new TrialHub(new TrialSite(2, 2, List.of(HOURS)));
        try (Console other = open.console()) {
            JsonNode areas = json(client.send(
                    java.net.http.HttpRequest.newBuilder(java.net.URI.create(other.url() + "api/v1/areas"))
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString()));
            assertThat(areas.at("/3/path").asText()).isEqualTo("town");
            assertThat(areas.at("/3/hours/open").asBoolean()).isTrue();
            assertThat(areas.at("/3/hours/calendar").asText()).isEqualTo("always");
            assertThat(areas.at("/3/hours/until").asLong()).isGreaterThan(open.clock.nowMs());
            assertThat(areas.get(0).has("hours")).isFalse();
        } finally {
            open.vitals.close();
        }
    }

    @Test
    void theStateTellsTheUnitsOfItsReadingsAndTheFireWeatherAsFarAsItIsKnown() throws Exception {
        JsonNode state = json(get("/api/v1/state"));
        assertThat(state.at("/site/units/temperature").asText()).isEqualTo("°C");
        assertThat(state.path("fire_weather").isArray()).isTrue();
    }
}
