package org.beaconhub.rules.alarm;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.beaconhub.rules.fact.Command.Disposition;

/** Every state against every event, with their names. */
public final class AlarmGrid {
    private AlarmGrid() {}

    public static Map<String, AlarmState> states() {
        Map<String, AlarmState> states = new LinkedHashMap<>();
        states.put("normal", new AlarmState.Normal());
        states.put("unacknowledged", new AlarmState.Unacknowledged(1));
        states.put("acknowledged", new AlarmState.Acknowledged(1, "li"));
        states.put("returned, unacknowledged", new AlarmState.ReturnedUnacknowledged(1));
        states.put("returned", new AlarmState.Returned(1, "li"));
        states.put("latched, unacknowledged", new AlarmState.LatchedUnacknowledged(1));
        states.put("latched", new AlarmState.LatchedAcknowledged(1, "li"));
        states.put("shelved", new AlarmState.Shelved(1, "li", "why", 9000, true));
        states.put("shelved, over", new AlarmState.Shelved(1, "li", "why", 9000, false));
        states.put("suppressed", new AlarmState.SuppressedByDesign(1, "A1-0", true, true));
        states.put("suppressed, over", new AlarmState.SuppressedByDesign(1, "A1-0", false, true));
        states.put("suppressed, untold", new AlarmState.SuppressedByDesign(1, "A1-0", true, false));
        states.put("out of service", new AlarmState.OutOfUse(1, "li", "why", true, true));
        states.put("out of service, over", new AlarmState.OutOfUse(1, "li", "why", false, true));
        states.put("out of service, untold", new AlarmState.OutOfUse(1, "li", "why", true, false));
        states.put("closed", new AlarmState.Closed(1, "li", Disposition.REAL, ""));
        return states;
    }

    public static Map<String, AlarmEvent> events() {
        Map<String, AlarmEvent> events = new LinkedHashMap<>();
        events.put("holds", new AlarmEvent.ConditionHolds());
        events.put("over", new AlarmEvent.ConditionOver(false));
        events.put("over (latching)", new AlarmEvent.ConditionOver(true));
        events.put("confirmed", new AlarmEvent.Confirmed(false));
        events.put("confirmed (life)", new AlarmEvent.Confirmed(true));
        events.put("acknowledge", new AlarmEvent.AcknowledgedBy("wang"));
        events.put("close", new AlarmEvent.ClosedBy("wang", Disposition.REAL, ""));
        events.put("reset", new AlarmEvent.ResetBy("wang"));
        events.put("shelve", new AlarmEvent.ShelvedBy("wang", "why", 9000, false));
        events.put("shelve (life)", new AlarmEvent.ShelvedBy("wang", "why", 9000, true));
        events.put("unshelve", new AlarmEvent.UnshelvedBy("wang", false));
        events.put("unshelve (latching)", new AlarmEvent.UnshelvedBy("wang", true));
        events.put("time over", new AlarmEvent.ShelfExpired(false));
        events.put("time over (latching)", new AlarmEvent.ShelfExpired(true));
        events.put("suppress", new AlarmEvent.Suppressed("A2-0"));
        events.put("take out", new AlarmEvent.TakenOut("wang", "why"));
        events.put("lift", new AlarmEvent.Lifted(false));
        events.put("lift (latching)", new AlarmEvent.Lifted(true));
        events.put("withdraw", new AlarmEvent.Withdrawn("note"));
        return events;
    }

    public static String name(AlarmState state) {
        return switch (state) {
            case AlarmState.Normal s -> "normal";
            case AlarmState.Unacknowledged s -> "unacknowledged";
            case AlarmState.Acknowledged s -> "acknowledged";
            case AlarmState.ReturnedUnacknowledged s -> "returned, unacknowledged";
            case AlarmState.Returned s -> "returned";
            case AlarmState.LatchedUnacknowledged s -> "latched, unacknowledged";
            case AlarmState.LatchedAcknowledged s -> "latched";
            case AlarmState.Shelved s -> "shelved" + hushed(s);
            case AlarmState.SuppressedByDesign s -> "suppressed" + hushed(s);
            case AlarmState.OutOfUse s -> "out of service" + hushed(s);
            case AlarmState.Closed s -> "closed";
        };
    }

    private static String hushed(AlarmState.Hushed state) {
        return !state.told() ? ", untold" : state.holds() ? "" : ", over";
    }

    /** Every way from a state to another, as {@code acknowledged > returned RETURNED}. */
    public static Set<String> ways() {
        Set<String> ways = new HashSet<>();
        states().forEach((name, state) -> events().values().forEach(event -> {
            if (Lifecycle.next(state, event, 1000) instanceof Outcome.Moves moves) {
                ways.add(way(name, moves.next(), moves.reason()));
            }
        }));
        return ways;
    }

    /** One way. */
    public static String way(String from, AlarmState to, MoveReason reason) {
        return from + " > " + name(to) + " " + reason;
    }
}
