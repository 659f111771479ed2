package org.beaconhub.rules.rulebook;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Handling;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.source.Nearest;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlFile;
import org.beaconhub.rules.source.YamlNode;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Items;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads files of rules. Every problem of every rule is told, not the first alone. */
public final class RuleReader {
    private static final Set<String> KEYS = new TreeSet<>(List.of(
            "rule",
            "on",
            "raise",
            "clear",
            "confirm",
            "kind",
            "severity",
            "message",
            "late",
            "latch",
            "inhibited-by",
            "limit",
            "incident"));
    private static final Pattern ARROW = Pattern.compile("(?:→|->)\\s*severity\\s+(\\S+)\\s*$");
    /** So many rules, named expressions and parameters may a site have. */
    private static final int ITEMS_MAX = 2_000;

    private final Vocabulary vocabulary;
    private final Problems problems;
    private final DefinitionReader names;
    private final Map<String, Position> places = new HashMap<>();

    /** Knows the site's names; tells what is wrong to {@code problems}. */
    public RuleReader(Vocabulary vocabulary, Problems problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
        this.names = new DefinitionReader(vocabulary, problems);
    }

    /** The rules of these files; those with a problem are left out. Names hold in all files, wherever they stand. */
    public List<Rule> read(List<SiteFile> files) {
        List<Fields> items = files.stream().flatMap(this::items).toList();
        if (items.size() > ITEMS_MAX) {
            problems.add(
                    items.get(ITEMS_MAX).at(),
                    "more than " + ITEMS_MAX + " rules and names; one rule can have many thresholds by 'parameter'");
            return List.of();
        }
        for (Fields item : items) {
            if (item.get("define").isPresent()) {
                names.define(item);
            } else if (item.get("parameter").isPresent()) {
                names.parameter(item);
            }
        }
        names.check();
        List<Rule> rules = items.stream()
                .filter(item ->
                        item.get("define").isEmpty() && item.get("parameter").isEmpty())
                .flatMap(item -> rule(item).stream())
                .toList();
        items.forEach(this::causes);
        if (problems.isEmpty()) {
            // A rule with a problem may use what it could not be read to use.
            names.definitions().tellUnused(problems);
        }
        return rules;
    }

    /** Whether there are rules of the names that inhibit, also where those rules have a problem of their own. */
    private void causes(Fields item) {
        Set<String> known = new TreeSet<>(places.keySet());
        new YamlText(new Problems())
                .list(item, "inhibited-by").stream()
                        .filter(cause -> !known.contains(cause.text()))
                        .forEach(cause -> problems.add(
                                cause.at(), "unknown rule '" + cause.text() + "'" + Nearest.hint(cause.text(), known)));
    }

    private Stream<Fields> items(SiteFile file) {
        Optional<YamlNode> document = YamlFile.read(file, problems);
        if (document.isPresent() && !(document.get() instanceof Items)) {
            problems.add(document.get().at(), "a file of rules is a list, each beginning with '- rule: name'");
        }
        return document.filter(Items.class::isInstance).map(Items.class::cast).stream()
                .flatMap(items -> items.items().stream())
                .flatMap(item -> {
                    if (item instanceof Fields fields) {
                        return Stream.of(fields);
                    }
                    problems.add(item.at(), "expected '- rule: name', found " + item.what());
                    return Stream.empty();
                });
    }

