package org.beaconhub.rules.drill;

import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.decision.DrillNoticeOrdered;

/**
 * Drills, for readers.
 *
 * @param running the one that goes on
 * @param past those that ended, newest first; at most {@link DrillDesk#PAST_MAX}
 * @param pendingNotices the notices without a final report, oldest first: the outbox
 */
public record DrillsView(Optional<DrillView> running, List<DrillRecord> past, List<DrillNoticeOrdered> pendingNotices) {
    /** No drill was ever ordered. */
    public static final DrillsView NONE = new DrillsView(Optional.empty(), List.of(), List.of());

    /** Copies the lists. */
    public DrillsView {
        past = List.copyOf(past);
        pendingNotices = List.copyOf(pendingNotices);
    }
}
