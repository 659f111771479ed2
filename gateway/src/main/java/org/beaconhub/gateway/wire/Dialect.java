package org.beaconhub.gateway.wire;

import java.util.List;
import org.beaconhub.rules.fact.LiveFact;

/** How a family of devices speaks. */
public interface Dialect {
    /** The name that device types give in {@code dialect:}. */
    String name();

    /** The MQTT topic filters to subscribe to. */
    List<String> filters();

    /** Whether a topic is one of this dialect's; the filters' topics are all of it. */
    boolean speaks(String topic);

    /**
     * Whether messages of one of its topics can concern the hub at all; the others are dropped unread, however large
     * they are.
     */
    default boolean heeds(String topic) {
        return true;
    }

    /**
     * What a message says.
     *
     * @return observations and reports, and an {@link org.beaconhub.rules.fact.Unreadable} for each part that cannot
     *     be read; empty where the message says nothing that concerns the hub
     */
    List<LiveFact> decode(Message message, Directory directory);
}
