package org.beaconhub.gateway.wire;

import java.util.List;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Unreadable;

/** All dialects that the hub understands, chosen by topic. */
public final class Dialects {
    /** Larger payloads are not read. */
    public static final int PAYLOAD_BYTES_MAX = 256 * 1024;

    private final List<Dialect> all;

    /** These dialects; the first that speaks a topic reads it. */
    public Dialects(List<Dialect> all) {
        this.all = List.copyOf(all);
    }

    /** Every topic filter to subscribe to. */
    public List<String> filters() {
        return all.stream().flatMap(dialect -> dialect.filters().stream()).distinct().toList();
    }

    /** What a message says; what cannot be read is a fact too. */
    public List<LiveFact> decode(Message message, Directory directory) {
        if (message.payload().length > PAYLOAD_BYTES_MAX) {
            return List.of(unreadable(
                    message, Unreadable.Reason.TOO_LARGE, "at most " + PAYLOAD_BYTES_MAX + " bytes are read"));
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).speaks(message.topic())) {
                return all.get(i).decode(message, directory);
            }
        }
        return List.of(unreadable(message, Unreadable.Reason.UNKNOWN_TOPIC, "no dialect reads this topic"));
    }

    private static Unreadable unreadable(Message message, Unreadable.Reason reason, String detail) {
        return new Unreadable(message.topic(), "", reason, detail, message.payload().length, "");
    }
}
