package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A coordinator holds a drill from the terminal, on a running hub that is killed and started again meanwhile. */
@Timeout(120)
class DrillCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path root;

    private Brigade brigade;
    private Trial trial;
    private Hub hub;
    private String said = "";

    @BeforeEach
    void start() throws IOException, InterruptedException {
        brigade = new Brigade();
        trial = new Trial(root, brigade.url(), 3);
        Files.createDirectories(trial.site.resolve("drills"));
        Files.writeString(trial.site.resolve("drills/hot.yaml"), """
                scenarios:
                  - scenario: hot-node
                    title: { zh: 高温演练, en: Hot node }
                    length: 10 min
                    steps:
                      - { at: 0 s, device: fn-0, temperature: 90 °C }
                """);
        hub = trial.start(Optional.empty());
    }

    @AfterEach
    void end() {
        hub.close();
        brigade.close();
    }

    private int drill(String... more) {
        List<String> arguments = new ArrayList<>(List.of("drill", "--hub", hub.consoleUrl(), "--by", "dong"));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        CommandLine line = Beacon.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        int code = line.execute(arguments.toArray(String[]::new));
        said = out.toString();
        return code;
    }

    @Test
    void itIsBegunGoesOnAfterARestartAndIsEndedWithItsTimes() throws Exception {
        assertThat(drill()).isZero();
        assertThat(said).contains("scenario hot-node: 高温演练 / Hot node, 10 min at most", "no drill goes on");
        assertThat(drill("hot-node")).isZero();
        assertThat(said).contains("DRILL 演练 goes on: D", "Hot node");
        await().atMost(PATIENCE)
                .until(() -> hub.loop().views().drills().running().stream()
                        .anyMatch(each -> !each.world().alarms().isEmpty()));
        assertThat(hub.loop().views().view().alarms()).isEmpty();
        hub.close();
        hub = trial.start(Optional.empty());
        assertThat(drill("hot-node")).isEqualTo(1);
        assertThat(said).contains("goes on; stop it before another begins");
        assertThat(drill("--stop", "enough")).isZero();
        assertThat(said)
                .contains(
                        "no drill goes on", "last drill: D", "alarms 1", "alarm       0 s", "verified    not reached");
    }

    @Test
    void whatIsNotThereIsRefusedAndWhatIsWrongNamesItsPlace() throws Exception {
        assertThat(drill("cold-node")).isEqualTo(1);
        assertThat(said).contains("there is no scenario of the name 'cold-node'");
        assertThat(drill("--stop", "enough")).isEqualTo(1);
        Files.writeString(trial.site.resolve("drills/wrong.yaml"), """
                scenarios:
                  - scenario: wrong
                    title: { zh: 错, en: Wrong }
                    length: 10 min
                    steps:
                      - { at: 0 s, device: fn-o, temperature: 90 °C }
                """);
        assertThat(drill()).isZero();
        assertThat(said).contains("drills/wrong.yaml:6:", "unknown device 'fn-o'", "scenario hot-node");
    }
}
