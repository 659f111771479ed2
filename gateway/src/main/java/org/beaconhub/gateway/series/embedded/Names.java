package org.beaconhub.gateway.series.embedded;

import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.MVMap;

/** Short numbers for names, given in the order of appearance from 1 on and never taken back. */
final class Names {
    private final MVMap<String, Long> durable;
    private final Map<String, Long> known = new HashMap<>();

    Names(MVMap<String, Long> durable) {
        this.durable = durable;
        this.known.putAll(durable);
    }

    /** The number of a name; a new one becomes durable with the next commit. */
    long number(String name) {
        Long number = known.get(name);
        if (number == null) {
            number = known.size() + 1L;
            durable.put(name, number);
            known.put(name, number);
        }
        return number;
    }

    /** The number of a name, or 0 where the history has none of that name; for any thread. */
    long find(String name) {
        Long number = durable.get(name);
        return number == null ? 0 : number;
    }

    /** All names by their numbers. */
    Map<Long, String> byNumber() {
        Map<Long, String> names = new HashMap<>();
        durable.forEach((name, number) -> names.put(number, name));
        return names;
    }
}
