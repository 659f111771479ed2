package org.beaconhub.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.beaconhub.rules.fact.Command.Disposition;
import org.junit.jupiter.api.Test;

/** The table is total, and {@code docs/alarms.md} prints it as it is. */
class LifecycleTest {
    private static final long NOW = 1000;

    private static String cell(AlarmState state, AlarmEvent event) {
        return switch (Lifecycle.next(state, event, NOW)) {
            case Outcome.Moves moves -> AlarmGrid.name(moves.next());
            case Outcome.Stays stays -> "";
            case Outcome.Refuses refuses -> "✗";
        };
    }

    static String table() {
        StringBuilder table = new StringBuilder("| event |");
        AlarmGrid.states()
                .keySet()
                .forEach(state -> table.append(' ').append(state).append(" |"));
        table.append("\n|---|").append("---|".repeat(AlarmGrid.states().size()));
        AlarmGrid.events().forEach((name, event) -> {
            table.append("\n| **").append(name).append("** |");
            AlarmGrid.states()
                    .values()
                    .forEach(state ->
                            table.append(' ').append(cell(state, event)).append(" |"));
        });
        return table.toString();
    }

    @Test
    void everyCellHasAnOutcomeAndTheGuidePrintsTheTable() throws IOException {
        String guide = Files.readString(Path.of("../docs/alarms.md"));
        assertThat(guide).as("the table as it is:%n%s", table()).contains(table());
    }

    @Test
    void theGuideNamesEveryReasonDispositionAndPriority() throws IOException {
        String guide = Files.readString(Path.of("../docs/alarms.md"));
        for (Enum<?>[] words : List.of(MoveReason.values(), Disposition.values(), Priority.values(), Kind.values())) {
            for (Enum<?> word : words) {
                assertThat(guide).contains("`" + word.name().toLowerCase(java.util.Locale.ROOT) + "`");
            }
        }
        for (Kind kind : Kind.values()) {
            assertThat(guide).contains("`" + kind.sound() + "`");
        }
    }

    @Test
    void noMatterOfLifeIsEverShelvedFromAnyState() {
        AlarmGrid.states()
                .forEach((name, state) -> assertThat(
                                Lifecycle.next(state, new AlarmEvent.ShelvedBy("li", "why", 9000, true), NOW))
                        .as(name)
                        .isNotInstanceOf(Outcome.Moves.class));
        assertThat(cell(new AlarmState.Shelved(1, "li", "why", 9000, true), new AlarmEvent.Confirmed(true)))
                .isEqualTo("unacknowledged");
    }

    @Test
    void everyRefusalSpeaksBothLanguages() {
        AlarmGrid.states()
                .values()
                .forEach(state -> AlarmGrid.events().values().forEach(event -> {
                    if (Lifecycle.next(state, event, NOW) instanceof Outcome.Refuses refuses) {
                        assertThat(refuses.why().zh()).matches(".*\\p{IsHan}.*");
                        assertThat(refuses.why().en()).doesNotContainPattern("\\p{IsHan}");
                    }
                }));
    }
}
