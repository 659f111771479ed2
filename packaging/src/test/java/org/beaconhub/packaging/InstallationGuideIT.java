package org.beaconhub.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.PostgresServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The installation guide's commands, in both languages: the same ones, and each does what the guide says, on the unpacked package. */
@Timeout(180)
class InstallationGuideIT {
    private static final Path DOCS = Path.of("../docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path root;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeAll
    static void open() throws Exception {
        Process unpack = new ProcessBuilder("dpkg-deb", "-x", "target/beacon-hub.deb", root.toString())
                .inheritIO()
                .start();
        assertThat(unpack.waitFor()).isZero();
    }

    /** What a command prints; it must end with 0. */
    private String run(String typed, String... command) throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile(root, "typed", ".txt"), typed);
        Path out = Files.createTempFile(root, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        return Files.readString(out);
    }

    private static List<String> blocks(String guide, boolean options) throws IOException {
        return BLOCK.matcher(Files.readString(DOCS.resolve(guide)))
                .results()
                .flatMap(block -> block.group(1).lines())
                .map(line -> line.replaceAll(" *#.*", ""))
                .filter(line -> !line.isBlank() && line.startsWith("--") == options)
                .toList();
    }

    /** The command of the guide that begins so, its paths those of the unpacked package and without the change of account. */
    private String[] command(String beginning) throws IOException {
        String line = blocks("installation.md", false).stream()
                .filter(each -> each.replaceFirst("^sudo (-u \\S+ )?", "").startsWith(beginning))
                .findFirst()
                .orElseThrow();
        return line.replaceFirst("^sudo (-u \\S+ )?", "")
                .replaceFirst("^beacon ", root.resolve("usr/bin/beacon") + " ")
                .replace("/etc/beacon-hub", root.resolve("etc/beacon-hub").toString())
                .replace("/usr/share/", root.resolve("usr/share") + "/")
                .replace("/var/lib/beacon-hub", folder.toString())
                .split(" ", -1);
    }

    @Test
    void bothGuidesHaveTheSameCommandsAndTheSameOptions() throws IOException {
        assertThat(blocks("installation.zh.md", false))
                .isEqualTo(blocks("installation.md", false))
                .hasSizeGreaterThan(20);
        assertThat(blocks("installation.zh.md", true)).isEqualTo(blocks("installation.md", true));
    }

    @Test
    void everyOptionIsOneOfTheProgram() throws Exception {
        String help = run("", root.resolve("usr/bin/beacon").toString(), "run", "--help");
        for (String guide : List.of("installation.md", "installation.zh.md")) {
            TreeSet<String> named = new TreeSet<>();
            Pattern.compile("(?m)(?:^|`)(--[a-z][a-z0-9-]+)")
                    .matcher(Files.readString(DOCS.resolve(guide)))
                    .results()
                    .forEach(each -> named.add(each.group(1)));
            named.removeAll(List.of("--json")); // of "beacon doctor"
            assertThat(named)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(option -> assertThat(help).containsPattern(option + "\\b"));
        }
    }

    @Test
    void theSiteIsCopiedCheckedAndLookedOverAndTheFirstAccountHasItsLink() throws Exception {
        run("", command("cp -r"));
        run("", command("beacon check"));
        Path options = root.resolve("etc/beacon-hub/options");
        Files.writeString(
                options,
                Files.readString(options)
                        .replace(
                                "/etc/beacon-hub",
                                root.resolve("etc/beacon-hub").toString())
                        .replace("/var/lib/beacon-hub", folder.toString()));
        for (String secret : List.of("brigade", "control-room")) {
            Files.createDirectories(folder.resolve("secrets"));
            Files.writeString(folder.resolve("secrets").resolve(secret), "x".repeat(40));
        }
        String said = run("", command("beacon user"));
        assertThat(said).contains("https://beacon.example/set-up#");
        Process doctor = new ProcessBuilder(command("beacon doctor"))
                .redirectErrorStream(true)
                .start();
        String told = new String(doctor.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(doctor.waitFor()).as(told).isIn(0, 1);
        assertThat(told.lines()).allMatch(line -> line.matches("(ok|warning|error|errors:) .*"));
        assertThat(told).contains("ok       java", "ok       site", "ok       channels", "ok       data");
    }

    @Test
    void theUnitIsEnabledByItsName() throws Exception {
        run("", "systemctl", "--root=" + root, "enable", "beacon-hub");
        assertThat(root.resolve("etc/systemd/system/multi-user.target.wants/beacon-hub.service"))
                .isSymbolicLink();
    }

    /** The account and the database by the guide's own commands, and the password as the terminal leaves it, with the end of its line. */
    @Test
    @NeedsServer(Server.POSTGRESQL)
    void theRecordsAreKeptInADatabaseThatTheGuidesCommandsMade() throws Exception {
        try (PostgresServer server = PostgresServer.open()) {
            environment.put("PGHOST", "127.0.0.1");
            environment.put("PGPORT", String.valueOf(server.url("beacon").getPort()));
            environment.put("PGUSER", PostgresServer.USER);
            environment.put("PGPASSWORD", PostgresServer.PASSWORD);
            // Without a terminal of its own it asks its standard input for the password.
            run("pine-lantern\npine-lantern\n", with("setsid", "-w", command("createuser")));
            run("", command("createdb"));
            Path password = folder.resolve("records-password");
            run("pine-lantern\n", "install", "-m", "600", "/dev/stdin", password.toString());
            Path log = folder.resolve("hub.log");
            Process hub = Unpacked.hub(
                    root,
                    folder,
                    log,
                    "--broker-port",
                    "0",
                    "--records-url",
                    server.url("beacon").toString(),
                    "--records-user",
                    "beacon",
                    "--records-password-file",
                    password.toString());
            try {
                await().atMost(PATIENCE).until(this::hasRecords);
            } finally {
                hub.destroy();
                assertThat(hub.waitFor(60, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(log).content().contains("ready; console at").doesNotContain("records_stopped");
        }
    }

    private boolean hasRecords() throws IOException, InterruptedException {
        String tables = "select count(*) from pg_tables where tablename = 'lines'";
        return run("", "psql", "-Atc", tables, "beacon").equals("1\n");
    }

    private static String[] with(String first, String second, String[] others) {
        List<String> all = new ArrayList<>(List.of(first, second));
        all.addAll(List.of(others));
        return all.toArray(String[]::new);
    }
}
