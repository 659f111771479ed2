package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon replay FILE}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a recording through MQTT into a hub of its own, as if its sensors were there, and tells which rule",
            "raised when. The hub lives by a clock that runs as fast as the recording is played."
        })
final class ReplayCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The recording, a CSV file.")
    private Path file = Path.of("");

    @Option(
            names = "--speed",
            defaultValue = "60",
            paramLabel = "N|max",
            description = {
                "So many times as fast, 1 to 20000 (default ${DEFAULT-VALUE}); max for as fast as the hub can decide:",
                "its clock is turned on when it has taken in all that was said, so that nothing counts as late."
            })
    private String speed = "";

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "What its columns are; by default the one in recordings/mappings that names the file.")
    private @Nullable Path mapping;

    @Option(names = "--json", description = "Prints only the last line, for programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (!speed.equals(RecordedHub.MAX) && !speed.matches("[0-9]{1,5}(\\.[0-9]+)?")) {
            throw new IllegalArgumentException("--speed must be 1 to 20000, or max; got " + speed);
        }
        try (RecordedHub recorded = RecordedHub.of(file, mapping)) {
            ReplayStory story = recorded.play(speed, json ? Optional.empty() : Optional.of(out));
            out.println(story.line(String.valueOf(file.getFileName())));
            return story.ok() ? 0 : 1;
        }
    }
}
