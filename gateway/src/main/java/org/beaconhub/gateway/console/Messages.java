package org.beaconhub.gateway.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.rules.engine.View;

/**
 * The messages of {@link Events}. Most clients need the same one at the same moment: it is written once, and clients that
 * stand still hold the same bytes, so that many of them need little more of the hub than one.
 */
final class Messages {
    /** A message carries the hub's time, so it is given again no longer than this. */
    private static final long FRESH_MS = 200;
    /** So many are kept. */
    private static final int KEPT_MAX = 8;
    /** In place of the journal's sequence of the view that the client has, where it has none. */
    private static final long NONE = -1;

    /** What a message tells, and in which {@link #FRESH_MS} it was written. */
    private record Key(long lastSeq, long nowSeq, long slot) {}

    private final StateJson json;
    private final Recent recent;
    private final Clock clock;
    private final Map<Key, Message> kept = new LinkedHashMap<>();

    Messages(StateJson json, Recent recent, Clock clock) {
        this.json = json;
        this.recent = recent;
        this.clock = clock;
    }

    /** What changed since the client's last view; all of it where it has none, or one of another site. */
    synchronized Message message(Optional<View> last, View now) {
        Optional<View> known = last.filter(view -> view.site() == now.site());
        long slot = clock.steadyMs() / FRESH_MS;
        Key key = new Key(known.map(View::seq).orElse(NONE), now.seq(), slot);
        Message message = kept.computeIfAbsent(key, each -> written(known, now));
        if (kept.size() > KEPT_MAX) {
            kept.remove(kept.keySet().iterator().next());
        }
        return message;
    }

    private Message written(Optional<View> known, View now) {
        String body = known.map(view -> "event: delta\ndata: " + json.delta(view, now))
                .orElseGet(() -> "event: state\ndata: " + json.whole(now));
        return new Message("id: " + recent.idOf(now) + "\n" + body + "\n\n");
    }
}
