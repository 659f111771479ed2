package org.beaconhub.gateway.dispatch.sms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.beaconhub.rules.site.Way;

/**
 * Messages of which the centre has some parts and not yet the others. They are in memory alone: what a hub that died had begun is
 * sent again whole.
 */
final class Begun {
    /** So many are remembered; the oldest beyond them is sent again whole. Fewer than the references that there are. */
    static final int MESSAGES_MAX = 128;

    private static final int REFERENCES = 256;

    private final Map<String, Message> byNotice = new LinkedHashMap<>();
    private int reference;

    /** Begins with some reference. */
    Begun(int reference) {
        this.reference = Math.floorMod(reference, REFERENCES);
    }

    /**
     * What is left of a notice's message, or a new one.
     *
     * @param made makes its parts with a reference that none of those has which a phone has still to join
     */
    synchronized Message take(String notice, Way.Sms way, String phone, IntFunction<Parts> made) {
        Message left = byNotice.remove(notice);
        if (left != null && left.goesTo(way, phone)) {
            return left;
        }
        do {
            reference = (reference + 1) % REFERENCES;
        } while (byNotice.values().stream().anyMatch(each -> each.reference() == reference));
        return new Message(way, phone, made.apply(reference), reference);
    }

    /** An attempt has failed that is followed by another; a message of which nothing arrived begins anew then. */
    synchronized void keep(String notice, Message message) {
        if (message.ids().isEmpty()) {
            return;
        }
        byNotice.put(notice, message);
        if (byNotice.size() > MESSAGES_MAX) {
            byNotice.remove(byNotice.keySet().iterator().next());
        }
    }
}
