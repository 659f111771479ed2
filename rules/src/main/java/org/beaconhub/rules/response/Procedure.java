package org.beaconhub.rules.response;

import java.util.List;
import org.beaconhub.rules.fact.IncidentAct.Check;
import org.beaconhub.rules.fact.Text;

/**
 * How incidents of one type are joined and handled.
 *
 * @param type name of the type, as rules write it after {@code incident:}
 * @param name what people call it
 * @param joinWithinM signs so many metres from each other belong together, besides those of one area
 * @param joinForMs so long after the last sign, and while one holds, a new sign still joins; in milliseconds
 * @param accept what must be gone before it is accepted as over
 * @param watchMs so long after its end a new sign is a rekindling, in milliseconds; 0 for not at all
 * @param lookBackMs so long after its end it is looked back upon, in milliseconds
 * @param steps what to do, in order
 */
public record Procedure(
        String type,
        Text name,
        int joinWithinM,
        long joinForMs,
        List<Check> accept,
        long watchMs,
        long lookBackMs,
        List<Text> steps) {
    /** The type of alarms whose rule names none. */
    public static final String OTHER = "other";
    /** Where a procedure does not say otherwise. */
    static final int JOIN_WITHIN_M = 300;
    /** Where a procedure does not say otherwise: half an hour. */
    static final long JOIN_FOR_MS = 1_800_000;
    /** Where a procedure does not say otherwise: seven days. */
    static final long LOOK_BACK_MS = 7 * 86_400_000L;

    /** Copies the lists. */
    public Procedure {
        accept = List.copyOf(accept);
        steps = List.copyOf(steps);
    }

    /** For a type of which nothing is written. */
    static Procedure plain(String type) {
        Text name = type.equals(OTHER) ? new Text("其他", "Other") : new Text(type, type);
        return new Procedure(type, name, JOIN_WITHIN_M, JOIN_FOR_MS, List.of(), 0, LOOK_BACK_MS, List.of());
    }
}
