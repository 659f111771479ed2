package org.beaconhub.bench.rig;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A tool's command line: {@code --name value} pairs, and {@code --name} alone for yes. */
public final class Options {
    private final Map<String, String> values = new HashMap<>();

    private Options() {}

    /** Reads them; an unknown name ends the program with a sentence that lists the known ones. */
    public static Options read(String[] arguments, Set<String> known) {
        Options options = new Options();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!known.contains(name)) {
                System.err.println("unknown option '" + arguments[i] + "'; there are: --"
                        + String.join(" --", known.stream().sorted().toList()));
                System.exit(2);
            }
            boolean alone = i + 1 >= arguments.length || arguments[i + 1].startsWith("--");
            options.values.put(name, alone ? "yes" : arguments[++i]);
        }
        return options;
    }

    /** A whole number. */
    public int number(String name, int otherwise) {
        String text = values.get(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    /** A text. */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** Whether it was given. */
    public boolean has(String name) {
        return values.containsKey(name);
    }
}
