package org.beaconhub.gateway.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The users' door: {@code beacon VERB}. */
@Command(
        name = "beacon",
        description =
                "Beacon Hub 烽台: watches a subdistrict's cameras, gates, smoke and heat, and tells people in time.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            DoctorCommand.class,
            CheckCommand.class,
            RehearseCommand.class,
            ReloadCommand.class,
            DrillCommand.class,
            ReplayCommand.class,
            WhyCommand.class,
            VerifyCommand.class,
            KpiCommand.class,
            AccountCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            UserCommand.class,
            TokenCommand.class,
            BacktestCommand.class,
            Beacon.ChannelCommand.class,
            Beacon.RecordsCommand.class,
            Beacon.CodecCommand.class
        })
public final class Beacon {
    private static final int WRONG = 2;

    private Beacon() {}

    /** {@code beacon codec}. */
    @Command(
            name = "codec",
            description = "Looks at single messages.",
            synopsisSubcommandLabel = "try",
            subcommands = CodecTry.class)
    static final class CodecCommand {}

    /** {@code beacon channel}. */
    @Command(
            name = "channel",
            description = "Proves how channels are set up.",
            synopsisSubcommandLabel = "test",
            subcommands = ChannelTestCommand.class)
    static final class ChannelCommand {}

    /** {@code beacon records}. */
    @Command(
            name = "records",
            description = "Keeps the records of what is over.",
            synopsisSubcommandLabel = "rebuild",
            subcommands = RecordsRebuild.class)
    static final class RecordsCommand {}

    /** Runs a verb; 0 where it did what it should, 1 where it found something wrong, 2 where it could not begin. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Beacon());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            String message = failure.getMessage();
            command.getErr().println(message == null ? failure.toString() : message);
            return WRONG;
        });
        return line;
    }

    /** The folder of the program's own files, where the example site is. */
    static Path home() {
        return Path.of(System.getProperty("beacon.home", ".")).toAbsolutePath().normalize();
    }
}
