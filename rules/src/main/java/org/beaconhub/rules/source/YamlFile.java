package org.beaconhub.rules.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.source.YamlNode.Field;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Items;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one YAML 1.2 document. What cannot be read becomes a problem with its place, never an exception. */
public final class YamlFile {
    private static final int CODE_POINTS_MAX = 64 * 1024 * 1024;
    private static final int DEPTH_MAX = 20;
    private static final int NODES_MAX = 4_000_000;

    /** Half of a character of two units: no program has to take it, and no file keeps it. */
    private static final Pattern HALF = Pattern.compile("\\p{Cs}");

    private final SiteFile file;
    private final String[] lines;
    private final Problems problems;
    private int nodes;

    private YamlFile(SiteFile file, Problems problems) {
        this.file = file;
        this.lines = file.text().split("\n", -1);
        this.problems = problems;
    }

    /** The document of a file; empty where it has none or it cannot be read. */
    public static Optional<YamlNode> read(SiteFile file, Problems problems) {
        return new YamlFile(file, problems).read();
    }

    private Optional<YamlNode> read() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.name())
                .setCodePointLimit(CODE_POINTS_MAX)
                .setParseComments(false)
                .build();
        try {
            return new Compose(settings).composeString(file.text()).flatMap(node -> convert(node, 0));
        } catch (MarkedYamlEngineException e) {
            Position at = e.getProblemMark().map(this::position).orElse(new Position(file.name(), 1, 1));
            problems.add(at, invalid(e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(new Position(file.name(), 1, 1), invalid(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private static Text invalid(String why) {
        return new Text("不是有效的 YAML：" + why, "not valid YAML: " + why);
    }

    private Position position(Mark mark) {
        return new Position(file.name(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Position start(Node node) {
        return node.getStartMark().map(this::position).orElse(new Position(file.name(), 1, 1));
    }

    private Optional<YamlNode> convert(Node node, int depth) {
        Position at = start(node);
        if (depth > DEPTH_MAX || ++nodes > NODES_MAX) {
            problems.add(
                    at,
                    new Text(
                            "超过 " + DEPTH_MAX + " 层或 " + NODES_MAX + " 个值；请写得平一些",
                            "more than " + DEPTH_MAX + " levels or " + NODES_MAX + " values; write it flatter"));
            return Optional.empty();
        }
        return switch (node) {
            case ScalarNode scalar -> Optional.of(scalar(scalar, at));
            case SequenceNode sequence -> {
                List<YamlNode> items = new ArrayList<>();
                sequence.getValue().forEach(item -> convert(item, depth + 1).ifPresent(items::add));
                yield Optional.of(new Items(at, items));
            }
            case MappingNode mapping -> Optional.of(fields(mapping, at, depth));
            default -> {
                problems.add(at, new Text("这里不读取别名；请写出值", "aliases are not read here; write the value out"));
                yield Optional.empty();
            }
        };
    }

    private Fields fields(MappingNode mapping, Position at, int depth) {
        Map<String, Field> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Position keyAt = start(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(keyAt, new Text("键须为一个词", "a key must be a word"));
            } else if (values.containsKey(key.getValue())) {
                problems.add(
                        keyAt, new Text("键“" + key.getValue() + "”出现两次", "key '" + key.getValue() + "' stands twice"));
            } else {
                convert(tuple.getValueNode(), depth + 1)
                        .ifPresent(value -> values.put(key.getValue(), new Field(keyAt, value)));
            }
        }
        return new Fields(at, values);
    }

    /** Keeps where each source line of the text begins, so that an error within it can be placed. */
    private Scalar scalar(ScalarNode node, Position at) {
        ScalarStyle style = node.getScalarStyle();
        if (HALF.matcher(node.getValue()).find()) {
            problems.add(
                    at,
                    new Text(
                            "文本只能含完整的字符；\\ud83d 这样的转义只是半个",
                            "a text must have whole characters alone; an escape such as \\ud83d is half of one"));
        }
        boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
        int last = node.getEndMark().map(Mark::getLine).orElse(at.line() - 1);
        List<Position> starts = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        int first = block ? at.line() : at.line() - 1;
        for (int line = first; line <= Math.min(last, lines.length - 1); line++) {
            String source = lines[line];
            int column =
                    line == at.line() - 1 ? at.column() - 1 + (style == ScalarStyle.PLAIN ? 0 : 1) : indent(source);
            starts.add(new Position(file.name(), line + 1, column + 1));
            lengths.add(Math.max(0, source.stripTrailing().length() - column));
        }
        return new Scalar(at, node.getValue(), starts, lengths);
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
