package org.beaconhub.rules.kpi;

import java.util.List;
import org.beaconhub.rules.fact.Text;

/**
 * The figures of all operator positions over a span.
 *
 * @param fromMs hub time of the first entry counted, milliseconds since 1970 UTC
 * @param untilMs hub time of the last
 * @param lastSeq journal sequence of the last
 * @param positions each position that was called, and the control room
 */
public record Kpis(long fromMs, long untilMs, long lastSeq, List<PositionKpis> positions) {
    /** The standard wants figures of at least so many days before anybody concludes from them. */
    public static final int DAYS_MIN = 30;

    private static final long DAY_MS = 86_400_000;

    /** Copies the list. */
    public Kpis {
        positions = List.copyOf(positions);
    }

    /** How many days it spans. */
    public double days() {
        return (untilMs - fromMs) / (double) DAY_MS;
    }

    /** Whether it spans enough days. */
    public boolean enough() {
        return untilMs - fromMs >= DAYS_MIN * DAY_MS;
    }

    /** What its span is worth. */
    public Text verdict() {
        double days = Math.floor(days() * 10) / 10;
        return enough()
                ? new Text("统计 " + days + " 天", "figures of " + days + " days")
                : new Text(
                        "天数不足：仅 " + days + " 天，标准要求至少 " + DAYS_MIN + " 天，尚不能据此下结论",
                        "not enough days yet: " + days + " of the " + DAYS_MIN
                                + " that the standard wants; conclude nothing from these figures");
    }
}
