package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.beaconhub.gateway.clock.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code beacon codec try}. */
final class CodecTryTest {
    private static final Clock AT_EIGHT = new Clock() {
        @Override
        public long nowMs() {
            return 1_800_000_000_000L;
        }

        @Override
        public long steadyNanos() {
            return 0;
        }

        @Override
        public long waitMs(long ms) {
            return ms;
        }
    };

    @TempDir
    Path site;

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void aSite() throws IOException {
        Files.writeString(site.resolve("site.yaml"), """
            name: { zh: 试验, en: Trial }
            zone: Asia/Shanghai
            areas:
              forest: { zh: 林区, en: Forest }
            """);
        Files.writeString(
                site.resolve("types.yaml"), "types:\n  node: { measures: [temperature, smoke], dialect: beacon }\n");
        Files.writeString(
                site.resolve("devices.yaml"),
                "devices:\n  - { id: n1, type: node, area: forest, lat: 36, lon: 120, name: { zh: 一, en: One } }\n");
    }

    private int tried(String topic, String payload) {
        CodecTry codecTry = new CodecTry(new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)), AT_EIGHT);
        return new CommandLine(codecTry)
                .setOut(new PrintWriter(said, true))
                .execute("--site", site.toString(), "--topic", topic, "-");
    }

    @Test
    void printsWhatTheHubWouldRead() {
        int code = tried(
                "beacon/v1/n1/telemetry",
                "{\"seq\":7,\"time\":1799999990000,\"readings\":{\"temperature\":{\"value\":50,\"unit\":\"°F\"},\"flame\":true}}");

        assertThat(said.toString().lines())
                .containsExactly(
                        "observation of n1 at 2027-01-15T07:59:50Z by the device's clock, number 7",
                        "  temperature = 10.0 °C",
                        "  flame = yes");
        assertThat(code).isZero();
    }

    @Test
    void printsWhatCannotBeReadAndFails() {
        int code = tried("beacon/v1/n1/telemetry", "{\"readings\":{\"smok\":1,\"temperature\":2000}}");

        assertThat(said.toString())
                .contains("  temperature = 2000.0 °C (implausible, kept)")
                .contains("unreadable UNKNOWN_QUANTITY of n1: there is no quantity 'smok' (did you mean 'smoke'?)")
                .contains("unreadable OUT_OF_RANGE of n1: temperature should be from -60.0 to 1300.0 °C, got 2000.0");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void saysSoWhereTheMessageDoesNotConcernTheHub() {
        assertThat(tried("zigbee2mqtt/bridge/state", "online")).isZero();
        assertThat(said.toString()).startsWith("nothing: ");
    }
}
