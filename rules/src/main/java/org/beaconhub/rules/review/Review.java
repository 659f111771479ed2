package org.beaconhub.rules.review;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.beaconhub.rules.alarm.HubRule;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.DeviceType;
import org.beaconhub.rules.site.Neighbours;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Durations;
import org.beaconhub.rules.source.Problem;
import org.beaconhub.rules.source.Problems;

/** Finds what is possible in a site, but hardly meant. */
public final class Review {
    private static final int NAMED_MAX = 5;

    private final Site site;
    private final Problems problems = new Problems();
    private final Neighbours neighbours;

    private Review(Site site) {
        this.site = site;
        this.neighbours = new Neighbours(site.devices());
    }

    /** One device for all that have the same type and the same thresholds. */
    private record Case(DeviceType type, Rule rule) {}

    /** All that is found, by place. */
    public static List<Problem> of(Site site) {
        Review review = ofRules(site);
        new Gaps(site, review.problems).tell();
        return review.problems.warnings();
    }

    /** The same of what is left of a site with errors: without gaps, which a rule that could not be read may fill. */
    public static List<Problem> ofRest(Site site) {
        return ofRules(site).problems.warnings();
    }

    private static Review ofRules(Site site) {
        Review review = new Review(site);
        List<Rule> rules = site.rulebook().rules();
        List<BitSet> watched = rules.stream().map(review::watched).toList();
        for (int i = 0; i < rules.size(); i++) {
            review.rule(rules.get(i), watched.get(i));
            for (int j = 0; j < rules.size(); j++) {
                if (i != j) {
                    review.overlap(rules.get(i), watched.get(i), rules.get(j), watched.get(j), i < j);
                }
            }
        }
        return review;
    }

    private BitSet watched(Rule rule) {
        BitSet watched = new BitSet();
        site.devices().stream()
                .filter(device -> rule.on().matches(device.type().name(), device.area()))
                .forEach(device -> watched.set(device.index()));
        return watched;
    }

    private void warn(Rule rule, String what) {
        problems.warn(rule.at(), "rule '" + rule.name() + "' " + what);
    }

    private void rule(Rule rule, BitSet watched) {
        HubRule.of(rule.name())
                .ifPresent(
                        own -> warn(
                                rule,
                                "has the name of an alarm that the hub raises by itself: the two would be one; name it otherwise"));
        if (watched.isEmpty()) {
            warn(rule, "watches no device: there is none of '" + rule.on().text() + "'");
            return;
        }
        Map<Case, String> cases = new LinkedHashMap<>();
        watched.stream()
                .mapToObj(site.devices()::get)
                .forEach(device -> cases.putIfAbsent(new Case(device.type(), rule.at(device.subject())), device.id()));
        List<String> dead = cases.keySet().stream()
                .map(each -> new Feasibility(each.type())
                        .obstacle(each.rule().raise())
                        .map(why -> each.type().name() + " (" + why + ")"))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (!dead.isEmpty()) {
            warn(rule, "can never be raised at a " + String.join(", at a ", dead));
        }
        everywhere(rule, cases);
        cases.keySet().forEach(each -> hasty(rule, each.type()));
        List<String> idle = new ArrayList<>();
        rule.conditions().forEach(condition -> Implication.idleParts(condition, idle));
        idle.stream().distinct().forEach(each -> warn(rule, "has a part too many: " + each));
        rule.conditions()
                .flatMap(Gaps::all)
                .filter(Condition.Several.class::isInstance)
                .map(Condition.Several.class::cast)
                .distinct()
                .forEach(several -> lonely(rule, several, watched));
    }

    /** Silence that comes between any two messages. */
    private void hasty(Rule rule, DeviceType type) {
        rule.conditions()
                .flatMap(Gaps::all)
                .filter(Condition.Silent.class::isInstance)
                .map(Condition.Silent.class::cast)
                .filter(silent -> silent.forMs(type.intervalMs()) < type.intervalMs())
                .forEach(silent -> warn(
                        rule,
                        "asks for '" + silent.text() + "' at a " + type.name() + ", whose interval is "
                                + Durations.text(type.intervalMs()) + ": it is so silent between any two messages"));
    }

    /** What can hold at none of the rule's devices. */
    private void everywhere(Rule rule, Map<Case, String> cases) {
        List<List<String>> deadParts = cases.keySet().stream()
                .map(each -> {
                    List<String> dead = new ArrayList<>();
                    new Feasibility(each.type()).deadParts(each.rule().raise(), dead);
                    return dead;
                })
                .toList();
        deadParts.getFirst().stream()
                .filter(part -> deadParts.stream().allMatch(dead -> dead.contains(part)))
                .distinct()
                .forEach(part -> warn(rule, "has a part for nothing: " + part));
        cases.keySet().stream()
                .map(each -> each.rule().clear().flatMap(clear -> new Feasibility(each.type()).obstacle(clear)))
                .reduce((one, other) -> one.isPresent() && other.isPresent() ? one : Optional.empty())
                .flatMap(why -> why)
                .ifPresent(why -> warn(rule, "never clears: " + why));
    }

    /** Devices around which too few others stand. */
    private void lonely(Rule rule, Condition.Several several, BitSet watched) {
        List<Device> lonely = watched.stream()
                .mapToObj(site.devices()::get)
                .filter(device -> neighbours.around(device, several.types(), several.metres()).stream()
                                .filter(other -> !several.others() || other.index() != device.index())
                                .count()
                        < several.count())
                .toList();
        if (!lonely.isEmpty()) {
            warn(
                    rule,
                    "asks for '" + several.text() + "', but fewer stand around " + lonely.size() + " of its "
                            + watched.cardinality() + " devices: " + named(lonely));
        }
    }

    private static String named(List<Device> devices) {
        String names = devices.stream().limit(NAMED_MAX).map(Device::id).collect(Collectors.joining(", "));
        return devices.size() > NAMED_MAX ? names + " …" : names;
    }

    /** Whether a rule adds nothing to another that holds whenever it does, and is as severe. */
    private void overlap(Rule loose, BitSet atLoose, Rule strict, BitSet atStrict, boolean first) {
        boolean candidate = loose.kind() == strict.kind()
                && strict.severity().compareTo(loose.severity()) <= 0
                && strict.late() == loose.late()
                && atLoose.intersects(atStrict)
                && Implication.follows(loose.raise(), strict.raise());
        boolean same = candidate
                && strict.severity() == loose.severity()
                && Implication.follows(strict.raise(), loose.raise());
        if (!candidate || same && !first) {
            return;
        }
        BitSet both = (BitSet) atStrict.clone();
        both.and(atLoose);
        String where = both.equals(atStrict) ? "" : " at " + both.cardinality() + " of its devices";
        warn(
                strict,
                "adds nothing to '" + loose.name() + "' (" + loose.at() + ")" + where + ": whenever '"
                        + strict.raise().text() + "' holds, so does '"
                        + loose.raise().text()
                        + "', and it is no more severe");
    }
}
