package org.beaconhub.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo as users run it: a process of its own, with all ports free ones but the receiver's and the cameras', which the site names. */
public final class DemoProcess {
    private static final Pattern CONSOLE = Pattern.compile("console +(http://\\S+)");
    private static final long WAIT_S = 300;
    private static final long LOOK_MS = 100;
    private static final String LOG = "demo.log";

    private final Process process;
    private final Path log;

    private DemoProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts one whose fire begins after so long, in seconds. */
    public static DemoProcess start(Workshop workshop, long fireAfterS) throws IOException {
        String classPath = System.getProperty("beacon.classpath", System.getProperty("java.class.path"));
        List<String> arguments = List.of(
                "demo",
                "--data",
                workshop.folder("data").toString(),
                "--http-port",
                "0",
                "--broker-port",
                "0",
                "--fire-after",
                String.valueOf(fireAfterS));
        List<String> command =
                new ArrayList<>(HubProcess.java(classPath, "org.beaconhub.gateway.app.Beacon", arguments));
        command.add(1, "-Dbeacon.home=" + System.getProperty("beacon.home", "."));
        command.add(1, "-Dbeacon.sim.classpath=" + System.getProperty("beacon.sim.classpath", classPath));
        return new DemoProcess(workshop.start(command, LOG), workshop.log(LOG));
    }

    /** Waits for the console; its address. */
    public String console() throws IOException, InterruptedException {
        return find(CONSOLE).group(1);
    }

    /** Waits until it prints something. */
    public Matcher find(Pattern wanted) throws IOException, InterruptedException {
        long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_S);
        while (process.isAlive() && System.nanoTime() < untilNs) {
            Matcher found = wanted.matcher(Files.readString(log));
            if (found.find()) {
                return found;
            }
            Thread.sleep(LOOK_MS);
        }
        throw new IOException("the demo never printed '" + wanted + "' but: " + Files.readString(log));
    }

    /** Ends it as Ctrl-C does. */
    public void stop() throws IOException, InterruptedException {
        Workshop.stop(process);
    }
}
