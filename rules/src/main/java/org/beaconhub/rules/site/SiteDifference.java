package org.beaconhub.rules.site;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.beaconhub.rules.rulebook.Rule;

/**
 * What differs between two descriptions of a site, for people to look at.
 *
 * @param rules the rules by name
 * @param devices the devices by id
 */
public record SiteDifference(Names rules, Names devices) {
    /**
     * Names of what is new, what is different, and what is gone, each in order.
     *
     * @param added only in the new site
     * @param changed in both, and not the same
     * @param removed only in the old site
     */
    public record Names(List<String> added, List<String> changed, List<String> removed) {
        /** Copies the lists. */
        public Names {
            added = List.copyOf(added);
            changed = List.copyOf(changed);
            removed = List.copyOf(removed);
        }

        private static Names of(Map<String, String> before, Map<String, String> after) {
            return new Names(
                    after.keySet().stream()
                            .filter(name -> !before.containsKey(name))
                            .toList(),
                    after.keySet().stream()
                            .filter(before::containsKey)
                            .filter(name -> !String.valueOf(after.get(name)).equals(before.get(name)))
                            .toList(),
                    before.keySet().stream()
                            .filter(name -> !after.containsKey(name))
                            .toList());
        }
    }

    /** What differs. */
    public static SiteDifference between(Site before, Site after) {
        return new SiteDifference(
                Names.of(
                        named(before.rulebook().rules(), Rule::name, SiteDifference::text),
                        named(after.rulebook().rules(), Rule::name, SiteDifference::text)),
                Names.of(
                        named(before.devices(), Device::id, SiteDifference::text),
                        named(after.devices(), Device::id, SiteDifference::text)));
    }

    private static <T> Map<String, String> named(List<T> all, Function<T, String> name, Function<T, String> text) {
        Map<String, String> named = new TreeMap<>();
        all.forEach(each -> named.put(name.apply(each), text.apply(each)));
        return named;
    }

    /** All that a rule says; not where it stands. */
    private static String text(Rule rule) {
        return rule.meaning() + "|" + rule.handling().meaning() + "|" + rule.message() + "|"
                + rule.parameters().map(each -> each.meaning()).collect(Collectors.joining("|"));
    }

    /** All that is said of a device; not where it stands in its file. */
    private static String text(Device device) {
        return String.join(
                "|",
                device.type().toString(),
                device.area(),
                String.valueOf(device.lat()),
                String.valueOf(device.lon()),
                device.name().toString(),
                device.address(),
                device.via(),
                device.snapshot().map(Device.Snapshot::toString).orElse(""));
    }
}
