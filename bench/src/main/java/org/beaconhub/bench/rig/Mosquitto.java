package org.beaconhub.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Mosquitto of one run. */
public final class Mosquitto {
    private static final String PROGRAM = "/usr/sbin/mosquitto";
    private static final String LOG = "mosquitto.log";

    private final Workshop workshop;
    private final Path config;
    private final int port;
    private Process process;

    private Mosquitto(Workshop workshop, Path config, int port, Process process) {
        this.workshop = workshop;
        this.config = config;
        this.port = port;
        this.process = process;
    }

    /** One that queues without a limit, and that keeps its sessions on the disk where {@code persistent}. */
    public static Mosquitto start(Workshop workshop, boolean persistent) throws IOException, InterruptedException {
        Path folder = workshop.folder("mosquitto");
        int port = Workshop.freePort();
        Path config = Files.writeString(folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                max_inflight_messages 1000
                max_queued_messages 0
                user root
                persistence %s
                persistence_location %s/
                autosave_interval 1
                """.formatted(port, persistent, folder));
        return new Mosquitto(workshop, config, port, launch(workshop, config, port));
    }

    private static Process launch(Workshop workshop, Path config, int port) throws IOException, InterruptedException {
        Process process = workshop.start(List.of(PROGRAM, "-c", config.toString()), LOG);
        Workshop.awaitPort(port, process, workshop.log(LOG));
        return process;
    }

    /** Its port on the loopback address. */
    public int port() {
        return port;
    }

    /** Its address as a client writes it. */
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** The process that runs now. */
    public Process process() {
        return process;
    }

    /** Ends it by SIGTERM, upon which it saves its sessions and messages. */
    public void stop() throws IOException, InterruptedException {
        Workshop.stop(process);
    }

    /** Starts it again on the same port. */
    public void startAgain() throws IOException, InterruptedException {
        process = launch(workshop, config, port);
    }
}
