package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page asks for all its modules at once; one that it found only within another would come a round trip later. */
class FirstPageTest {
    private static final Path CONSOLE = Path.of("../dashboards/src/main/resources/console");

    @Test
    void everyModuleIsAskedForByThePageItself() throws IOException {
        String page = Files.readString(CONSOLE.resolve("index.html"));
        List<String> asked = Pattern.compile("rel=\"modulepreload\" href=\"/assets/([a-z]+\\.js)\"")
                .matcher(page)
                .results()
                .map(each -> each.group(1))
                .toList();
        try (Stream<Path> files = Files.list(CONSOLE)) {
            List<String> modules = files.map(each -> String.valueOf(each.getFileName()))
                    .filter(each -> each.endsWith(".js")
                            && !List.of("app.js", "contours.js", "stream.js").contains(each))
                    .sorted()
                    .toList();
            assertThat(asked).isEqualTo(modules);
        }
    }
}
