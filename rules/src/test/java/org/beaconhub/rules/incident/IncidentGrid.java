package org.beaconhub.rules.incident;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.IncidentAct.Check;
import org.beaconhub.rules.incident.IncidentState.Agreement;

/** Every state against every event, with their names. */
final class IncidentGrid {
    private IncidentGrid() {}

    static Map<String, IncidentState> states() {
        Map<String, IncidentState> states = new LinkedHashMap<>();
        states.put("reported", new IncidentState.Reported(1));
        states.put("verified", new IncidentState.Verified(1, "li"));
        states.put("responding", new IncidentState.Responding(1, "li"));
        states.put("contained", new IncidentState.Contained(1, "li", List.of(agreement(Check.NO_FIRE))));
        states.put("accepted", new IncidentState.Accepted(1, List.of()));
        states.put("closed, watched", new IncidentState.Closed(1, "li", Disposition.REAL, "", 9000, 9000, List.of()));
        states.put("closed", new IncidentState.Closed(1, "li", Disposition.REAL, "", 0, 9000, List.of()));
        states.put("look-back due", new IncidentState.LookBackDue(1, Disposition.REAL, List.of()));
        states.put("looked back", new IncidentState.LookedBack(1, "li", "", List.of()));
        states.put("merged", new IncidentState.Merged(1, "li", "I1-0"));
        return states;
    }

    private static Agreement agreement(Check check) {
        return new Agreement(check, "wang", 1, List.of(), List.of(), "");
    }

    static Map<String, IncidentEvent> events() {
        Map<String, IncidentEvent> events = new LinkedHashMap<>();
        events.put("sign", new IncidentEvent.SignSeen());
        events.put("verify", new IncidentEvent.VerifiedBy("wang"));
        events.put("respond", new IncidentEvent.RespondedBy("wang"));
        events.put("contain", new IncidentEvent.ContainedBy("wang", 2));
        events.put("contain (nothing to check)", new IncidentEvent.ContainedBy("wang", 0));
        events.put("agree (one of three)", new IncidentEvent.Agreed(agreement(Check.NO_SMOKE), 3));
        events.put("agree (the last)", new IncidentEvent.Agreed(agreement(Check.NO_SMOKE), 2));
        events.put("agree (again)", new IncidentEvent.Agreed(agreement(Check.NO_FIRE), 2));
        events.put("close as real", new IncidentEvent.ClosedBy("wang", Disposition.REAL, "", 0, 9));
        events.put("close as real (watch)", new IncidentEvent.ClosedBy("wang", Disposition.REAL, "", 9, 9));
        events.put("close as nothing", new IncidentEvent.ClosedBy("wang", Disposition.FALSE, "", 9, 9));
        events.put("watch over", new IncidentEvent.WatchOver());
        events.put("time to look back", new IncidentEvent.LookBackTime());
        events.put("look back", new IncidentEvent.LookedBackBy("wang", ""));
        events.put("merge", new IncidentEvent.MergedBy("wang", "I1-0"));
        return events;
    }

    static String name(IncidentState state) {
        return switch (state) {
            case IncidentState.Reported s -> "reported";
            case IncidentState.Verified s -> "verified";
            case IncidentState.Responding s -> "responding";
            case IncidentState.Contained s -> "contained";
            case IncidentState.Accepted s -> "accepted";
            case IncidentState.Closed s -> s.isWatched() ? "closed, watched" : "closed";
            case IncidentState.LookBackDue s -> "look-back due";
            case IncidentState.LookedBack s -> "looked back";
            case IncidentState.Merged s -> "merged";
        };
    }

    private static String cell(IncidentState state, IncidentEvent event) {
        return switch (IncidentLifecycle.next(state, event, 1000)) {
            case IncidentLifecycle.Outcome.Moves moves -> name(moves.next());
            case IncidentLifecycle.Outcome.Stays stays -> "";
            case IncidentLifecycle.Outcome.Refuses refuses -> "✗";
        };
    }

    static String table() {
        StringBuilder table = new StringBuilder("| event |");
        states().keySet().forEach(state -> table.append(' ').append(state).append(" |"));
        table.append("\n|---|").append("---|".repeat(states().size()));
        events().forEach((name, event) -> {
            table.append("\n| **").append(name).append("** |");
            states().values()
                    .forEach(state ->
                            table.append(' ').append(cell(state, event)).append(" |"));
        });
        return table.toString();
    }
}