    private Optional<Rule> rule(Fields fields) {
        int before = problems.size();
        fields.allow(KEYS, problems);
        YamlText texts = new YamlText(problems);
        Optional<Scalar> name = texts.required(fields, "rule");
        name.ifPresent(this::checkName);
        Optional<Scope> scope =
                texts.required(fields, "on").flatMap(text -> new ScopeReader(vocabulary, problems).read(text));
        Set<String> types = scope.map(Scope::types).orElse(vocabulary.types().keySet());
        Setting setting = new Setting(vocabulary, names.definitions(), types, Optional.empty(), false);
        Optional<Condition> raise = texts.required(fields, "raise").flatMap(text -> condition(text, setting));
        Optional<Scalar> clearText = texts.optional(fields, "clear");
        Optional<Condition> clear = clearText.flatMap(text -> condition(text, setting));
        Optional<Kind> kind = texts.oneOf(fields, "kind", Kind.class);
        Optional<Severity> severity = texts.oneOf(fields, "severity", Severity.class);
        Setting confirming = new Setting(vocabulary, names.definitions(), types, raise, false);
        Optional<Rule.Confirm> confirm =
                texts.optional(fields, "confirm").flatMap(text -> confirm(text, confirming, severity));
        Optional<Text> message = texts.bilingual(fields, "message");
        texts.placeholders(fields, "message");
        boolean late = texts.flag(fields, "late");
        Handling handling = new HandlingReader(texts, problems).read(fields);
        if (problems.size() > before) {
            return Optional.empty();
        }
        return steady(
                clearText,
                new Rule(
                        name.orElseThrow().text(),
                        name.orElseThrow().at(),
                        scope.orElseThrow(),
                        raise.orElseThrow(),
                        clear,
                        confirm,
                        kind.orElseThrow(),
                        severity.orElseThrow(),
                        message.orElseThrow(),
                        late,
                        handling));
    }

    private Optional<Rule> steady(Optional<Scalar> clear, Rule rule) {
        if (rule.flutters()) {
            problems.add(clear.orElseThrow().at(), rule.flutter());
            return Optional.empty();
        }
        return Optional.of(rule);
    }

    private void checkName(Scalar name) {
        if (!YamlText.isName(name.text())) {
            problems.add(
                    name.at(), "rule name '" + name.text() + "' must be small letters, digits and dashes, up to 63");
        }
        Position first = places.putIfAbsent(name.text(), name.at());
        if (first != null) {
            problems.add(name.at(), "rule '" + name.text() + "' stands already at " + first);
        }
    }

    private Optional<Condition> condition(Scalar text, Setting setting) {
        return condition(text, text.text(), setting);
    }

    /** The condition that the beginning of a text writes. */
    private Optional<Condition> condition(Scalar text, String beginning, Setting setting) {
        try {
            Syntax syntax = Parser.parse(beginning);
            if (names.definitions().size(syntax) > Definitions.PARTS_MAX) {
                problems.add(text.at(), "more than " + Definitions.PARTS_MAX + " parts once its names are written out");
                return Optional.empty();
            }
            return Optional.of(new Checker(setting).condition(syntax));
        } catch (SyntaxFault fault) {
            fault.tell(text, problems);
            return Optional.empty();
        }
    }

    private Optional<Rule.Confirm> confirm(Scalar text, Setting setting, Optional<Severity> before) {
        Matcher arrow = ARROW.matcher(text.text());
        if (!arrow.find()) {
            problems.add(
                    text.at(),
                    "confirm must end in the severity that follows, as in '2 of neighbours … → severity extreme'");
            return Optional.empty();
        }
        Optional<Condition> condition = condition(text, text.text().substring(0, arrow.start()), setting);
        List<String> names =
                Arrays.stream(Severity.values()).map(YamlText::written).toList();
        int index = names.indexOf(arrow.group(1));
        if (index < 0) {
            problems.add(
                    text.at(arrow.start(1)),
                    "severity '" + arrow.group(1) + "' must be one of " + String.join(", ", names)
                            + Nearest.hint(arrow.group(1), names));
            return Optional.empty();
        }
        Severity severity = Severity.values()[index];
        if (before.isPresent() && severity.compareTo(before.get()) <= 0) {
            problems.add(
                    text.at(),
                    "a confirmed alarm must become more severe than '" + YamlText.written(before.get()) + "'");
        }
        return condition.map(each -> new Rule.Confirm(each, severity));
    }
}
