package org.beaconhub.gateway.console;

import java.util.List;
import org.beaconhub.rules.fact.DrillOrdered.Saying;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.rehearse.Scenario;
import org.beaconhub.rules.site.Site;

/** A fire at a node of {@link TrialSite} that begins with the drill, one with a device that the site has not, and a broken one. */
record TrialScenarios() implements Scenarios {
    /** Name of the scenario that can be played. */
    static final String SLOPE = "east-slope";
    /** Name of one whose device is gone. */
    static final String GHOST = "ghost";

    private static final String PROBLEM = "drills/harbour.yaml:4:7: 'after' must be a length of time such as '90 s'";

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

    @Override
    public List<Scenario> all(Site site) {
        return List.of(
                fire(SLOPE, new Text("东坡起火", "Fire on the east slope"), "fn-2"),
                fire(GHOST, new Text("旧设备", "A device that is gone"), "fn-900"));
    }

    @Override
    public List<String> problems(Site site) {
        return List.of(PROBLEM);
    }
}
