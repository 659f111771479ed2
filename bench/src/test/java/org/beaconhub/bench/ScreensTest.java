package org.beaconhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guides' pictures are those that {@code ./dev screens} takes, and it looks at every page. */
class ScreensTest {
    private static final Path HOME = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("pictures/([a-z-]+\\.png)");

    @Test
    void everyPictureOfAGuideIsTakenAndEveryOneThatIsTakenStandsInAGuide() throws IOException {
        TreeSet<String> named = new TreeSet<>(), there = new TreeSet<>();
        try (Stream<Path> docs = Files.list(HOME.resolve("docs"));
                Stream<Path> pictures = Files.list(HOME.resolve("docs/pictures"))) {
            List<Path> texts = Stream.concat(docs, Stream.of(HOME.resolve("README.md")))
                    .filter(each -> each.toString().endsWith(".md"))
                    .toList();
            for (Path text : texts) {
                NAMED.matcher(Files.readString(text)).results().forEach(each -> named.add(each.group(1)));
            }
            pictures.forEach(each -> there.add(String.valueOf(each.getFileName())));
        }
        assertThat(there).isEqualTo(named);
        assertThat(Screens.pictures().toList()).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void everyPageOfTheConsoleIsLookedAt() throws IOException {
        String pages = Files.readString(HOME.resolve("dashboards/src/main/resources/console/pages.js"));
        List<String> names = Pattern.compile("\"?([\\w-]+)\"?: async")
                .matcher(pages)
                .results()
                .map(each -> each.group(1))
                .toList();
        assertThat(names).hasSizeGreaterThan(8);
        assertThat(Screens.pages()).containsAll(names);
    }
}
