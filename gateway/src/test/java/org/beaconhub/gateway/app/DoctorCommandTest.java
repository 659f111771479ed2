package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.beaconhub.testkit.Authority;
import org.beaconhub.testkit.Mosquitto;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Ports;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code beacon doctor}: each kind of trouble, made for real, is found and told with its remedy. */
class DoctorCommandTest {
    private static final String SECRET = "a secret of the trial";

    @TempDir
    private Path root;

    private Trial trial;

    /**
     * What it told.
     *
     * @param code its exit code
     * @param text what it printed
     */
    private record Told(int code, String text) {
        /** The lines about one thing. */
        String about(String what) {
            return String.join(
                    "\n",
                    text.lines()
                            .filter(line -> line.matches("\\w+ +" + what + " .*"))
                            .toList());
        }
    }

    @BeforeEach
    void aSoundSite() throws IOException {
        trial = new Trial(root, "http://127.0.0.1:1/notices", 2);
        Files.setPosixFilePermissions(root.resolve("secrets"), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(root.resolve("secrets/brigade"), PosixFilePermissions.fromString("rw-------"));
    }

    private Told look(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("doctor"));
        option(arguments, more, "--site", trial.site.toString());
        option(arguments, more, "--data", trial.data.toString());
        option(arguments, more, "--secrets", root.resolve("secrets").toString());
        option(arguments, more, "--http-port", Integer.toString(Ports.free()));
        option(arguments, more, "--broker-port", Integer.toString(Ports.free()));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        CommandLine line = Beacon.commandLine();
        line.setOut(new PrintWriter(out, true));
        int code = line.execute(arguments.toArray(String[]::new));
        assertThat(out.toString()).doesNotContain(SECRET);
        return new Told(code, out.toString());
    }

    private static void option(List<String> arguments, String[] more, String name, String usual) {
        if (!List.of(more).contains(name)) {
            arguments.addAll(List.of(name, usual));
        }
    }

    private void assertError(Told told, String about, String... said) {
        assertThat(told.code()).as(told.text()).isEqualTo(1);
        assertThat(told.about(about)).startsWith("error ").contains(" → ").contains(said);
    }

    @Test
    void aSoundSetUpHasNoErrorAndNothingIsMadeByTheLook() throws IOException {
        Told told = look();
        assertThat(told.code()).as(told.text()).isZero();
        assertThat(told.about("java")).startsWith("ok ");
        assertThat(told.about("data")).contains("no hub has run with it yet");
        assertThat(told.about("console")).contains("is free");
        assertThat(told.text()).doesNotContain("error ").contains("errors: 0");
        assertThat(trial.data).doesNotExist();
        try (Stream<Path> secrets = Files.list(root.resolve("secrets"))) {
            assertThat(secrets).hasSize(1);
        }
    }

    @Test
    void aSiteWithAnErrorIsToldWithItsPlace() throws IOException {
        Files.writeString(trial.site.resolve("devices.yaml"), "devices: [{ id: n-1, type: nothing }]\n");
        assertError(look(), "site", "devices.yaml:1", "beacon check");
    }

    @Test
    void aSiteThatIsNotThereIsAnError() throws IOException {
        assertError(look("--site", root.resolve("nowhere").toString()), "site", "there is no such folder", "--site");
    }

    @Test
    void aChannelWithoutItsSecretSendsNothing() throws IOException {
        Files.delete(root.resolve("secrets/brigade"));
        assertError(look(), "channels", "secret 'brigade'", "chmod 600");
    }

    @Test
    void secretsThatOthersMayReadAreAWarning() throws IOException {
        Files.setPosixFilePermissions(root.resolve("secrets/brigade"), PosixFilePermissions.fromString("rw-r--r--"));
        Told told = look();
        assertThat(told.code()).isZero();
        assertThat(told.about("secrets"))
                .startsWith("warning ")
                .contains("chmod 600 " + root.resolve("secrets/brigade"));
    }

    @Test
    void aDataFolderThatCannotBeIsAnError() throws IOException {
        Files.writeString(root.resolve("file"), "");
        assertError(look("--data", root.resolve("file/data").toString()), "data", "may not write", "chown");
    }

    @Test
    void aDiskWithoutItsReserveHoldsDevicesBack() throws IOException {
        assertError(look("--reserve-mib", Long.toString(1L << 40)), "data", "devices are held back", "make room");
    }

