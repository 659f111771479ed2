package org.beaconhub.bench.rig;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** A tool's command line: {@code --name value} pairs, {@code --name} alone for yes, and {@code --help}. */
public final class Options {
    private static final String YES = "yes";
    private static final int WRONG = 2;

    private final CommandLine line;
    private final ParseResult parsed;

    private Options(CommandLine line, ParseResult parsed) {
        this.line = line;
        this.parsed = parsed;
    }

    /**
     * Reads them; what is wrong, and the wish for help, end the program with a text that lists the options.
     *
     * @param tool the tool's name
     * @param known what there is, each with its meaning
     */
    public static Options read(String tool, String[] arguments, Map<String, String> known) {
        CommandSpec spec = CommandSpec.create().name(tool).mixinStandardHelpOptions(true);
        new TreeMap<>(known)
                .forEach((name, meaning) -> spec.addOption(OptionSpec.builder("--" + name)
                        .type(String.class)
                        .arity("0..1")
                        .fallbackValue(YES)
                        .description(meaning)
                        .build()));
        CommandLine line = new CommandLine(spec);
        try {
            ParseResult parsed = line.parseArgs(arguments);
            if (parsed.isUsageHelpRequested()) {
                line.usage(System.out);
                System.exit(0);
            }
            return new Options(line, parsed);
        } catch (ParameterException e) {
            throw end(line, String.valueOf(e.getMessage()));
        }
    }

    /** The exit that a wrong option leads to; it never comes back. */
    private static IllegalArgumentException end(CommandLine line, String why) {
        System.err.println(why);
        line.usage(System.err);
        System.exit(WRONG);
        return new IllegalArgumentException(why);
    }

    /** A whole number. */
    public int number(String name, int otherwise) {
        @Nullable String text = given(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw end(line, "--" + name + " must be a whole number, got '" + text + "'");
        }
    }

    /** A text. */
    public String text(String name, String otherwise) {
        @Nullable String text = given(name);
        return text == null ? otherwise : text;
    }

    /** Whether it was given. */
    public boolean has(String name) {
        return given(name) != null;
    }

    private @Nullable String given(String name) {
        return parsed.matchedOptionValue("--" + name, (String) null);
    }
}
