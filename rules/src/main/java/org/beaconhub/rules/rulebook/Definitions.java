package org.beaconhub.rules.rulebook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Scalar;

/** What the rules of a site name once and use often: expressions, and thresholds that differ from device to device. */
final class Definitions {
    /** So many parts may an expression have once every name in it is written out. */
    static final int PARTS_MAX = 512;

    /** So deep may definitions stand within each other. */
    private static final int DEPTH_MAX = 64;

    private static final String NAME = "[a-z][a-z0-9_]{0,62}";
    private static final Set<String> KEYWORDS = Set.of(
            "and", "or", "not", "for", "then", "without", "within", "in", "of", "have", "area", "silent", "neighbours");

    private final Map<String, Definition> expressions = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Position> places = new LinkedHashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> wrong = new HashSet<>();

    /** A named expression. */
    record Definition(String name, Scalar text, Syntax syntax) {}

    /** A named threshold as it is written: the value of most devices, and those of others, the first that matches. */
    record Parameter(String name, Token.Amount normal, boolean negative, List<Special> specials) {
        /** Another value for some devices; an empty device means all of the scope. */
        record Special(Scope on, String device, Token.Amount amount, boolean negative) {}
    }

    /** The expression of a name. */
    Optional<Definition> expression(String name) {
        return Optional.ofNullable(expressions.get(name)).map(found -> use(name, found));
    }

    /** The threshold of a name. */
    Optional<Parameter> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).map(found -> use(name, found));
    }

    private <T> T use(String name, T found) {
        used.add(name);
        return found;
    }

    /** All names. */
    Set<String> names() {
        return new TreeSet<>(places.keySet());
    }

    Collection<Definition> all() {
        return expressions.values();
    }

    /** The named expressions that an expression uses itself. */
    List<Definition> usedBy(Syntax syntax) {
        List<Definition> used = new ArrayList<>();
        Deque<Syntax> open = new ArrayDeque<>(List.of(syntax));
        while (!open.isEmpty()) {
            Syntax next = open.pop();
            if (next instanceof Syntax.Name name && expressions.containsKey(name.text())) {
                used.add(expressions.get(name.text()));
            }
            next.parts().forEach(open::push);
        }
        return used;
    }

    /** A name whose definition has been told to be wrong: nobody can use it. */
    void refuse(String name) {
        wrong.add(name);
        expressions.remove(name);
    }

    /** Whether a name has a definition, and that has been told to be wrong. */
    boolean isWrong(String name) {
        return wrong.contains(name);
    }

    void add(Definition definition) {
        expressions.put(definition.name(), definition);
    }

    void add(Parameter parameter) {
        parameters.put(parameter.name(), parameter);
    }

    /** Whether a name may be given; if not, why is told. */
    boolean admits(Scalar name, Problems problems) {
        String text = name.text();
        boolean taken = org.beaconhub.rules.fact.Quantity.of(text).isPresent()
                || Checker.FUNCTIONS.contains(text)
                || KEYWORDS.contains(text);
        if (!text.matches(NAME) || taken) {
            problems.add(
                    name.at(),
                    "name '" + text + "' must be small letters, digits and underscores, up to 63"
                            + (taken ? ", and no word of the language" : ""));
            return false;
        }
        Position first = places.putIfAbsent(text, name.at());
        if (first != null) {
            problems.add(name.at(), "'" + text + "' is defined already at " + first);
        }
        return first == null;
    }

    /** Tells of every definition that uses itself, or stands on too many others; nobody can use these, nor what stands on them. */
    void refuseCircles(Problems problems) {
        Set<String> sound = new HashSet<>();
        for (int depth = 0; depth < DEPTH_MAX; depth++) {
            sound.addAll(expressions.values().stream()
                    .filter(each -> standsOn(each, sound))
                    .map(Definition::name)
                    .toList());
        }
        List<Definition> others = expressions.values().stream()
                .filter(each -> !sound.contains(each.name()))
                .toList();
        for (Definition each : others) {
            if (standsOn(each, sound)) {
                problems.add(
                        each.text().at(),
                        "'" + each.name() + "' stands on more than " + DEPTH_MAX
                                + " definitions, one within the other");
            } else if (usesItself(each)) {
                problems.add(each.text().at(), "'" + each.name() + "' is defined by itself");
            }
        }
        others.forEach(each -> refuse(each.name()));
    }

    private boolean standsOn(Definition definition, Set<String> names) {
        return usedBy(definition.syntax()).stream().allMatch(each -> names.contains(each.name()));
    }

    private boolean usesItself(Definition definition) {
        Set<Definition> seen = new LinkedHashSet<>(usedBy(definition.syntax()));
        Deque<Definition> open = new ArrayDeque<>(seen);
        while (!open.isEmpty() && !seen.contains(definition)) {
            usedBy(open.pop().syntax()).stream().filter(seen::add).forEach(open::push);
        }
        return seen.contains(definition);
    }

    /** How many parts an expression has once every name in it is written out. */
    long size(Syntax syntax) {
        if (syntax instanceof Syntax.Name name && expressions.containsKey(name.text())) {
            Long known = sizes.get(name.text());
            if (known == null) {
                known = size(expressions.get(name.text()).syntax());
                sizes.put(name.text(), known);
            }
            return known;
        }
        long size = 1;
        for (Syntax part : syntax.parts()) {
            size = Math.min(Integer.MAX_VALUE, size + size(part));
        }
        return size;
    }

    /** Warns of every name that nobody uses. */
    void tellUnused(Problems problems) {
        places.forEach((name, at) -> {
            if (!used.contains(name) && !wrong.contains(name)) {
                problems.warn(at, "'" + name + "' is defined, but no rule uses it");
            }
        });
    }
}
