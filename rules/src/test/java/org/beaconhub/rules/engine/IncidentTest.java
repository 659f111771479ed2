package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.decision.IncidentMoved;
import org.beaconhub.rules.decision.IncidentsRecur;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.IncidentAct.Check;
import org.beaconhub.rules.fact.IncidentAct.Step;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentState;
import org.beaconhub.rules.incident.PublicNotice;
import org.beaconhub.rules.incident.Sign;
import org.junit.jupiter.api.Test;

/** Alarms and people's reports become incidents, and people carry them to their end. */
class IncidentTest {
    private static final String CODE = "ABCDEFGH23";
    private static final String OTHER_CODE = "ABCDEFGH24";

    private final Story story = IncidentSite.story();

    private List<Incident> incidents() {
        return story.engine.view().incidents().incidents();
    }

    private Incident only() {
        assertThat(incidents()).hasSize(1);
        return incidents().getFirst();
    }

    private void hot(double second, String device) {
        story.observe(second, device, Quantity.TEMPERATURE, 70);
    }

    private void cool(double second, String device) {
        story.observe(second, device, Quantity.TEMPERATURE, 20);
    }

    private void act(double second, IncidentAct act) {
        story.tell(second, new Command("li", act));
    }

    private static long at(int second) {
        return Story.START_MS + second * 1000L;
    }

    private void advance(double second, Step step) {
        act(second, new IncidentAct.Advance(only().id(), step, ""));
    }

    private void agree(double second, Check check, String note) {
        act(second, new IncidentAct.Agree(only().id(), check, note));
    }

    private List<String> lines() {
        return only().lines().stream()
                .map(line -> (line.atMs() - Story.START_MS) / 1000 + " " + line.what() + " " + line.ref())
                .toList();
    }

    private String refusal() {
        return story.decisions.getLast() instanceof Refused refused ? refused.why() : "not refused";
    }

    private void toAcceptance() {
        hot(10, "fn-1");
        advance(20, Step.VERIFY);
        advance(30, Step.RESPOND);
        cool(40, "fn-1");
        advance(50, Step.CONTAIN);
        agree(60, Check.NO_FIRE, "");
        agree(70, Check.NO_SMOKE, "");
        agree(80, Check.NO_GAS, "");
    }