    @Test
    void aClockBehindTheJournalIsAnError() throws IOException {
        Path segment = Files.createDirectories(trial.data.resolve("journal")).resolve("segment");
        Files.writeString(segment, "");
        Files.setLastModifiedTime(segment, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        assertError(look(), "clock", "2100-01-01", "set the clock");
    }

    @Test
    void portsThatOthersHaveAreErrors() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();
        try (ServerSocket mqtt = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Told told = look(
                    "--http-port",
                    Integer.toString(other.getAddress().getPort()),
                    "--broker-port",
                    Integer.toString(mqtt.getLocalPort()));
            assertError(told, "console", "not by a hub", "--http-port");
            assertError(told, "broker", "is taken", "--broker-port");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void whatTheHubCannotReachIsAnError() throws IOException {
        String nobody = "127.0.0.1:" + Ports.free();
        Told told = look(
                "--broker",
                "tcp://" + nobody,
                "--influx",
                "http://" + nobody,
                "--influx-bucket",
                "beacon",
                "--records-url",
                "postgresql://" + nobody + "/beacon",
                "--records-user",
                "hub",
                "--public-url",
                "https://" + nobody);
        assertError(told, "broker", "nothing answers");
        assertError(told, "history", "docs/history.md");
        assertError(told, "records", "docs/records.md");
        assertError(told, "public-url", nobody);
    }

    @Test
    void anAddressForOthersWithoutAccountsIsAnError() throws IOException {
        assertError(look("--http-host", "0.0.0.0", "--public-url", "https://127.0.0.1:1"), "access", "beacon user");
    }

    @Test
    void jsonHasEachFindingOnItsOwn() throws IOException {
        JsonNode told = new ObjectMapper()
                .readTree(
                        look("--json", "--reserve-mib", Long.toString(1L << 40)).text());
        assertThat(told.path("name").asText()).isEqualTo("doctor");
        assertThat(told.path("ok").asBoolean(true)).isFalse();
        assertThat(told.path("figures").path("errors").asInt()).isEqualTo(1);
        assertThat(told.path("findings"))
                .filteredOn(each -> each.path("verdict").asText().equals("error"))
                .singleElement()
                .satisfies(each -> assertThat(each.path("about").asText()).isEqualTo("data"))
                .satisfies(each -> assertThat(each.path("remedy").asText()).isEqualTo("make room, or a larger disk"));
    }

    @Test
    void besideARunningHubItFindsItsPortsAndLeavesItsConnectionAlone() throws Exception {
        try (Hub hub = trial.start(Optional.empty())) {
            String console = Integer.toString(URI.create(hub.consoleUrl()).getPort());
            Told told = look("--http-port", console, "--broker-port", Integer.toString(hub.brokerPort()));
            assertThat(told.code()).as(told.text()).isZero();
            assertThat(told.about("data")).contains("a hub runs with it now");
            assertThat(told.about("console")).contains("the running hub answers");
            assertThat(told.about("broker")).contains("lets the hub in as 'hub'");
            assertThat(hub.connected()).isTrue();
            Told elsewhere = look("--data", root.resolve("other").toString(), "--http-port", console);
            assertError(elsewhere, "console", "a hub with another data folder");
        }
    }

    @Test
    void aProviderOfSignInsThatDoesNotAnswerIsToldWithItsAddress() throws Exception {
        String secret = Files.writeString(root.resolve("oidc"), SECRET).toString();
        String issuer = "http://127.0.0.1:" + Ports.free();
        Told told = look(
                "--public-url",
                "https://127.0.0.1:" + Ports.free(),
                "--oidc-issuer",
                issuer,
                "--oidc-secret-file",
                secret,
                "--oidc-role",
                "operator=night",
                "--oidc-role",
                "operator=day");
        assertError(told, "sign-in", issuer);
        assertThat(look(
                                "--public-url",
                                "https://hub.example",
                                "--oidc-issuer",
                                issuer,
                                "--oidc-secret-file",
                                secret,
                                "--oidc-role",
                                "operator=night",
                                "--oidc-role",
                                "viewer=night")
                        .code())
                .as("one group is two roles")
                .isEqualTo(2);
    }

    @Test
    @NeedsServer(Server.MOSQUITTO)
    void aBrokerIsTriedWithItsCertificateAndPassword() throws Exception {
        Authority authority = Authority.in(root, "authority");
        Path password = Files.writeString(root.resolve("password"), "right");
        try (Mosquitto broker = Mosquitto.startTls(
                Files.createDirectory(root.resolve("mosquitto")),
                authority.issue("broker", "ip:127.0.0.1"),
                "hub",
                "right")) {
            String[] options = {"--broker", broker.url(), "--user", "hub", "--password-file", password.toString()};
            assertError(look(options), "broker", "--ca-file");
            String[] trusting = Stream.concat(
                            Stream.of(options),
                            Stream.of("--ca-file", authority.certificate().toString()))
                    .toArray(String[]::new);
            assertThat(look(trusting).about("broker")).startsWith("ok ").contains("lets the hub in");
            Files.writeString(password, SECRET);
            assertError(look(trusting), "broker", "refuses account 'hub'");
        }
    }
}
