package org.beaconhub.gateway.console.notices;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.PublicNotice;

/**
 * A notice as it hangs out.
 *
 * @param id its own, which tells nothing
 * @param notice what it says
 */
record Posted(String id, PublicNotice notice) {
    /** So long people read that a danger is over. */
    private static final long CLEARED_MS = TimeUnit.HOURS.toMillis(24);

    /** What everybody may read now: warnings, then what is over; each the newest first. */
    static List<Posted> now(View view, long nowMs) {
        return view.incidents().incidents().stream()
                .filter(each -> isOut(each, nowMs))
                .flatMap(each -> each.notice().map(notice -> new Posted(id(each, notice), notice)).stream())
                .sorted(Comparator.comparingInt((Posted each) -> each.notice().stands() ? 0 : 1)
                        .thenComparing(
                                Comparator.comparingLong(Posted::changedMs).reversed()))
                .toList();
    }

    /** An all-clear does not hang beside what has begun again. */
    private static boolean isOut(Incident incident, long nowMs) {
        return incident.notice()
                .filter(each -> each.stands() || !incident.state().isOpen() && nowMs - each.clearedMs() < CLEARED_MS)
                .isPresent();
    }

    private static String id(Incident incident, PublicNotice notice) {
        return "notice " + incident.id() + " " + notice.sinceMs();
    }

    /** When it changed last, milliseconds since 1970 UTC. */
    long changedMs() {
        return Math.max(notice.changedMs(), notice.clearedMs());
    }
}
