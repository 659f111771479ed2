package org.beaconhub.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.beaconhub.testkit.Authority;
import org.beaconhub.testkit.Mosquitto;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Mosquitto that speaks TLS only, wants an account, and has a certificate for 'localhost' alone. */
@Timeout(60)
@NeedsServer(Server.MOSQUITTO)
class MqttTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PASSWORD = "the right one";

    @TempDir
    static Path folder;

    private static Authority authority;
    private static Mosquitto broker;

    @BeforeAll
    static void startBroker() throws IOException {
        authority = Authority.in(folder, "authority");
        broker = Mosquitto.startTls(folder, authority.issue("broker", "dns:localhost"), "hub", PASSWORD);
    }

    @AfterAll
    static void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    private static MqttOptions options(String url, Optional<String> user, String password, Optional<Path> caFile)
            throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "password", ""), password + "\n");
        return new MqttOptions(url, "hub", user, Optional.of(file), caFile, Optional.empty(), 100);
    }

    private static MqttOptions trusted(String url) throws IOException {
        return options(url, Optional.of("hub"), PASSWORD, Optional.of(authority.certificate()));
    }

    private static String failure(MqttOptions options) {
        try (MqttLink link = MqttLink.start(options, List.of("t/#"), (topic, payload, acknowledge) -> {})) {
            await().atMost(PATIENCE).until(() -> link.failure().isPresent());
            assertThat(link.connected()).isFalse();
            String why = link.failure().orElseThrow();
            assertThat(why).doesNotContain("\n", PASSWORD);
            return why;
        }
    }

    @Test
    void messagesGoBothWaysOverTlsWithAnAccount() throws IOException {
        List<String> came = new CopyOnWriteArrayList<>();
        MqttReceiver receiver = (topic, payload, acknowledge) -> {
            came.add(new String(payload, StandardCharsets.UTF_8));
            acknowledge.run();
        };
        try (MqttLink link = MqttLink.start(trusted(broker.url("localhost")), List.of("t/#"), receiver)) {
            await().atMost(PATIENCE).until(link::connected);
            assertThat(link.failure()).isEmpty();
            link.publish("t/1", "sound".getBytes(StandardCharsets.UTF_8));
            await().atMost(PATIENCE).until(() -> came.equals(List.of("sound")));
        }
    }

    @Test
    void anAuthorityThatDidNotSignTheBrokersCertificateIsNamedWithItsFile() throws IOException {
        Path other = Authority.in(folder, "other").certificate();
        assertThat(failure(options(broker.url("localhost"), Optional.of("hub"), PASSWORD, Optional.of(other))))
                .isEqualTo("its certificate is not signed by an authority in " + other
                        + "; put the PEM certificate of the one that signed it there");
    }

    @Test
    void withoutAFileOfAuthoritiesOnlyTheMachinesOwnAreTrusted() throws IOException {
        assertThat(failure(options(broker.url("localhost"), Optional.of("hub"), PASSWORD, Optional.empty())))
                .isEqualTo("its certificate is not signed by an authority that this machine trusts; "
                        + "name the PEM file of the one that signed it by --ca-file");
    }

    @Test
    void aHostThatTheCertificateIsNotForIsNamed() throws IOException {
        assertThat(failure(trusted(broker.url("127.0.0.1"))))
                .startsWith("its certificate is not for '127.0.0.1' (")
                .endsWith("; use a name that the certificate has, or have one issued for this name");
    }

    @Test
    void aCertificateThatIsNoLongerValidIsTold() throws IOException {
        Path old = Files.createDirectory(folder.resolve("old"));
        Authority.Issued expired = authority.issue("expired", "dns:localhost", "-365d");
        try (Mosquitto expiring = Mosquitto.startTls(old, expired, "hub", PASSWORD)) {
            assertThat(failure(trusted(expiring.url("localhost"))))
                    .startsWith("its certificate is no longer valid (NotAfter: ")
                    .endsWith("); renew it, or set this machine's clock");
        }
    }

    @Test
    void aWrongPasswordIsToldWithAccountAndFileAndNeverThePassword() throws IOException {
        MqttOptions wrong = options(
                broker.url("localhost"), Optional.of("hub"), "the wrong one", Optional.of(authority.certificate()));
        assertThat(failure(wrong))
                .isEqualTo("it refuses account 'hub' with the password in "
                        + wrong.passwordFile().orElseThrow()
                        + "; look at the account's name, password and rights at the broker");
    }

    @Test
    void aMissingAccountIsAskedFor() throws IOException {
        MqttOptions none = new MqttOptions(
                broker.url("localhost"),
                "hub",
                Optional.empty(),
                Optional.empty(),
                Optional.of(authority.certificate()),
                Optional.empty(),
                100);
        assertThat(failure(none)).isEqualTo("it wants an account; give --user and --password-file");
    }

    @Test
    void filesThatCannotServeAreNamedAndAreReadAgainWhenTheyCan() throws IOException {
        Path gone = folder.resolve("gone.pem");
        assertThat(failure(options(broker.url("localhost"), Optional.of("hub"), PASSWORD, Optional.of(gone))))
                .isEqualTo("there is no file " + gone + "; name one that is there");
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        MqttOptions options = options(broker.url("localhost"), Optional.of("hub"), PASSWORD, Optional.of(text));
        assertThat(failure(options)).startsWith(text + " holds ").endsWith("; it must be a PEM file");
        try (MqttLink link = MqttLink.start(options, List.of("t/#"), (topic, payload, acknowledge) -> {})) {
            await().atMost(PATIENCE).until(() -> link.failure().isPresent());
            Files.copy(authority.certificate(), text, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            await().atMost(PATIENCE).until(link::connected);
            assertThat(link.failure()).isEmpty();
        }
    }

    @Test
    void authoritiesWithoutTlsAreRejectedBeforeAPasswordGoesOut() {
        assertThatThrownBy(() -> trusted("tcp://localhost:1883"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plain text");
    }

    @Test
    void aPortWithoutTlsAndAHostThatIsNotThereAreTold() throws IOException {
        Path plainFolder = Files.createDirectory(folder.resolve("plain"));
        try (Mosquitto plain = Mosquitto.start(plainFolder)) {
            assertThat(failure(trusted("ssl://localhost:" + plain.port())))
                    .startsWith("the connection breaks off as it begins (")
                    .endsWith("Without it the address begins with tcp://");
        }
        MqttOptions plain = options("tcp://localhost:" + broker.port(), Optional.of("hub"), PASSWORD, Optional.empty());
        assertThat(failure(plain))
                .startsWith("the connection breaks off as it begins (")
                .endsWith("With it the address begins with ssl://");
        assertThat(failure(trusted("ssl://no-such-host.invalid:8883")))
                .startsWith("there is no host 'no-such-host.invalid'");
        assertThat(failure(trusted("ssl://localhost:1"))).startsWith("nothing answers (");
    }
}
