package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The reference of the configuration tells all that there is, and nothing else. */
class ConfigurationDocTest {
    private static final Path HOME = Path.of("..");
    private static final Path DOC = HOME.resolve("docs/configuration.md");
    private static final String BEGIN = "<!-- options: written by the test with -Dconfiguration.write=true -->\n";
    private static final String END = "<!-- end of options -->\n";
    private static final Pattern ALLOWED =
            Pattern.compile("(?:\\w*KEYS =|allow\\()(.*?)(?:;|, problems\\))", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"([a-z][a-z0-9-]*)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(BEACON_[A-Z_]+|JAVA_HOME|CI)[:}]");

    private static List<CommandLine> verbs(CommandLine line) {
        List<CommandLine> verbs = new ArrayList<>();
        for (CommandLine each : Set.copyOf(line.getSubcommands().values())) {
            if (each.getSubcommands().isEmpty()) {
                verbs.add(each);
            } else {
                verbs.addAll(verbs(each));
            }
        }
        verbs.sort(Comparator.comparing(verb -> verb.getCommandSpec().qualifiedName()));
        return verbs;
    }

    private static String options() {
        StringBuilder text = new StringBuilder();
        for (CommandLine verb : verbs(Beacon.commandLine())) {
            var spec = verb.getCommandSpec();
            text.append("\n### ").append(spec.qualifiedName()).append("\n\n");
            text.append(String.join(" ", spec.usageMessage().description())).append("\n\n");
            text.append("| | default | meaning |\n| --- | --- | --- |\n");
            spec.positionalParameters().forEach(each -> text.append(row(each.paramLabel(), each)));
            for (OptionSpec each : spec.options()) {
                if (!each.usageHelp() && !each.versionHelp()) {
                    String value = each.arity().max() == 0 ? "" : " " + each.paramLabel();
                    text.append(row(each.longestName() + value, each));
                }
            }
        }
        return text.append('\n').toString();
    }

    private static String row(String name, ArgSpec argument) {
        String meaning = String.join(" ", argument.description()).replaceAll(" \\(default \\S+( MiB)?\\)", "");
        boolean must = argument instanceof PositionalParamSpec parameter
                ? parameter.arity().min() > 0
                : argument.required();
        String missing = must ? "required" : argument.defaultValue() == null ? "" : "`" + argument.defaultValue() + "`";
        return "| `" + name.replace("|", "\\|") + "` | " + missing + " | " + meaning.replace("|", "\\|") + " |\n";
    }

    @Test
    void everyOptionOfEveryVerbIsThereWithItsDefault() throws IOException {
        String text = Files.readString(DOC);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (Boolean.getBoolean("configuration.write")) {
            Files.writeString(DOC, text.substring(0, begin) + options() + text.substring(end));
            return;
        }
        assertThat(text.substring(begin, end))
                .as("docs/configuration.md; write it anew by this test with -Dconfiguration.write=true")
                .isEqualTo(options());
    }

    /** The keys that the readers of a site allow, by the file of the reader. */
    private static Map<String, Set<String>> keys() throws IOException {
        Map<String, Set<String>> keys = new TreeMap<>();
        try (Stream<Path> files = Files.walk(HOME.resolve("rules/src/main/java"))) {
            for (Path file : files.filter(each -> each.toString().endsWith("Reader.java"))
                    .filter(each -> !each.toString().contains("/rehearse/"))
                    .toList()) {
                Set<String> found = new TreeSet<>();
                ALLOWED.matcher(Files.readString(file))
                        .results()
                        .flatMap(part -> QUOTED.matcher(part.group(1)).results())
                        .map(quoted -> quoted.group(1))
                        .forEach(found::add);
                if (!found.isEmpty()) {
                    keys.put(String.valueOf(file.getFileName()), found);
                }
            }
        }
        return keys;
    }

    @Test
    void everyKeyThatASiteMayHaveIsThere() throws IOException {
        String text = Files.readString(DOC);
        Map<String, Set<String>> keys = keys();
        assertThat(keys.get("ChannelReader.java")).contains("min-severity");
        keys.forEach((reader, names) ->
                assertThat(names).as(reader).allSatisfy(name -> assertThat(text).contains("`" + name + "`")));
    }

    @Test
    void everyVariableOfTheLaunchersIsThere() throws IOException {
        Set<String> read = new TreeSet<>();
        for (String launcher : List.of("beacon", "dev", ".mvn/launch.sh", "packaging/src/deb/beacon")) {
            VARIABLE.matcher(Files.readString(HOME.resolve(launcher)))
                    .results()
                    .map(MatchResult::group)
                    .forEach(each -> read.add(each.replaceAll("[^A-Z_]", "")));
        }
        assertThat(read).contains("BEACON_JVM_OPTS");
        String text = Files.readString(DOC);
        assertThat(read).allSatisfy(name -> assertThat(text).contains("| `" + name + "`"));
    }
}
