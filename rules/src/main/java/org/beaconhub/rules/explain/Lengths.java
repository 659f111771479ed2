package org.beaconhub.rules.explain;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.beaconhub.rules.fact.Text;

/** Lengths of time and moments as people read them. */
public final class Lengths {
    private static final long[] UNITS_MS = {86_400_000L, 3_600_000L, 60_000L, 1000L, 1L};
    private static final String[] EN = {"d", "h", "min", "s", "ms"};
    private static final String[] ZH = {"天", "小时", "分", "秒", "毫秒"};

    private Lengths() {}

    /** A length of time, of at most so many units: {@code 1 min 30 s}, {@code 1 分 30 秒}. */
    public static Text of(long ms, int unitsMax) {
        StringBuilder en = new StringBuilder();
        StringBuilder zh = new StringBuilder();
        long left = Math.abs(ms);
        int units = 0;
        for (int i = 0; i < UNITS_MS.length && units < unitsMax; i++) {
            if (left >= UNITS_MS[i] || units > 0 && left > 0) {
                long count = left / UNITS_MS[i];
                left %= UNITS_MS[i];
                units++;
                if (count > 0) {
                    en.append(en.isEmpty() ? "" : " ").append(count).append(' ').append(EN[i]);
                    zh.append(zh.isEmpty() ? "" : " ").append(count).append(' ').append(ZH[i]);
                }
            }
        }
        return en.isEmpty() ? new Text("0 秒", "0 s") : new Text(zh.toString(), en.toString());
    }

    /** A length of time, of at most two units, to the second from one second on. */
    public static Text of(long ms) {
        return of(Math.abs(ms) < 1000 ? ms : ms / 1000 * 1000, 2);
    }

    /** A moment by the wall clock of a zone, to the second. */
    public static String moment(long atMs, String zone) {
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(atMs), ZoneId.of(zone))
                .withNano(0);
        String time = local.toLocalTime().toString();
        return local.toLocalDate() + " " + (time.length() == "00:00".length() ? time + ":00" : time);
    }
}
