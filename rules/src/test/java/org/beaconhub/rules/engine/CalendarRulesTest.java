package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.BROKER_UP;
import static org.beaconhub.rules.fact.Quantity.DOOR;

import java.util.List;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.Test;

/** Stories begin on Friday, 15 January 2027, at 16:00 in the site's zone; 7,200 s later it is 18:00. */
class CalendarRulesTest {
    private static final String AFTER_HOURS = Trials.rule("gate", "door for 1 min and not in opening-hours");

    private static SiteChanged open(String times) {
        return Sites.with(AFTER_HOURS, """
                calendars: { shop: { days: [workdays], times: ["%s"] } }
                premises: { town: { open: shop } }
                """.formatted(times));
    }

    private static Story begin(SiteChanged site) {
        Story story = new Story();
        return story.tell(0, site).observe(0, "hub", BROKER_UP, 1);
    }

    @Test
    void aGateThatIsOpenIsAnAlarmFromClosingTimeOnThoughNothingMoreIsHeard() {
        Story story = begin(open("08:00-18:00"));
        story.observe(7000, "gate-1", DOOR, 1).until(7199);
        assertThat(story.moves()).isEmpty();
        story.until(7201);
        assertThat(story.moves()).containsExactly("7200 RAISED trial gate-1");
        assertThat(story.alarm().explanation()).anySatisfy(evidence -> {
            assertThat(evidence.clause()).isEqualTo("not (in opening-hours)");
            assertThat(evidence.value()).isEqualTo("2027-01-15 18:00");
        });
    }

    @Test
    void itGoesByTheMomentAtWhichTheDeviceMeasuredNotByThatAtWhichItWasHeard() {
        Story story = begin(open("08:00-18:00"));
        story.tell(
                7260,
                new Observation(
                        "gate-1",
                        Story.START_MS + 7_000_000,
                        Observation.TimeSource.DEVICE,
                        Observation.NO_SEQ,
                        List.of(new Measurement(DOOR, 1))));
        story.until(7459);
        assertThat(story.moves()).isEmpty();
        story.until(7461);
        assertThat(story.moves()).containsExactly("7460 RAISED trial gate-1");
    }

    @Test
    void anEngineThatIsRestoredGoesOnByTheSameCalendar() {
        Story story = begin(open("08:00-18:00"));
        story.observe(7000, "gate-1", DOOR, 1);
        story.engine = Engine.restore(story.engine.snapshot());
        story.until(7201);
        assertThat(story.moves()).containsExactly("7200 RAISED trial gate-1");
    }

    @Test
    void changedHoursCountAtOnceAndARuleThatStaysKeepsItsAlarm() {
        Story story = begin(open("08:00-18:00"));
        story.observe(7000, "gate-1", DOOR, 1).until(7201);
        story.tell(7300, open("08:00-19:00"));
        story.until(10_801);
        assertThat(story.moves())
                .containsExactly(
                        "7200 RAISED trial gate-1", "7300 RETURNED trial gate-1", "10800 RAISED_AGAIN trial gate-1");
    }

    @Test
    void aRuleThatAsksForOpeningHoursWhereThereAreNoneIsRefused() {
        SiteChanged site = Sites.with(Trials.rule("forest-node", "smoke > 4 %/m and not in opening-hours"), """
                calendars: { shop: { times: ["08:00-18:00"] } }
                premises: { town: { open: shop } }
                """);
        assertThat(Site.parse(site.files()))
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .singleElement()
                                .asString()
                                .contains("rules/all.yaml:1:9")
                                .contains("asks for the opening hours of 'forest/east', where 'fn-1' stands"));
    }
}
