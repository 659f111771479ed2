package org.beaconhub.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real program that tests run against, and the Debian package that has it. Any is found under its
 * name in the PATH, or by {@code -Dserver.NAME=/path/to/it}. What needs one that Debian lacks has the tag {@value #NOT_IN_DEBIAN}, and is
 * run by name alone: {@code -Dtests.excluded=}.
 */
public enum Server {
    /** The MQTT broker. */
    MOSQUITTO("mosquitto", "mosquitto"),
    /** The time-series store, 1.x. */
    INFLUXDB("influxd", "influxdb"),
    /** The time-series store, 2.x, under a name of its own beside the other; Debian has none. */
    INFLUXDB_2("influxd2", ""),
    /** The browser that looks at the pages. */
    CHROMIUM("chromium", "chromium"),
    /** The collector of metrics. */
    PROMETHEUS("prometheus", "prometheus"),
    /** The web server before the console. */
    NGINX("nginx", "nginx-light"),
    /** The database of the records. */
    POSTGRESQL("postgres", "postgresql");

    /** Tag of tests that need a server which Debian does not have: no machine is asked to have it. */
    public static final String NOT_IN_DEBIAN = "not-in-debian";

    private final String program;
    private final String debianPackage;

    Server(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** The Debian package to install where the program is missing; empty where Debian has none. */
    public String debianPackage() {
        return debianPackage;
    }

    /**
     * Where the program is: as a property names it, else in the PATH or in the folders for servers, which a user's PATH may lack. Debian has a folder
     * for each version of PostgreSQL: the last is taken.
     */
    public Optional<Path> find() {
        String named = System.getProperty("server." + program);
        if (named != null) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
        return Stream.of(path, Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/bin"), versions("/usr/lib/postgresql"))
                .flatMap(each -> each)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<String> versions(String folder) {
        String[] names = new File(folder).list();
        return Stream.of(names == null ? new String[0] : names)
                .sorted(Comparator.reverseOrder())
                .map(version -> folder + "/" + version + "/bin");
    }

    /**
     * The program, for a test under {@link NeedsServer}.
     *
     * @throws IllegalStateException where it is not installed
     */
    public Path program() {
        return find().orElseThrow(() -> new IllegalStateException(missing()));
    }

    String missing() {
        return debianPackage.isEmpty()
                ? program + " is not there (Debian has none: put it into the PATH, or name it by -Dserver." + program
                        + "=)"
                : program + " is not installed (Debian package " + debianPackage + "); ./dev test installs it as root";
    }
}
