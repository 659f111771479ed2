package org.beaconhub.rules.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode;

/**
 * What a device says of one quantity, message by message: the same each time, a list, or a straight line from one value
 * to another.
 *
 * @param points one reading, one for each message, or the two ends of a line
 * @param line whether they are the ends of a line
 */
record Series(List<Reading> points, boolean line) {
    private static final Pattern LINE = Pattern.compile("(.+?)\\s*(?:→|->)\\s*(.+)");
    private static final Pattern NUMBER = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,3})?)\\s*(.*)");

    Series {
        points = List.copyOf(points);
    }

    /** How many messages it is for; 0 where it does for any number. */
    int messages() {
        return line || points.size() == 1 ? 0 : points.size();
    }

    /** What is said in one of the messages, counted from 0. */
    Reading of(int message, int messages) {
        if (!line) {
            return points.get(points.size() == 1 ? 0 : message);
        }
        Measurement from = (Measurement) points.getFirst();
        Measurement to = (Measurement) points.getLast();
        double share = messages == 1 ? 1 : message / (messages - 1.0);
        return new Measurement(from.quantity(), from.value() + (to.value() - from.value()) * share);
    }

    /** Reads one; what is wrong becomes a problem. */
    static Optional<Series> read(YamlNode node, Quantity quantity, Problems problems) {
        Reader reader = new Reader(quantity, problems);
        return switch (node) {
            case YamlNode.Scalar text -> reader.scalar(text);
            case YamlNode.Items items -> reader.list(items);
            case YamlNode.Fields fields -> {
                problems.add(
                        fields.at(),
                        new Text(
                                quantity.key() + " 须为一个值、值的列表，或“a → b”",
                                quantity.key() + " must be a value, a list of values, or 'a → b'"));
                yield Optional.empty();
            }
        };
    }

    private record Reader(Quantity quantity, Problems problems) {
        Optional<Series> scalar(YamlNode.Scalar text) {
            Matcher ends = LINE.matcher(text.text());
            if (quantity.unit() == Unit.TEXT || quantity.unit() == Unit.FLAG || !ends.matches()) {
                return reading(text, text.text()).map(only -> new Series(List.of(only), false));
            }
            Matcher to = NUMBER.matcher(ends.group(2));
            String unit = to.matches() ? to.group(2) : "";
            boolean bare = ends.group(1).matches(".*\\d");
            Optional<Reading> first = reading(text, bare ? ends.group(1) + " " + unit : ends.group(1));
            Optional<Reading> last = reading(text, ends.group(2));
            return first.isPresent() && last.isPresent()
                    ? Optional.of(new Series(List.of(first.get(), last.get()), true))
                    : Optional.empty();
        }

        Optional<Series> list(YamlNode.Items items) {
            List<Reading> points = new ArrayList<>();
            for (YamlNode item : items.items()) {
                if (item instanceof YamlNode.Scalar text) {
                    reading(text, text.text()).ifPresent(points::add);
                } else {
                    problems.add(
                            item.at(),
                            new Text(
                                    quantity.key() + " 须为一个值，实为" + item.kind().zh(),
                                    quantity.key() + " must be a value, found "
                                            + item.kind().en()));
                }
            }
            if (items.items().isEmpty()) {
                problems.add(
                        items.at(),
                        new Text(quantity.key() + " 至少须有一个值", quantity.key() + " needs at least one value"));
            }
            return points.isEmpty() || points.size() < items.items().size()
                    ? Optional.empty()
                    : Optional.of(new Series(points, false));
        }

        private Optional<Reading> reading(YamlNode.Scalar at, String text) {
            return switch (quantity.unit()) {
                case TEXT -> label(at, text);
                case FLAG -> flag(at, text);
                default -> number(at, text.strip());
            };
        }

        private Optional<Reading> label(YamlNode.Scalar at, String text) {
            if (text.isEmpty() || text.length() > Label.TEXT_LENGTH_MAX) {
                problems.add(
                        at.at(),
                        new Text(
                                quantity.key() + " 须有 1 至 " + Label.TEXT_LENGTH_MAX + " 个字符",
                                quantity.key() + " must have 1 to " + Label.TEXT_LENGTH_MAX + " characters"));
                return Optional.empty();
            }
            return Optional.of(new Label(quantity, text));
        }

        private Optional<Reading> flag(YamlNode.Scalar at, String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "1" -> Optional.of(new Measurement(quantity, 1));
                case "false", "no", "0" -> Optional.of(new Measurement(quantity, 0));
                default -> {
                    problems.add(
                            at.at(),
                            new Text(
                                    quantity.key() + "“" + text + "”须为 true 或 false",
                                    quantity.key() + " '" + text + "' must be true or false"));
                    yield Optional.empty();
                }
            };
        }

        private Optional<Reading> number(YamlNode.Scalar at, String text) {
            Matcher number = NUMBER.matcher(text);
            if (!number.matches()) {
                return wrong(at, text);
            }
            String symbol = number.group(2);
            Optional<Unit> unit = symbol.isEmpty() ? Optional.of(quantity.unit()) : Unit.of(symbol);
            if (unit.isEmpty() || unit.get().base() != quantity.unit().base()) {
                return wrong(at, text);
            }
            double value = unit.get().toBase(Double.parseDouble(number.group(1)));
            return Double.isFinite(value) ? Optional.of(new Measurement(quantity, value)) : wrong(at, text);
        }

        private Optional<Reading> wrong(YamlNode.Scalar at, String text) {
            String unit = quantity.unit().symbol();
            problems.add(
                    at.at(),
                    new Text(
                            quantity.key() + "“" + text + "”须为以 " + unit + " 或同类单位计的数，如“20 " + unit + "”或“20 → 60 "
                                    + unit + "”",
                            quantity.key() + " '" + text + "' must be a number in " + unit
                                    + " or a unit like it, as in '20 " + unit + "' or '20 → 60 " + unit + "'"));
            return Optional.empty();
        }
    }
}
