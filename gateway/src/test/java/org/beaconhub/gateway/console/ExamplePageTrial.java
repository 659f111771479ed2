package org.beaconhub.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.gateway.ground.GroundFile;
import org.beaconhub.gateway.ground.GroundReader;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Device;

/** Pages before the example site, with its ground. */
abstract class ExamplePageTrial extends PageTrial {
    static final Path EXAMPLE = Path.of("..", "site");

    static List<SiteFile> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(
                            file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
                    .map(file -> new SiteFile(EXAMPLE.relativize(file).toString(), read(file)))
                    .filter(file -> !file.name().matches("(tests|drills)/.*"))
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hub watches the example site from now on, and its nodes and wind are heard. */
    void example() {
        hub.put(List.of(new SiteChanged("test", files(EXAMPLE, ".yaml"))), Receipt.NONE);
        hub.ground = ground(files(EXAMPLE.resolve("map"), "").stream()
                .map(file -> new GroundFile(file.name(), file.text()))
                .toList());
        for (Device device : hub.view().site().devices()) {
            if (device.type().name().equals("forest-node")) {
                hub.observe(device.id(), 0, TrialHub.reading(Quantity.TEMPERATURE, 18));
            }
        }
        hub.observe(
                "ws-east",
                0,
                TrialHub.reading(Quantity.WIND_SPEED, 4.2),
                TrialHub.reading(Quantity.WIND_DIRECTION, 200));
    }

    /** The ground that files make. */
    Ground ground(List<GroundFile> files) {
        GroundReader.Result result = GroundReader.read(files, hub.view().site());
        assertThat(result.problems()).isEmpty();
        return result.ground();
    }
}
