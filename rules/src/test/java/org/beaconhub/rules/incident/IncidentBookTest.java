package org.beaconhub.rules.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.response.Procedure;
import org.junit.jupiter.api.Test;

/** What the book does where it has no room for more incidents. */
class IncidentBookTest {
    private final List<Incident> changed = new ArrayList<>();
    private final IncidentBook book = new IncidentBook(new IncidentBook.Proposals() {
        @Override
        public String newId() {
            return "new";
        }

        @Override
        public void changed(Incident incident, Line line) {
            changed.add(incident);
        }

        @Override
        public void recurs(Recurrence recurrence) {}

        @Override
        public void refused(Text why) {}
    });

    private void fillWithOpenOnesFromWestToEast() {
        for (int i = 0; i < IncidentBook.INCIDENTS_MAX; i++) {
            Incident each = BelongingTest.incident(i, Procedure.OTHER, "", new Place(35, 100 + i / 100.0));
            book.restore(each.with(each.head().in(new IncidentState.Verified(0, "li"))));
        }
    }

    private void reported(Place place) {
        book.begin(86_400_000);
        book.reported(new PersonReport("ABCDEFGH23", Procedure.OTHER, "", place, "smoke", "grid-7"), 7);
    }

    @Test
    void aFullBookDropsNoSignButGivesItToTheIncidentMostLikeIt() {
        fillWithOpenOnesFromWestToEast();
        reported(new Place(35.1, 102));
        assertThat(book.incidents()).hasSize(IncidentBook.INCIDENTS_MAX);
        assertThat(changed).extracting(Incident::id).containsOnly("I200");
        assertThat(book.reports()).extracting(Report::incident).containsExactly("I200");
    }

    @Test
    void whatIsClosedMakesRoomForASignOfItsOwn() {
        fillWithOpenOnesFromWestToEast();
        Incident closed = BelongingTest.incident(3, Procedure.OTHER, "", Place.NONE);
        book.restore(closed.with(
                closed.head().in(new IncidentState.Closed(1, "li", Disposition.REAL, "", 0, 90_000_000, List.of()))));
        reported(new Place(35.1, 102));
        assertThat(book.incidents()).hasSize(IncidentBook.INCIDENTS_MAX).last().returns("new", Incident::id);
    }
}
