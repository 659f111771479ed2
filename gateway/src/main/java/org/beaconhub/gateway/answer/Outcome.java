package org.beaconhub.gateway.answer;

import java.util.Optional;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentActs;

/** What becomes of the answer of somebody who was called: where two answer at once, one is told that the other was first. */
public final class Outcome {
    private Outcome() {}

    /** Why an answer cannot be, as things stand; empty where it can. */
    public static Optional<Text> refusal(View world, String by, IncidentAct.Acknowledge act) {
        return IncidentActs.refusal(world.incidents().incidents(), world.site(), world.hubTimeMs(), by, act);
    }

    /**
     * Why an answer that could be did not count after all; empty where it counts.
     *
     * @param before how things stood when it was asked for
     * @param after how they stand since it was decided upon
     */
    public static Optional<Text> lost(View before, View after, String by, IncidentAct.Acknowledge act) {
        Optional<Incident> was = before.incidents().standing(act.incident());
        return after.incidents()
                .standing(act.incident())
                .filter(now -> was.filter(each -> now.hasNewOf(by, each)).isEmpty())
                .flatMap(_ -> refusal(after, by, act));
    }
}
