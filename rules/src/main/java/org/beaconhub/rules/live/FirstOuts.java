package org.beaconhub.rules.live;

import java.util.HashMap;
import java.util.Map;
import org.beaconhub.rules.alarm.Alarm;

/** Which alarm came first among those of an area and kind that are open together. */
final class FirstOuts {
    private final Map<String, Group> groups = new HashMap<>();

    private static final class Group {
        private final String first;
        private int open;

        private Group(String first) {
            this.first = first;
        }
    }

    private static String key(Alarm alarm) {
        return alarm.kind() + " " + alarm.area();
    }

    /** The alarm, which people are told of now, behind the first of its group. */
    Alarm joined(Alarm alarm) {
        Group group = groups.computeIfAbsent(key(alarm), key -> new Group(alarm.id()));
        group.open++;
        return alarm.after(group.first);
    }

    /** An alarm is of another area or kind now; where it had joined, it joins again. */
    Alarm moved(Alarm before, Alarm after) {
        if (before.firstOut().isEmpty() || key(before).equals(key(after))) {
            return after;
        }
        left(before);
        return joined(after);
    }

    /** An alarm that had joined is closed. */
    void left(Alarm alarm) {
        Group group = groups.get(key(alarm));
        if (group != null && --group.open == 0) {
            groups.remove(key(alarm));
        }
    }

    /** An alarm that had joined is read back. */
    void known(Alarm alarm) {
        groups.computeIfAbsent(key(alarm), key -> new Group(alarm.firstOut())).open++;
    }
}
