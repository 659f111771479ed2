package org.beaconhub.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code ./dev} offers is there, and what it measures is written down. */
class EngineersDoorTest {
    private static final Pattern TOOL =
            Pattern.compile("^  ([a-z| ]+)\\) run_tool \"\\$\\(class_name", Pattern.MULTILINE);
    private static final Path TOOLS = Path.of("bench/src/main/java/org/beaconhub/bench");

    private static String text(String file) throws IOException {
        return Files.readString(SourceTree.findHome().resolve(file));
    }

    @Test
    void everyToolThatItListsIsAClass() throws IOException {
        List<String> tools = TOOL.matcher(text("dev"))
                .results()
                .flatMap(found -> Stream.of(found.group(1).split("\\|")))
                .map(String::strip)
                .toList();
        assertThat(tools).contains("chaos", "soak", "screens").allSatisfy(tool -> {
            String name = tool.substring(0, 1).toUpperCase(Locale.ROOT) + tool.substring(1);
            assertThat(SourceTree.findHome().resolve(TOOLS).resolve(name + ".java"))
                    .exists();
        });
    }

    @Test
    void everyMeasurementIsInTheTablesOfFigures() throws IOException {
        String figures = text("docs/benchmarks.md");
        try (Stream<Path> files = Files.list(SourceTree.findHome().resolve(TOOLS))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("Bench.java"))
                            .map(name -> name.replace("Bench.java", "").toLowerCase(Locale.ROOT)))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(figures).contains("./dev bench " + name));
        }
        assertThat(figures).contains("./dev chaos", "./dev soak");
    }
}
