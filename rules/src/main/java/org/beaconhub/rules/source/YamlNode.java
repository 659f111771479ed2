package org.beaconhub.rules.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.fact.Text;

/** A part of a YAML document with its place. */
public sealed interface YamlNode {
    /** Where it begins. */
    Position at();

    /** What it is, in words for an error. */
    Text kind();

    /** The same in English. */
    default String what() {
        return kind().en();
    }

    /**
     * A text, number or flag, as it was written.
     *
     * @param at where it begins
     * @param text its value
     * @param lines where each line of a longer text begins; the first is the text's own
     */
    record Scalar(Position at, String text, List<Position> lines, List<Integer> lengths) implements YamlNode {
        /** Copies the lists. */
        public Scalar {
            lines = List.copyOf(lines);
            lengths = List.copyOf(lengths);
        }

        /** The place in the file of the character at {@code offset} of the text. */
        public Position at(int offset) {
            int left = offset;
            for (int i = 0; i < lines.size(); i++) {
                if (left <= lengths.get(i) || i == lines.size() - 1) {
                    Position line = lines.get(i);
                    return new Position(line.file(), line.line(), line.column() + left);
                }
                left -= lengths.get(i) + 1;
            }
            return at;
        }

        @Override
        public Text kind() {
            return new Text("“" + text + "”", "'" + text + "'");
        }
    }

    /**
     * A list.
     *
     * @param at where it begins
     * @param items what is in it
     */
    record Items(Position at, List<YamlNode> items) implements YamlNode {
        /** Copies the list. */
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public Text kind() {
            return new Text("列表", "a list");
        }
    }

    /**
     * Keys with values, in their order.
     *
     * @param at where it begins
     * @param values by key
     */
    record Fields(Position at, Map<String, Field> values) implements YamlNode {
        /** Copies the map, keeping its order. */
        public Fields {
            values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public Text kind() {
            return new Text("映射", "a map");
        }

        /** The value of a key. */
        public Optional<YamlNode> get(String key) {
            return Optional.ofNullable(values.get(key)).map(Field::value);
        }

        /** Tells of every key that is not among the allowed ones. */
        public void allow(Set<String> keys, Problems problems) {
            values.forEach((key, field) -> {
                if (!keys.contains(key)) {
                    problems.add(field.at(), new Text("未知的键“" + key + "”", "unknown key '" + key + "'"), key, keys);
                }
            });
        }
    }

    /**
     * A key's place and value.
     *
     * @param at where the key begins
     * @param value what it holds
     */
    record Field(Position at, YamlNode value) {}
}
