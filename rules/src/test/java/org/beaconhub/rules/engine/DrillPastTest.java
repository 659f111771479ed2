package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.drill.DrillRecord;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.DrillOrdered.Saying;
import org.beaconhub.rules.fact.DrillStopped;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a drill ends by itself, and which of those that ended are kept. */
class DrillPastTest {
    private static final DrillOrdered MINUTE = new DrillOrdered(
            "dong",
            "east-fire",
            new Text("演练", "Drill"),
            0,
            60_000,
            List.of(new Saying(0, "fn-1", List.of(new Measurement(Quantity.TEMPERATURE, 20)))));

    private final Mind mind = Mind.around(Engine.empty());

    @BeforeEach
    void site() {
        tell(0, CallSite.site());
    }

    private void tell(long afterMs, Fact fact) {
        mind.apply(new Entry(mind.live().seq() + 1, Story.START_MS + afterMs, fact));
    }

    @Test
    void itEndsWhenItsLengthIsOverAndNotAMillisecondBefore() {
        tell(1_000, MINUTE);
        assertThat(mind.nextTimerMs()).as("it asks for that time").isEqualTo(Story.START_MS + 61_000);
        tell(60_999, new TimePassed());
        assertThat(mind.drills().running()).isPresent();
        tell(61_000, new TimePassed());
        assertThat(mind.drills().running()).isEmpty();
        assertThat(mind.drills().past().getFirst().end()).contains(new DrillRecord.End("", ""));
    }

    @Test
    void theNewestTwentyAreKept() {
        List<String> begun = new ArrayList<>();
        for (int i = 1; i <= 21; i++) {
            tell(1_000L * i, MINUTE);
            String id = mind.drills().running().orElseThrow().record().id();
            begun.addFirst(id);
            tell(1_000L * i + 500, new DrillStopped(id, "dong", "done"));
        }
        assertThat(mind.drills().past()).extracting(DrillRecord::id).containsExactlyElementsOf(begun.subList(0, 20));
    }
}
