package org.beaconhub.gateway.console;

import java.util.List;
import org.beaconhub.rules.fact.DrillOrdered.Saying;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.rehearse.Scenario;
import org.beaconhub.rules.rehearse.ScenarioReader;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problem;

/** A fire at a node of {@link TrialSite} that begins with the drill, one with a device that the site has not, and a broken one. */
final class TrialScenarios {
    /** Name of the scenario that can be played. */
    static final String SLOPE = "east-slope";
    /** Name of one whose device is gone. */
    static final String GHOST = "ghost";

    private static final Problem PROBLEM = new Problem(
            new Position("drills/harbour.yaml", 4, 7),
            new Text("after 须为时长，如“90 s”", "'after' must be a length of time such as '90 s'"));

    private TrialScenarios() {}

    private static Scenario fire(String name, Text title, String device) {
        return new Scenario(
                name,
                title,
                0,
                3_600_000,
                List.of(
                        new Saying(
                                0,
                                device,
                                List.of(
                                        TrialHub.reading(Quantity.TEMPERATURE, 71.5),
                                        TrialHub.reading(Quantity.SMOKE, 6.2))),
                        new Saying(1_800_000, device, List.of(TrialHub.reading(Quantity.TEMPERATURE, 21)))));
    }

    static ScenarioReader.Scenarios read() {
        return new ScenarioReader.Scenarios(
                List.of(
                        fire(SLOPE, new Text("东坡起火", "Fire on the east slope"), "fn-2"),
                        fire(GHOST, new Text("旧设备", "A device that is gone"), "fn-900")),
                List.of(PROBLEM));
    }
}
