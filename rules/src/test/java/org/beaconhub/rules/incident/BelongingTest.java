package org.beaconhub.rules.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.response.Procedure;
import org.junit.jupiter.api.Test;

/** Which incident a sign joins: one near and in time, or, where no more can begin, the one most like it. */
class BelongingTest {
    private static final Place HERE = new Place(35.9, 120.1);
    private static final Place NEAR = new Place(35.901, 120.1);
    private static final Place FAR = new Place(36.9, 120.1);
    private static final Procedure FIRE =
            new Procedure("fire", new Text("火灾", "Fire"), 300, 1000, List.of(), 0, 0, List.of());

    private final Belonging belonging = new Belonging();
    private final List<Incident> incidents = new ArrayList<>();

    private Incident begins(String type, String area, Place place) {
        Incident begun = incident(incidents.size(), type, area, place);
        incidents.add(begun);
        belonging.own(begun);
        return begun;
    }

    /** The incident number {@code i}, which began {@code i} ms after the epoch. */
    static Incident incident(int i, String type, String area, Place place) {
        Sign first = sign("A" + i, area, place);
        Incident.Head head = new Incident.Head(
                "I" + i, type, i, 0, first.severity(), area, place, first.id(), "", new IncidentState.Reported(0));
        return new Incident(head, List.of(first), List.of(), List.of(), Optional.empty());
    }

    private static Sign sign(String id, String area, Place place) {
        return new Sign(id, Sign.Origin.ALARM, "d-" + id, area, place, 0, Severity.SEVERE, false);
    }

    private Incident nextOfKin(String area, Place place) {
        return belonging.nextOfKin(incidents, sign("new", area, place), "fire");
    }

    @Test
    void aSignIsFoundTheOldestIncidentOfItsTypeThatIsNearAndInTime() {
        begins("intrusion", "hill", HERE);
        Incident older = begins("fire", "hill", HERE);
        begins("fire", "hill", HERE);
        assertThat(belonging.find(incidents, sign("new", "hill", Place.NONE), FIRE, 1000))
                .isSameAs(older);
        assertThat(belonging.find(incidents, sign("new", "other", NEAR), FIRE, 1000))
                .isSameAs(older);
        assertThat(belonging.find(incidents, sign("new", "other", FAR), FIRE, 1000))
                .isNull();
        assertThat(belonging.find(incidents, sign("new", "hill", HERE), FIRE, 1001))
                .isNull();
    }

    @Test
    void withoutRoomForMoreIncidentsThoseWhoDriveOutToItsTypeHearOfASign() {
        Incident fire = begins("fire", "other", FAR);
        begins("intrusion", "hill", HERE);
        assertThat(nextOfKin("hill", HERE)).isSameAs(fire);
    }

    @Test
    void ofItsTypeThoseInItsAreaComeFirstThenTheNearestThenTheNewest() {
        begins("fire", "lake", HERE);
        Incident near = begins("fire", "lake", NEAR);
        Incident area = begins("fire", "hill", FAR);
        Incident newest = begins("fire", "shore", Place.NONE);
        assertThat(nextOfKin("hill", HERE)).isSameAs(area);
        assertThat(nextOfKin("forest", NEAR)).isSameAs(near);
        assertThat(nextOfKin("forest", Place.NONE)).isSameAs(newest);
    }

    @Test
    void anIncidentThatIsFullTakesASignOnlyWhereAllAre() {
        Incident full =
                begins("fire", "hill", HERE).with(Collections.nCopies(Incident.SIGNS_MAX, sign("A0", "hill", HERE)));
        incidents.set(0, full);
        assertThat(nextOfKin("hill", HERE)).isSameAs(full);
        Incident other = begins("intrusion", "lake", FAR);
        assertThat(nextOfKin("hill", HERE)).isSameAs(other);
    }
}
