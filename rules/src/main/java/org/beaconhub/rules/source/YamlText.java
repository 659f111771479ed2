package org.beaconhub.rules.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.AreaPath;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Items;
import org.beaconhub.rules.source.YamlNode.Scalar;

/** Reads the values of a map's keys; a missing or wrong one becomes a problem at its place. */
public final class YamlText {
    private static final int MESSAGE_LENGTH_MAX = 500;
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)\\}");
    /** What the hub fills in. */
    private static final List<String> FILLED = List.of("device", "area");

    private static final Predicate<String> NAME =
            Pattern.compile("[a-z][a-z0-9-]{0,62}").asMatchPredicate();

    private final Problems problems;

    /** Tells what is wrong to {@code problems}. */
    public YamlText(Problems problems) {
        this.problems = problems;
    }

    /** Whether a text may name something of a site: small letters, digits and dashes, up to 63, a letter first. */
    public static boolean isName(String text) {
        return NAME.test(text);
    }

    /** What stands in braces in a text of both languages and nothing fills in, people would read or hear as it stands. */
    public void placeholders(Fields fields, String key) {
        if (!(fields.get(key).orElse(null) instanceof Fields both)) {
            return;
        }
        for (YamlNode.Field text : both.values().values()) {
            if (text.value() instanceof Scalar scalar) {
                Matcher braces = BRACES.matcher(scalar.text());
                while (braces.find()) {
                    String name = braces.group(1);
                    if (!FILLED.contains(name)) {
                        problems.warn(
                                scalar.at(braces.start()),
                                "nothing fills in '{" + name + "}'; a message knows {device} and {area}"
                                        + Nearest.hint(name, FILLED));
                    }
                }
            }
        }
    }

    /** A text that must be there and not be empty. */
    public Optional<Scalar> required(Fields fields, String key) {
        Optional<Scalar> text = optional(fields, key);
        if (fields.get(key).isEmpty()) {
            problems.add(fields.at(), missing(key));
        } else if (text.isPresent() && text.get().text().isBlank()) {
            problems.add(text.get().at(), new Text("“" + key + "”不得为空", "'" + key + "' must not be empty"));
            return Optional.empty();
        }
        return text;
    }

    private static Text missing(String key) {
        return new Text("缺少键“" + key + "”", "key '" + key + "' is missing");
    }

    /** A text that may be missing. */
    public Optional<Scalar> optional(Fields fields, String key) {
        return fields.get(key).flatMap(node -> {
            if (node instanceof Scalar scalar) {
                return Optional.of(scalar);
            }
            problems.add(
                    node.at(),
                    new Text(
                            "“" + key + "”须为文本，实为" + node.kind().zh(),
                            "'" + key + "' must be a text, found " + node.kind().en()));
            return Optional.empty();
        });
    }

    /** One of an enumeration's names, in small letters with dashes, that must be there. */
    public <E extends Enum<E>> Optional<E> oneOf(Fields fields, String key, Class<E> type) {
        return required(fields, key).flatMap(text -> oneOf(text, key, type));
    }

    /** The enumeration's constant that a text names. */
    public <E extends Enum<E>> Optional<E> oneOf(Scalar text, String key, Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(YamlText::written).toList();
        int index = names.indexOf(text.text());
        if (index < 0) {
            problems.add(
                    text.at(),
                    new Text(
                            key + "“" + text.text() + "”须为以下之一：" + String.join("、", names),
                            key + " '" + text.text() + "' must be one of " + String.join(", ", names)),
                    text.text(),
                    names);
            return Optional.empty();
        }
        return Optional.of(type.getEnumConstants()[index]);
    }

    /** An enumeration's constant as files write it. */
    public static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Yes or no; no where it is missing. */
    public boolean flag(Fields fields, String key) {
        Optional<Scalar> text = optional(fields, key);
        if (text.isPresent() && !Set.of("true", "false").contains(text.get().text())) {
            String found = text.get().text();
            problems.add(
                    text.get().at(),
                    new Text(key + "“" + found + "”须为 true 或 false", key + " '" + found + "' must be true or false"));
        }
        return text.isPresent() && text.get().text().equals("true");
    }

    /** A number within limits; empty where it is missing or wrong. */
    public OptionalDouble number(Fields fields, String key, double min, double max) {
        Optional<Scalar> text = optional(fields, key);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text.get().text());
            if (number >= min && number <= max) {
                return OptionalDouble.of(number);
            }
            problems.add(
                    text.get().at(),
                    new Text(
                            key + " 须在 " + min + " 至 " + max + " 之间，实为 "
                                    + text.get().text(),
                            key + " must be " + min + " to " + max + ", found "
                                    + text.get().text()));
        } catch (NumberFormatException e) {
            problems.add(
                    text.get().at(),
                    new Text(
                            key + " 须为数字，实为“" + text.get().text() + "”",
                            key + " must be a number, found '" + text.get().text() + "'"));
        }
        return OptionalDouble.empty();
    }

    /** A text in both languages, that must be there. */
    public Optional<Text> bilingual(Fields fields, String key) {
        Optional<YamlNode> node = fields.get(key);
        if (node.isEmpty()) {
            problems.add(fields.at(), missing(key));
            return Optional.empty();
        }
        if (!(node.get() instanceof Fields both)) {
            problems.add(
                    node.get().at(),
                    new Text(
                            "“" + key + "”须有两种语言：{ zh: …, en: … }",
                            "'" + key + "' needs both languages: { zh: …, en: … }"));
            return Optional.empty();
        }
        both.allow(Set.of("zh", "en"), problems);
        Optional<Scalar> zh = required(both, "zh");
        Optional<Scalar> en = required(both, "en");
        Stream.of(zh, en)
                .flatMap(Optional::stream)
                .filter(text -> text.text().length() > MESSAGE_LENGTH_MAX)
                .forEach(text -> problems.add(
                        text.at(),
                        new Text(
                                "“" + key + "”最多 " + MESSAGE_LENGTH_MAX + " 个字符",
                                "'" + key + "' must have at most " + MESSAGE_LENGTH_MAX + " characters")));
        return zh.isPresent() && en.isPresent()
                ? Optional.of(new Text(zh.get().text(), en.get().text()))
                : Optional.empty();
    }

    /** The texts of a list; empty where it is missing. */
    public List<Scalar> list(Fields fields, String key) {
        return fields.get(key)
                .map(node -> items(node, key, Scalar.class, new Text("文本", "a text")))
                .orElse(List.of());
    }

    /** The texts of a list, each a path that is known or lies above a known one; empty where it is missing. */
    public List<String> known(Fields fields, String key, String what, Set<String> paths) {
        List<Scalar> found = list(fields, key);
        found.stream()
                .filter(text -> paths.stream().noneMatch(path -> AreaPath.isWithin(path, text.text())))
                .forEach(text -> problems.add(
                        text.at(), "unknown " + what + " '" + text.text() + "'" + Nearest.hint(text.text(), paths)));
        return found.stream().map(Scalar::text).toList();
    }

    /** The maps of the one list that a document holds; what is no map is a problem. */
    public List<Fields> maps(Fields document, String key) {
        document.allow(Set.of(key), problems);
        return mapsAt(document, key);
    }

    /** The maps of a list that stands beside other keys; what is no map is a problem. */
    public List<Fields> mapsAt(Fields fields, String key) {
        Optional<YamlNode> node = fields.get(key);
        if (node.isEmpty()) {
            problems.add(fields.at(), missing(key));
            return List.of();
        }
        return items(node.get(), key, Fields.class, new Text("映射", "a map"));
    }

    /** The items of a list that are of a kind; the others are problems. */
    private <T extends YamlNode> List<T> items(YamlNode node, String key, Class<T> kind, Text what) {
        if (!(node instanceof Items items)) {
            problems.add(
                    node.at(),
                    new Text(
                            "“" + key + "”须为列表，实为" + node.kind().zh(),
                            "'" + key + "' must be a list, found " + node.kind().en()));
            return List.of();
        }
        return items.items().stream()
                .flatMap(item -> {
                    if (kind.isInstance(item)) {
                        return Stream.of(kind.cast(item));
                    }
                    problems.add(
                            item.at(),
                            new Text(
                                    "须为" + what.zh() + "，实为" + item.kind().zh(),
                                    "expected " + what.en() + ", found "
                                            + item.kind().en()));
                    return Stream.empty();
                })
                .toList();
    }
}
