package org.beaconhub.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.testkit.Authority;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Ports;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package as an administrator meets it: opened, run, its unit judged, its examples tried. */
@Timeout(180)
class DebianPackageIT {
    private static final Path DEB = Path.of("target/beacon-hub.deb").toAbsolutePath();
    private static final Pattern READY = Pattern.compile("ready; console at http://127.0.0.1:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    static Path root;

    @TempDir
    Path folder;

    /** What a program printed, and how it ended. */
    private record Ended(int code, String said) {}

    private static Ended run(String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(root, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(said));
    }

    private static void needs(String program) {
        boolean there = Files.isExecutable(Path.of("/usr/bin", program));
        assertThat(there || !"true".equals(System.getenv("CI")))
                .as("%s is not installed", program)
                .isTrue();
        assumeTrue(there, program + " is not installed");
    }

    @BeforeAll
    static void open() throws Exception {
        needs("dpkg-deb");
        assertThat(run("dpkg-deb", "-x", DEB.toString(), root.toString())).isEqualTo(new Ended(0, ""));
    }

    private static String beacon() {
        return root.resolve("usr/bin/beacon").toString();
    }

    @Test
    void itSaysWhatItIsAndKeepsWhatAnAdministratorChanged() throws Exception {
        Ended info = run("dpkg-deb", "--info", DEB.toString());
        assertThat(info.said()).contains("Package: beacon-hub", "Version: 0.1.0~SNAPSHOT", "java25-runtime-headless");
        assertThat(run("dpkg-deb", "--info", DEB.toString(), "conffiles").said())
                .contains("/etc/beacon-hub/options", "/etc/default/beacon-hub");
        assertThat(run("dpkg-deb", "--info", DEB.toString(), "postinst").said()).contains("adduser --system");
        assertThat(root.resolve("usr/share/beacon-hub/grafana/dashboards/overview.json"))
                .isNotEmptyFile();
        assertThat(root.resolve("usr/share/doc/beacon-hub/copyright")).content().contains("Apache License");
    }

    @Test
    void theInstalledProgramHelpsAndChecksTheExampleSite() throws Exception {
        Ended help = run(beacon(), "--help");
        assertThat(help.code()).isZero();
        assertThat(help.said()).contains("beacon", "run", "check", "verify");
        Ended check =
                run(beacon(), "check", root.resolve("usr/share/beacon-hub/site").toString());
        assertThat(check.code()).as(check.said()).isZero();
    }

    @Test
    void theUnitIsWellFormedAndHardened() throws Exception {
        needs("systemd-analyze");
        Path unit = folder.resolve("beacon-hub.service");
        Files.writeString(
                unit,
                Files.readString(root.resolve("lib/systemd/system/beacon-hub.service"))
                        .replace("/usr/bin/beacon", beacon()));
        assertThat(run("systemd-analyze", "verify", unit.toString())).isEqualTo(new Ended(0, ""));
        Ended judged =
                run("systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", unit.toString());
        assertThat(judged.code()).as(judged.said()).isZero();
    }

    /** The installed hub with the options of the package, but a site, data and ports of the test. */
    private Process hub(Path log, String... more) throws IOException {
        return Unpacked.hub(
                root,
                folder,
                log,
                Stream.concat(Stream.of("@" + otherOptions()), Stream.of(more)).toArray(String[]::new));
    }

    /** The options of the package without the two that the test sets. */
    private Path otherOptions() throws IOException {
        Path options = folder.resolve("options");
        Files.write(
                options,
                Files.readAllLines(root.resolve("etc/beacon-hub/options")).stream()
                        .filter(line -> !line.startsWith("--"))
                        .toList());
        return options;
    }

    private static int console(Path log) {
        await("console in " + log)
                .atMost(PATIENCE)
                .until(() -> READY.matcher(Files.readString(log)).find());
        try {
            Matcher ready = READY.matcher(Files.readString(log));
            assertThat(ready.find()).isTrue();
            return Integer.parseInt(ready.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @NeedsServer(Server.NGINX)
    void theHubAnswersThroughTheWebServerOverTlsAndItsEventsComeAtOnce() throws Exception {
        needs("curl");
        Path log = folder.resolve("hub.log");
        Process hub = hub(log, "--broker-port", "0");
        Process nginx = null;
        try {
            int console = console(log);
            int port = Ports.free();
            Authority authority = Authority.in(Files.createDirectory(folder.resolve("ca")), "authority");
            Path config = nginxConfig(port, console, authority.issue("console", "dns:localhost"));
            Ended test = run(Server.NGINX.program().toString(), "-t", "-c", config.toString());
            assertThat(test.code()).as(test.said()).isZero();
            nginx = new ProcessBuilder(Server.NGINX.program().toString(), "-c", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("nginx.log").toFile())
                    .start();
            await("nginx").atMost(PATIENCE).until(() -> Ports.answers(port));
            String url = "https://localhost:" + port;
            String ca = authority.certificate().toString();
            assertThat(run("curl", "-sS", "--cacert", ca, url + "/").said()).contains("<!doctype html>");
            assertThat(run("curl", "-sS", "--cacert", ca, "-o", "/dev/null", "-w", "%{http_code}", url + "/metrics")
                            .said())
                    .isEqualTo("403");
            assertThat(reportOfThreePhotos(ca, url)).isNotEqualTo("413");
            Ended events = run("curl", "-sS", "-N", "--max-time", "4", "--cacert", ca, url + "/api/v1/events");
            assertThat(events.said()).contains("event: ", "data: ");
        } finally {
            if (nginx != null) {
                nginx.destroy();
                nginx.waitFor(10, TimeUnit.SECONDS);
            }
            hub.destroy();
            assertThat(hub.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(hub.exitValue()).isZero();
        assertThat(Files.readString(log)).contains("stopped; the journal ends with entry ");
    }

    /** As large as a report may be; what the hub says to it. */
    private String reportOfThreePhotos(String ca, String url) throws IOException, InterruptedException {
        Path photo = Files.write(folder.resolve("photo.jpg"), new byte[Darkroom.BYTES_MAX]);
        List<String> command =
                new ArrayList<>(List.of("curl", "-sS", "--cacert", ca, "-o", "/dev/null", "-w", "%{http_code}"));
        for (int i = 0; i < 3; i++) {
            command.addAll(List.of("-F", "photo=@" + photo));
        }
        command.addAll(List.of("-H", "Origin: " + url, url + "/report"));
        return run(command.toArray(String[]::new)).said();
    }

    private Path nginxConfig(int port, int console, Authority.Issued certificate) throws IOException {
        String server = Files.readString(root.resolve("usr/share/doc/beacon-hub/examples/nginx.conf"))
                .replace("listen 443", "listen 127.0.0.1:" + port)
                .replace("beacon.example", "localhost")
                .replace(
                        "/etc/nginx/certs/beacon.crt", certificate.certificate().toString())
                .replace("/etc/nginx/certs/beacon.key", certificate.key().toString())
                .replace("127.0.0.1:8080", "127.0.0.1:" + console);
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { }
                http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                %2$s
                }
                """.formatted(folder, server));
        return config;
    }
}
