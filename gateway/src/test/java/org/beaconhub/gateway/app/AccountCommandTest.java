package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.beaconhub.gateway.broker.Credentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AccountCommandTest {
    @TempDir
    Path data;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void aHubHasRun() throws Exception {
        Files.createDirectories(data.resolve("journal"));
    }

    private int account(String... arguments) {
        CommandLine line = Beacon.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        return line.execute(arguments);
    }

    @Test
    void itTellsADevicesNamePasswordAndTopics() throws Exception {
        assertThat(account("account", data.toString(), "fn-1")).isZero();
        String password = Credentials.in(data.resolve("secrets")).password("fn-1");
        assertThat(out.toString().lines())
                .containsExactly(
                        "user      fn-1",
                        "password  " + password,
                        "publishes beacon/v1/fn-1/telemetry, /status, /confirm; subscribes to /command");
    }

    @Test
    void aRenewedPasswordIsAnotherAndStays() throws Exception {
        String old = Credentials.in(data.resolve("secrets")).password("zigbee2mqtt");
        assertThat(account("account", data.toString(), "zigbee2mqtt", "--renew"))
                .isZero();
        String renewed = Credentials.in(data.resolve("secrets")).password("zigbee2mqtt");
        assertThat(renewed).isNotEqualTo(old);
        assertThat(out.toString()).contains("password  " + renewed, "publishes zigbee2mqtt/#");
    }

    @Test
    void whatIsNoDevicesNameIsRefused() {
        for (String name : new String[] {"hub", "fn 1", "a/b", "+", "#", "x".repeat(65)}) {
            assertThat(account("account", data.toString(), name)).isEqualTo(2);
            assertThat(out.toString()).contains("'" + name + "' is no device's name");
        }
    }
}
