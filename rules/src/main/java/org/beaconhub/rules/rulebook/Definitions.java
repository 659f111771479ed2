package org.beaconhub.rules.rulebook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

    private static final String NAME = "[a-z][a-z0-9_]{0,62}";
    private static final Set<String> KEYWORDS = Set.of(
            "and", "or", "not", "for", "then", "without", "within", "in", "of", "have", "area", "silent", "neighbours");

    private final Map<String, Definition> expressions = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Position> places = new LinkedHashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final Set<String> used = new HashSet<>();

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

    Iterable<Definition> all() {
        return expressions.values();
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

    /** Tells of every definition that uses itself; those are forgotten. */
    void refuseCircles(Problems problems) {
        for (Definition definition : List.copyOf(expressions.values())) {
            if (reaches(definition.syntax(), definition.name(), new HashSet<>())) {
                problems.add(definition.text().at(), "'" + definition.name() + "' is defined by itself");
                expressions.remove(definition.name());
            }
        }
    }

    private boolean reaches(Syntax syntax, String wanted, Set<String> seen) {
        if (syntax instanceof Syntax.Name name && expressions.containsKey(name.text())) {
            return name.text().equals(wanted)
                    || seen.add(name.text())
                            && reaches(expressions.get(name.text()).syntax(), wanted, seen);
        }
        return syntax.parts().stream().anyMatch(part -> reaches(part, wanted, seen));
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
            if (!used.contains(name)) {
                problems.warn(at, "'" + name + "' is defined, but no rule uses it");
            }
        });
    }
}
