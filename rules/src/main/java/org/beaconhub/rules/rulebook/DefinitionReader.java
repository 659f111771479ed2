package org.beaconhub.rules.rulebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.rulebook.Definitions.Definition;
import org.beaconhub.rules.rulebook.Definitions.Parameter;
import org.beaconhub.rules.source.Nearest;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Items;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads {@code define} and {@code parameter}. */
final class DefinitionReader {
    private static final int SPECIALS_MAX = 1_000;

    private final Vocabulary vocabulary;
    private final Problems problems;
    private final YamlText texts;
    private final Definitions definitions = new Definitions();

    DefinitionReader(Vocabulary vocabulary, Problems problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
        this.texts = new YamlText(problems);
    }

    Definitions definitions() {
        return definitions;
    }

    void define(Fields fields) {
        fields.allow(Set.of("define", "as"), problems);
        Optional<Scalar> name = texts.required(fields, "define").filter(each -> definitions.admits(each, problems));
        Optional<Scalar> text = texts.required(fields, "as");
        if (name.isEmpty() || text.isEmpty()) {
            name.ifPresent(each -> definitions.refuse(each.text()));
            return;
        }
        try {
            definitions.add(new Definition(
                    name.get().text(), text.get(), Parser.parse(text.get().text())));
        } catch (SyntaxFault fault) {
            problems.add(text.get().at(fault.offset()), fault.why());
            definitions.refuse(name.get().text());
        }
    }

    /** All names are read: looks at each expression by itself, as if it were asked of a device that measures all. */
    void check() {
        definitions.refuseCircles(problems);
        Setting setting =
                new Setting(vocabulary, definitions, vocabulary.types().keySet(), Optional.empty(), false);
        Set<String> looked = new HashSet<>();
        List.copyOf(definitions.all()).forEach(each -> check(each, setting, looked));
    }

    /** What it uses comes first, so that each fault is told where it is, and not again where it is used. */
    private void check(Definition definition, Setting setting, Set<String> looked) {
        if (!looked.add(definition.name())) {
            return;
        }
        definitions.usedBy(definition.syntax()).forEach(each -> check(each, setting, looked));
        if (definitions.size(definition.syntax()) > Definitions.PARTS_MAX) {
            problems.add(
                    definition.text().at(),
                    "'" + definition.name() + "' has more than " + Definitions.PARTS_MAX
                            + " parts once its names are written out");
            definitions.refuse(definition.name());
            return;
        }
        try {
            new Checker(setting).any(definition.syntax());
        } catch (SyntaxFault fault) {
            fault.tell(definition.text(), problems);
            definitions.refuse(definition.name());
        }
    }

    void parameter(Fields fields) {
        fields.allow(Set.of("parameter", "value", "for"), problems);
        Optional<Scalar> name = texts.required(fields, "parameter").filter(each -> definitions.admits(each, problems));
        Optional<Syntax> value = texts.required(fields, "value").flatMap(this::amount);
        List<Parameter.Special> specials = new ArrayList<>();
        fields.get("for")
                .ifPresent(node -> specials(node).forEach(each -> special(each).ifPresent(specials::add)));
        if (name.isEmpty() || value.isEmpty()) {
            name.ifPresent(each -> definitions.refuse(each.text()));
            return;
        }
        Token.Amount normal = number(value.get());
        specials.stream()
                .filter(each -> !alike(each.amount(), normal))
                .findFirst()
                .ifPresent(each -> problems.add(
                        fields.at(),
                        "'" + name.get().text() + "' is " + normal.shown() + " and elsewhere "
                                + each.amount().shown() + ": all values of a parameter must measure the same"));
        definitions.add(new Parameter(name.get().text(), normal, value.get() instanceof Syntax.Minus, specials));
    }

    private List<Fields> specials(YamlNode node) {
        if (!(node instanceof Items items) || items.items().size() > SPECIALS_MAX) {
            problems.add(
                    node.at(),
                    "'for' must be a list of up to " + SPECIALS_MAX + ", as in '- { on: forest-node, value: 60 °C }'");
            return List.of();
        }
        List<Fields> found = new ArrayList<>();
        for (YamlNode item : items.items()) {
            if (item instanceof Fields fields) {
                found.add(fields);
            } else {
                problems.add(item.at(), "expected '{ on: …, value: … }', found " + item.what());
            }
        }
        return found;
    }

    private Optional<Parameter.Special> special(Fields fields) {
        fields.allow(Set.of("on", "device", "value"), problems);
        Optional<Syntax> value = texts.required(fields, "value").flatMap(this::amount);
        boolean single = fields.get("device").isPresent();
        if (single == fields.get("on").isPresent()) {
            problems.add(
                    fields.at(), "say for whom: 'on' with device types and area, or 'device' with one device's id");
            return Optional.empty();
        }
        Optional<Scalar> device = texts.optional(fields, "device").filter(this::checkDevice);
        Optional<Scope> on = single
                ? Optional.of(Scope.EVERYWHERE)
                : texts.required(fields, "on").flatMap(text -> new ScopeReader(vocabulary, problems).read(text));
        if (value.isEmpty() || on.isEmpty() || single && device.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Parameter.Special(
                on.get(),
                device.map(Scalar::text).orElse(""),
                number(value.get()),
                value.get() instanceof Syntax.Minus));
    }

    private boolean checkDevice(Scalar device) {
        boolean known = vocabulary.devices().contains(device.text());
        if (!known) {
            problems.add(
                    device.at(),
                    "unknown device '" + device.text() + "'" + Nearest.hint(device.text(), vocabulary.devices()));
        }
        return known;
    }

    private Optional<Syntax> amount(Scalar text) {
        try {
            Syntax syntax = Parser.parse(text.text());
            if (syntax instanceof Syntax.Amount || syntax instanceof Syntax.Minus) {
                return Optional.of(syntax);
            }
            problems.add(text.at(), "a value is a number with its unit, such as '57 °C', found '" + text.text() + "'");
        } catch (SyntaxFault fault) {
            problems.add(text.at(fault.offset()), fault.why());
        }
        return Optional.empty();
    }

    private static Token.Amount number(Syntax syntax) {
        return switch (syntax) {
            case Syntax.Amount amount -> amount.number();
            case Syntax.Minus minus when minus.part() instanceof Syntax.Amount amount -> amount.number();
            case Syntax other -> throw new IllegalStateException("no number: " + other);
        };
    }

    private static boolean alike(Token.Amount one, Token.Amount other) {
        Optional<Unit> base = Unit.of(one.unit()).map(Unit::base);
        return base.equals(Unit.of(other.unit()).map(Unit::base)) && one.perMs() > 0 == other.perMs() > 0;
    }
}
