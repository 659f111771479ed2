package org.beaconhub.rules.rehearse;

import java.util.List;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.DrillOrdered.Saying;
import org.beaconhub.rules.fact.Text;

/**
 * What a drill plays.
 *
 * @param name unique within the site
 * @param title what people are told that is practised
 * @param ignitionMs when its fire starts, in milliseconds from the beginning
 * @param lengthMs when it is over at the latest, in milliseconds from the beginning
 * @param script what its devices say, by time
 */
public record Scenario(String name, Text title, long ignitionMs, long lengthMs, List<Saying> script) {
    /** Copies the script. */
    public Scenario {
        script = List.copyOf(script);
    }

    /** The order that begins it. */
    public DrillOrdered ordered(String by) {
        return new DrillOrdered(by, name, title, ignitionMs, lengthMs, script);
    }
}
