package org.beaconhub.rules.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.beaconhub.rules.fact.Command.Disposition;
import org.junit.jupiter.api.Test;

/** The table is total, and {@code docs/incidents.md} prints it as it is. */
class IncidentLifecycleTest {
    @Test
    void everyCellHasAnOutcomeAndTheGuidePrintsTheTable() throws IOException {
        String guide = Files.readString(Path.of("../docs/incidents.md"));
        assertThat(guide).as("the table as it is:%n%s", IncidentGrid.table()).contains(IncidentGrid.table());
    }

    @Test
    void theGuideNamesEveryLineOfTheTimeLine() throws IOException {
        String guide = Files.readString(Path.of("../docs/incidents.md"));
        for (Line.What what : Line.What.values()) {
            assertThat(guide).contains("`" + what.name().toLowerCase(Locale.ROOT) + "`");
        }
    }

    @Test
    void whatIsRealIsNeverClosedBeforeItIsAccepted() {
        IncidentEvent close = new IncidentEvent.ClosedBy("li", Disposition.REAL, "", 0, 9);
        IncidentGrid.states().forEach((name, state) -> {
            if (IncidentLifecycle.next(state, close, 1000) instanceof IncidentLifecycle.Outcome.Moves) {
                assertThat(name).isEqualTo("accepted");
            }
        });
    }

    @Test
    void everyRefusalSpeaksBothLanguages() {
        IncidentGrid.states()
                .values()
                .forEach(state -> IncidentGrid.events().values().forEach(event -> {
                    if (IncidentLifecycle.next(state, event, 1000)
                            instanceof IncidentLifecycle.Outcome.Refuses refuses) {
                        assertThat(refuses.why().zh()).matches(".*\\p{IsHan}.*");
                        assertThat(refuses.why().en()).doesNotContainPattern("\\p{IsHan}");
                    }
                }));
    }
}
