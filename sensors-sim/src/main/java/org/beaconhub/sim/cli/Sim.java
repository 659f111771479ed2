package org.beaconhub.sim.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The simulator: everything that pretends to be the world. */
@Command(
        name = "sim",
        mixinStandardHelpOptions = true,
        description = "Everything that pretends to be the world around the hub.",
        subcommands = {FleetVerb.class, LoadVerb.class, ReplayVerb.class})
public final class Sim {
    private Sim() {}

    /** Runs a verb and ends the process with 0, 1 for a failure, or 2 for wrong options. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Sim()).setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
            return 1;
        });
        return line.execute(arguments);
    }
}
