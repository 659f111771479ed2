package org.beaconhub.rules.drill;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.decision.DrillNoticeOrdered;

/**
 * Drills, for readers.
 *
 * @param running the one that goes on
 * @param past those that ended, newest first; at most {@link DrillDesk#PAST_MAX}
 * @param pendingNotices the notices without a final report, oldest first: the outbox
 * @param sent ids of the notices of the drill that goes on, by those that its world knows them by
 */
public record DrillsView(
        Optional<DrillView> running,
        List<DrillRecord> past,
        List<DrillNoticeOrdered> pendingNotices,
        Map<String, String> sent) {
    /** No drill was ever ordered. */
    public static final DrillsView NONE = new DrillsView(Optional.empty(), List.of(), List.of(), Map.of());

    /** Copies the lists and the map. */
    public DrillsView {
        past = List.copyOf(past);
        pendingNotices = List.copyOf(pendingNotices);
        sent = Map.copyOf(sent);
    }
}