    @Test
    void alarmsOfOneAreaJoinAndTheFirstOutAndTheHighestSeverityAreKept() {
        hot(10, "fn-1");
        story.observe(20, "fn-2", Quantity.SMOKE, 9);
        assertThat(only().head().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(only().head().area()).isEqualTo("forest/east");
        assertThat(only().head().place()).isEqualTo(new Place(35.9, 120.1));
        assertThat(only().head().firstOut())
                .isEqualTo(story.engine.view().alarms().getFirst().id());
        assertThat(only().signs()).extracting(Sign::subject).containsExactly("fn-1", "fn-2");
        assertThat(only().head().unit()).as("the unit with the closest area").isEqualTo("rangers");
        story.observe(30, "fn-2", Quantity.TEMPERATURE, 58);
        assertThat(only().head().severity()).isEqualTo(Severity.EXTREME);
    }

    @Test
    void otherTypesOtherPlacesAndOtherKindsStayApart() {
        hot(10, "fn-1");
        hot(11, "fn-3");
        assertThat(incidents()).as("another area, and 14 km away").hasSize(2);
        story.observe(12, "gate-1", Quantity.DOOR, 1);
        assertThat(incidents()).hasSize(3);
        assertThat(incidents().getLast().head().type()).isEqualTo("intrusion");
        assertThat(incidents().getLast().head().unit()).isEqualTo("police");
        story.observe(13, "fn-3", Quantity.HUMIDITY, 99);
        assertThat(incidents()).as("a supervisory alarm is no incident").hasSize(3);
    }

    @Test
    void aSignJoinsAsLongAsAnotherHoldsAndForAWhileAfterwards() {
        hot(10, "fn-1");
        hot(4000, "fn-2");
        assertThat(incidents()).as("the first still holds").hasSize(1);
        cool(4001, "fn-1");
        cool(4002, "fn-2");
        hot(4000 + 1800, "fn-1");
        assertThat(incidents()).as("half an hour, to the millisecond").hasSize(1);
        cool(5801, "fn-1");
        story.tell(5802, new Command("li", new Command.Acknowledge(alarmOf("fn-2"))));
        story.tell(5803, new Command("li", new Command.Close(alarmOf("fn-2"), Disposition.REAL, "")));
        hot(5800 + 1801, "fn-2");
        assertThat(incidents()).as("later it is another").hasSize(2);
    }

    private String alarmOf(String device) {
        return story.engine.view().alarms().stream()
                .filter(alarm -> alarm.subject().equals(device))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void aFireGoesFromReportToLookBackAndEachStepIsInItsTimeLine() {
        toAcceptance();
        assertThat(only().state()).isInstanceOf(IncidentState.Accepted.class);
        act(90, new IncidentAct.CloseIncident(only().id(), Disposition.REAL, "campers"));
        assertThat(lines())
                .containsExactly(
                        "10 OPENED " + only().head().firstOut(),
                        "10 ASSIGNED rangers",
                        "20 VERIFIED ",
                        "30 RESPONDING ",
                        "40 ALARM_MOVED " + only().head().firstOut(),
                        "50 CONTAINED ",
                        "60 AGREED no_fire",
                        "70 AGREED no_smoke",
                        "80 ACCEPTED no_gas",
                        "90 CLOSED real");
        story.until(90 + 7199);
        assertThat(only().state())
                .isInstanceOfSatisfying(
                        IncidentState.Closed.class,
                        closed -> assertThat(closed.isWatched()).isTrue());
        story.until(90 + 7200);
        assertThat(lines()).last().isEqualTo("7290 WATCH_OVER ");
        story.until(90 + 86_399);
        assertThat(only().state()).isInstanceOf(IncidentState.Closed.class);
        story.until(90 + 86_400);
        assertThat(only().state()).isInstanceOf(IncidentState.LookBackDue.class);
        assertThat(only().state().agreements())
                .as("who looks back sees who found what to be gone")
                .extracting(IncidentState.Agreement::check)
                .containsExactly(Check.NO_FIRE, Check.NO_SMOKE, Check.NO_GAS);
        advance(90_000, Step.LOOK_BACK);
        assertThat(incidents()).isEmpty();
    }

    @Test
    void whatIsRealCannotBeClosedBeforeThreePeopleSaidThatNothingIsLeft() {
        hot(10, "fn-1");
        act(20, new IncidentAct.CloseIncident(only().id(), Disposition.REAL, ""));
        assertThat(refusal()).contains("accepted");
        act(30, new IncidentAct.CloseIncident(only().id(), Disposition.FALSE, "fog"));
        assertThat(only().state()).isInstanceOf(IncidentState.Closed.class);
        story.until(30 + 86_400);
        assertThat(incidents()).as("nobody needs to look back upon nothing").isEmpty();
    }

    @Test
    void whereASensorDisagreesTheNoteMustSayWhyAndBothListsAreKept() {
        hot(10, "fn-1");
        hot(11, "fn-2");
        cool(12, "fn-2");
        advance(20, Step.RESPOND);
        advance(30, Step.CONTAIN);
        agree(40, Check.NO_FIRE, "");
        assertThat(refusal()).contains("fn-1");
        agree(50, Check.NO_FIRE, "the node is burnt");
        assertThat(only().state()).isInstanceOfSatisfying(IncidentState.Contained.class, contained -> {
            assertThat(contained.agreements().getFirst().agree()).containsExactly("fn-2");
            assertThat(contained.agreements().getFirst().disagree()).containsExactly("fn-1");
        });
        agree(60, Check.NO_FIRE, "again");
        assertThat(refusal()).contains("agreed already");
    }

    @Test
    void aNewSignTakesBackTheAcceptanceAndOneWithinTheWatchReopensTheIncident() {
        toAcceptance();
        String id = only().id();
        hot(85, "fn-2");
        assertThat(only().state()).isInstanceOf(IncidentState.Responding.class);
        cool(86, "fn-2");
        advance(87, Step.CONTAIN);
        agree(88, Check.NO_FIRE, "");
        agree(88, Check.NO_SMOKE, "");
        agree(88, Check.NO_GAS, "");
        act(90, new IncidentAct.CloseIncident(id, Disposition.REAL, ""));
        hot(5000, "fn-1");
        assertThat(only().id()).isEqualTo(id);
        assertThat(only().state()).isInstanceOf(IncidentState.Reported.class);
        assertThat(lines()).last().isEqualTo("5000 REKINDLED ");
    }

    @Test
    void tasksAreTickedOffOnceAndUnitsAreOfTheSite() {
        hot(10, "fn-1");
        String id = only().id();
        act(20, new IncidentAct.Tick(id, 2, "12 people"));
        assertThat(only().tasks().get(1).doneBy()).isEqualTo("li");
        act(21, new IncidentAct.Tick(id, 2, ""));
        assertThat(refusal()).contains("ticked off already by li");
        act(22, new IncidentAct.Tick(id, 3, ""));
        assertThat(refusal()).contains("no task 3; it has 2");
        act(23, new IncidentAct.Assign(id, "brigade"));
        assertThat(only().head().unit()).isEqualTo("brigade");
        act(24, new IncidentAct.Assign(id, "navy"));
        assertThat(refusal()).contains("no unit 'navy'");
        act(25, new IncidentAct.Remark(id, "wind turns"));
        assertThat(lines()).last().isEqualTo("25 NOTED ");
        act(26, new IncidentAct.Remark("I0-0", "nobody"));
        assertThat(refusal()).contains("I0-0");
        String picture = "0123456789abcdef".repeat(4);
        act(27, new IncidentAct.Attach(id, picture, "smoke above the ridge"));
        assertThat(lines()).last().isEqualTo("27 PICTURED " + picture);
        act(28, new IncidentAct.Attach(id, picture, ""));
        assertThat(refusal()).contains("has that picture already");
    }

    @Test
    void whatIsPublicIsWhatSomebodyDecidedAndIsClearedWithTheIncident() {
        Text keepAway = new Text("请勿上山", "Do not go up the hill");
        hot(10, "fn-1");
        String id = only().id();
        assertThat(only().notice()).isEmpty();
        act(20, new IncidentAct.Withdraw(id));
        assertThat(refusal()).contains("nothing about it is public");
        act(30, new IncidentAct.Publish(id, new Text("请留意", "Take care")));
        act(40, new IncidentAct.Publish(id, keepAway));
        assertThat(only().notice()).contains(new PublicNotice(keepAway, at(30), at(40), 0));
        act(50, new IncidentAct.CloseIncident(id, Disposition.FALSE, ""));
        assertThat(only().notice()).contains(new PublicNotice(keepAway, at(30), at(40), at(50)));
        act(60, new IncidentAct.Publish(id, keepAway));
        assertThat(refusal()).contains("it is closed");
        act(70, new IncidentAct.Withdraw(id));
        assertThat(only().notice()).isEmpty();
        assertThat(lines()).endsWith("30 PUBLISHED ", "40 PUBLISHED ", "50 CLOSED false", "70 WITHDRAWN ");
    }

    @Test
    void whatIsPublicInTheSameWordsInBothLanguagesStandsOnceInTheTimeLine() {
        hot(10, "fn-1");
        act(20, new IncidentAct.Publish(only().id(), new Text("119", "119")));
        assertThat(only().lines().getLast().note()).isEqualTo("119");
        act(30, new IncidentAct.Publish(only().id(), new Text("请留意", "Take care")));
        assertThat(only().lines().getLast().note()).isEqualTo("请留意 · Take care");
    }

    @Test
    void whatIsPublicGoesOverToTheIncidentThatAnotherBecomesAPartOf() {
        hot(10, "fn-1");
        hot(11, "fn-3");
        String stays = incidents().getFirst().id();
        String goes = incidents().getLast().id();
        act(20, new IncidentAct.Publish(goes, new Text("请勿上山", "Do not go up the hill")));
        act(30, new IncidentAct.Merge(goes, stays));
        assertThat(only().notice().orElseThrow().stands()).isTrue();
    }

    @Test
    void incidentsMergeAndSplitWithoutLosingASign() {
        hot(10, "fn-1");
        hot(11, "fn-3");
        String east = incidents().getFirst().id();
        String whole = incidents().getLast().id();
        act(20, new IncidentAct.Merge(whole, east));
        assertThat(only().id()).isEqualTo(east);
        assertThat(only().signs()).extracting(Sign::subject).containsExactly("fn-1", "fn-3");
        act(30, new IncidentAct.Split(east, List.of(alarmOf("fn-3"), alarmOf("fn-1"))));
        assertThat(refusal()).contains("must stay");
        act(31, new IncidentAct.Split(east, List.of(alarmOf("fn-3"))));
        assertThat(incidents()).hasSize(2);
        assertThat(incidents().getFirst().signs()).extracting(Sign::subject).containsExactly("fn-1");
        assertThat(incidents().getLast().signs()).extracting(Sign::subject).containsExactly("fn-3");
        act(32, new IncidentAct.Merge(east, east));
        assertThat(refusal()).contains("itself");
    }

    @Test
    void threeIncidentsInAWeekAtOnePlaceAreAFinding() {
        for (int i = 0; i < 3; i++) {
            double second = 10 + i * 90_000.0;
            hot(second, "fn-1");
            cool(second + 1, "fn-1");
            act(second + 2, new IncidentAct.CloseIncident(incidents().getLast().id(), Disposition.NUISANCE, ""));
        }
        List<String> found = story.decisions.stream()
                .filter(IncidentsRecur.class::isInstance)
                .map(each -> ((IncidentsRecur) each).recurrence())
                .map(each -> each.type() + " " + each.scope() + " " + each.name() + " "
                        + each.timesMs().size())
                .toList();
        assertThat(found).containsExactly("fire AREA forest/east 3", "fire DEVICE fn-1 3");
        assertThat(story.engine.view().incidents().frequent()).hasSize(2);
    }

    @Test
    void aPersonsReportBeginsAnIncidentOrJoinsTheOneThatIsThereAndItsCodeTellsWhatBecameOfIt() {
        story.tell(10, report(CODE, "fire", "", new Place(35.9001, 120.1001)));
        assertThat(only().isOnlyReported()).isTrue();
        hot(20, "fn-1");
        assertThat(only().signs()).hasSize(2);
        story.tell(30, report(OTHER_CODE, "fire", "forest/east", Place.NONE));
        assertThat(only().signs()).hasSize(3);
        advance(40, Step.RESPOND);
        assertThat(story.engine.view().incidents().reports())
                .extracting(each -> each.code() + " " + each.state().getClass().getSimpleName())
                .containsExactly(CODE + " Responding", OTHER_CODE + " Responding");
        story.tell(45, report(CODE, "fire", "forest/east", Place.NONE));
        assertThat(only().signs()).as("the same report came twice").hasSize(3);
        assertThat(only().lines().getFirst().by()).as("who reported").isEqualTo("grid-7");
        story.tell(50, report("CCCCCCCCCC", "flood", "forest", Place.NONE));
        assertThat(refusal()).contains("no type of incident 'flood'");
        story.tell(51, report("DDDDDDDDDD", "fire", "moon", Place.NONE));
        assertThat(refusal()).contains("no area 'moon'");
    }

    private static PersonReport report(String code, String type, String area, Place place) {
        return new PersonReport(code, type, area, place, "smoke behind the house", "grid-7");
    }

    @Test
    void soManyIncidentsThatOnlyPeopleReportedAreTheMost() {
        for (int i = 0; i < 60; i++) {
            String code = "CODE" + (char) ('A' + i / 26) + (char) ('A' + i % 26) + "WXYZ";
            story.tell(10 + i, report(code, "fire", "", new Place(30 + i, 100)));
        }
        assertThat(incidents()).hasSize(50);
        assertThat(refusal()).contains("only people reported");
    }

    @Test
    void everyDecisionOfAnIncidentSaysWhereItStands() {
        toAcceptance();
        assertThat(story.decisions)
                .filteredOn(IncidentMoved.class::isInstance)
                .last()
                .satisfies(last -> assertThat(((IncidentMoved) last).incident()).isEqualTo(only().head()));
    }
}
