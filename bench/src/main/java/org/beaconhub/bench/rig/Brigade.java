package org.beaconhub.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.beaconhub.sim.clock.SimClock;
import org.beaconhub.sim.sink.Receiver;

/** A receiver of webhooks in this process, and the folder with the secret that the hub signs with. */
public final class Brigade implements AutoCloseable {
    private static final String SECRET = "bench-secret-that-protects-nothing";

    private final Receiver receiver;
    private final Path secrets;

    private Brigade(Receiver receiver, Path secrets) {
        this.receiver = receiver;
        this.secrets = secrets;
    }

    /** Listens on a free port. */
    public static Brigade start(Workshop workshop, Receiver.Listener listener) throws IOException {
        Path secrets = workshop.folder("secrets");
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwx------"));
        Path file = Files.writeString(secrets.resolve("brigade"), SECRET + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new Brigade(Receiver.start(0, SECRET, SimClock.system(), listener), secrets);
    }

    /** Its port on the loopback address. */
    public int port() {
        return receiver.port();
    }

    /** The folder that the hub takes its secrets from. */
    public Path secrets() {
        return secrets;
    }

    @Override
    public void close() {
        receiver.close();
    }
}
