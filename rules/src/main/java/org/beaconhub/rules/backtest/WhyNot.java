package org.beaconhub.rules.backtest;

import java.util.List;
import org.beaconhub.rules.fact.Text;

/**
 * Why the changed rules did not raise an alarm at a moment.
 *
 * @param sentence the reason
 * @param details more of it, one line each: what was missing, with values
 */
public record WhyNot(Text sentence, List<Text> details) {
    /** Copies the list. */
    public WhyNot {
        details = List.copyOf(details);
    }
}
