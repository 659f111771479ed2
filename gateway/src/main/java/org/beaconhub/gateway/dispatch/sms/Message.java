package org.beaconhub.gateway.dispatch.sms;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.beaconhub.rules.site.Way;

/** One message to one phone, and which of its parts the centre has: none of those is sent again. */
final class Message {
    private final Way.Sms way;
    private final String phone;
    private final Parts parts;
    private final int reference;
    private final Map<Integer, String> accepted = new TreeMap<>();

    /**
     * One of which the centre has nothing yet.
     *
     * @param phone number of E.164, a plus and digits
     * @param reference what its parts are joined by
     */
    Message(Way.Sms way, String phone, Parts parts, int reference) {
        this.way = way;
        this.phone = phone;
        this.parts = parts;
        this.reference = reference;
    }

    boolean goesTo(Way.Sms other, String number) {
        return way.equals(other) && phone.equals(number);
    }

    String phone() {
        return phone;
    }

    Parts parts() {
        return parts;
    }

    int reference() {
        return reference;
    }

    /** The centre has a part, counted from 0, and gave it an id. */
    synchronized void accept(int part, String id) {
        accepted.put(part, id);
    }

    /** The parts that the centre has not said it has, in their order. */
    synchronized List<Integer> missing() {
        return IntStream.range(0, parts.bodies().size())
                .filter(part -> !accepted.containsKey(part))
                .boxed()
                .toList();
    }

    /** The ids that the centre gave, in the order of the parts. */
    synchronized List<String> ids() {
        return List.copyOf(accepted.values());
    }
}
