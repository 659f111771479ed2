package org.beaconhub.gateway.console;

import java.util.Optional;
import java.util.TreeMap;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.rules.engine.View;

/**
 * The views that were sent last, so that a client whose connection broke goes on from the one that it has. Their ids name
 * this run of the hub too: one that was restored from a backup has other views of the same sequence.
 */
final class Recent {
    /** So many are kept: at five a second those of eight seconds, where less happens those of a longer time. */
    static final int KEPT_MAX = 40;

    private final TreeMap<Long, View> views = new TreeMap<>();
    private final String run;

    Recent(Clock clock) {
        this.run = Long.toString(clock.nowMs(), Character.MAX_RADIX) + "-";
    }

    /** What a message that leads to a view is called. */
    String idOf(View view) {
        return run + view.seq();
    }

    /** Keeps one that is sent. */
    synchronized void keep(View view) {
        views.put(view.seq(), view);
        if (views.size() > KEPT_MAX) {
            views.pollFirstEntry();
        }
    }

    /** The view of a message's id; empty where it is too old, or none of ours. */
    synchronized Optional<View> of(String id) {
        String seq = id.startsWith(run) ? id.substring(run.length()) : "";
        return seq.matches("[0-9]{1,18}") ? Optional.ofNullable(views.get(Long.parseLong(seq))) : Optional.empty();
    }
}
