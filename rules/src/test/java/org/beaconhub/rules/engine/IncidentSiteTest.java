package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.response.Point;
import org.beaconhub.rules.response.ResponsePlan;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.Test;

/** What a site prepares for incidents, and what is wrong with it by file, line and nearest name. */
class IncidentSiteTest {
    private static List<String> problems(String procedures, String units, String points, String rules) {
        return switch (Site.parse(
                IncidentSite.with(procedures, units, points, rules).files())) {
            case Parsed.Valid valid -> List.of();
            case Parsed.Invalid invalid ->
                invalid.problems().stream().map(String::valueOf).toList();
        };
    }

    private static ResponsePlan plan() {
        return Site.parse(IncidentSite.site().files()) instanceof Parsed.Valid valid
                ? valid.site().plan()
                : ResponsePlan.NONE;
    }

    @Test
    void theUnitWithTheClosestAreaAnswersAndOfSeveralTheFirst() {
        assertThat(plan().responsible("fire", "forest/east").orElseThrow().id()).isEqualTo("rangers");
        assertThat(plan().responsible("fire", "town").orElseThrow().id()).isEqualTo("brigade");
        assertThat(plan().responsible("intrusion", "forest/east").orElseThrow().id())
                .isEqualTo("police");
        assertThat(ResponsePlan.NONE.responsible("fire", "town")).isEmpty();
    }

    @Test
    void theNearestWaterAndWayInAreFound() {
        Place fire = new Place(35.9, 120.1);
        assertThat(plan().nearest(Point.Kind.WATER, fire).orElseThrow().id()).isEqualTo("pond");
        assertThat(plan().nearest(Point.Kind.ACCESS, fire).orElseThrow().id()).isEqualTo("south-gate");
        assertThat(plan().nearest(Point.Kind.WATER, Place.NONE)).isEmpty();
    }

    @Test
    void aWrongProcedureIsToldByFileLineAndNearestName() {
        assertThat(problems(
                        IncidentSite.PROCEDURES
                                .replace("no-smoke", "no-smoek")
                                .replace("30 min", "soon")
                                .replace("join-within-m: 800", "join-within-m: -1")
                                .replace("look-back: 1 d", "lookback: 1 d"),
                        IncidentSite.UNITS,
                        IncidentSite.POINTS,
                        IncidentSite.RULES))
                .satisfiesExactly(
                        each -> assertThat(each)
                                .startsWith("procedures.yaml:4:")
                                .contains("0.0 to 50000.0"),
                        each -> assertThat(each)
                                .startsWith("procedures.yaml:5:")
                                .contains("join-for 'soon'"),
                        each -> assertThat(each)
                                .startsWith("procedures.yaml:6:")
                                .contains("did you mean 'no-smoke'"),
                        each -> assertThat(each)
                                .startsWith("procedures.yaml:8:")
                                .contains("did you mean 'look-back'"));
    }

    @Test
    void aWrongUnitOrPointIsToldByFileLineAndNearestName() {
        assertThat(problems(
                        IncidentSite.PROCEDURES,
                        IncidentSite.UNITS.replace("[forest]", "[forst]").replace("id: police", "id: brigade")
                                + "  - { id: navy, name: { zh: 海, en: Navy }, incidents: [fier] }\n",
                        IncidentSite.POINTS
                                .replace("kind: access", "kind: acess")
                                .replace("lat: 35.8,", "lat: 95.8,"),
                        IncidentSite.RULES))
                .satisfiesExactly(
                        each -> assertThat(each).startsWith("points.yaml:3:").contains("lat must be -90.0 to 90.0"),
                        each -> assertThat(each).startsWith("points.yaml:4:").contains("did you mean 'access'"),
                        each -> assertThat(each)
                                .startsWith("units.yaml:3:")
                                .contains("unknown area 'forst' (did you mean 'forest'?)"),
                        each -> assertThat(each)
                                .startsWith("units.yaml:4:")
                                .contains("stands already at units.yaml:2:"),
                        each -> assertThat(each)
                                .startsWith("units.yaml:5:")
                                .contains("unknown incident 'fier' (did you mean 'fire'?)"));
    }

    @Test
    void aRuleThatNamesAnUnknownTypeOrIsNoAlarmIsTold() {
        assertThat(problems(
                        IncidentSite.PROCEDURES,
                        IncidentSite.UNITS,
                        IncidentSite.POINTS,
                        IncidentSite.RULES.replaceFirst("incident: fire", "incident: fier")))
                .singleElement()
                .asString()
                .startsWith("rules/all.yaml:1:")
                .contains("unknown incident 'fier' (did you mean 'fire'?)");
        assertThat(problems(
                        IncidentSite.PROCEDURES,
                        IncidentSite.UNITS,
                        IncidentSite.POINTS,
                        IncidentSite.RULES.replace("kind: supervisory", "kind: supervisory\n  incident: fire")))
                .singleElement()
                .asString()
                .contains("only alarms of kind 'alarm' make incidents, not 'supervisory'");
    }
}
