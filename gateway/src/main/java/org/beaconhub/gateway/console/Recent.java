package org.beaconhub.gateway.console;

import java.util.Optional;
import java.util.TreeMap;
import org.beaconhub.rules.engine.View;

/** The views that were sent last, so that a client whose connection broke goes on from the one that it has. */
final class Recent {
    /** So many are kept: at five a second those of eight seconds, where less happens those of a longer time. */
    static final int KEPT_MAX = 40;

    private final TreeMap<Long, View> views = new TreeMap<>();

    /** Keeps one that is sent. */
    synchronized void keep(View view) {
        views.put(view.seq(), view);
        if (views.size() > KEPT_MAX) {
            views.pollFirstEntry();
        }
    }

    /** The view of a message's id; empty where it is too old, or none of ours. */
    synchronized Optional<View> of(String id) {
        return id.matches("[0-9]{1,18}") ? Optional.ofNullable(views.get(Long.parseLong(id))) : Optional.empty();
    }
}
