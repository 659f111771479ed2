package org.beaconhub.bench.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.beaconhub.testkit.InfluxServer;
import org.beaconhub.testkit.Mosquitto;

/** One run's folder and processes; both are gone when it is closed, and when the program is ended early. */
public final class Workshop implements AutoCloseable {
    private static final long END_S = 10;

    private final Path folder;
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private final List<Runnable> servers = new CopyOnWriteArrayList<>();
    private final List<Path> mounts = new CopyOnWriteArrayList<>();
    private final Thread hook = new Thread(this::clear, "workshop");
    private final boolean keep;

    private Workshop(Path folder, boolean keep) {
        this.folder = folder;
        this.keep = keep;
    }

    /** One with a new folder below the machine's temporary one; its files stay for inspection where {@code keep}. */
    public static Workshop open(String name, boolean keep) throws IOException {
        Workshop workshop = new Workshop(Files.createTempDirectory("beacon-" + name + "-"), keep);
        Runtime.getRuntime().addShutdownHook(workshop.hook);
        return workshop;
    }

    /** A new folder. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** Starts a process that ends with this run; what it prints goes to a file of the run's folder. */
    public Process start(List<String> command, String log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()))
                .start();
        processes.add(process);
        return process;
    }

    /** A Mosquitto that ends with this run, and that keeps its sessions on the disk where {@code persistent}. */
    public Mosquitto mosquitto(boolean persistent) throws IOException {
        Path files = folder("mosquitto");
        Mosquitto mosquitto = persistent ? Mosquitto.start(files) : Mosquitto.startInMemory(files);
        servers.add(mosquitto::close);
        return mosquitto;
    }

    /** An InfluxDB 1 that ends with this run, with an empty database {@code beacon}. */
    public InfluxServer influx() throws IOException, InterruptedException {
        InfluxServer influx = InfluxServer.open(folder("influx"));
        servers.add(influx::close);
        influx.ask("CREATE DATABASE beacon");
        return influx;
    }

    /** Where a process of this run prints to. */
    public Path log(String name) {
        return folder.resolve(name);
    }

    /**
     * A small disk of its own, in memory; needs root.
     *
     * @throws IOException where it cannot be mounted
     */
    public Path disk(String name, int mib) throws IOException, InterruptedException {
        Path disk = folder(name);
        Process mount = start(
                List.of("mount", "-t", "tmpfs", "-o", "size=" + mib + "m", "tmpfs", disk.toString()), "mount.log");
        if (!mount.waitFor(END_S, TimeUnit.SECONDS) || mount.exitValue() != 0) {
            throw new IOException("cannot mount a disk at " + disk + ": " + Files.readString(log("mount.log")));
        }
        mounts.add(disk);
        return disk;
    }

    /** Ends a process as an administrator would, and waits for it. */
    public static void stop(Process process) throws IOException, InterruptedException {
        process.destroy();
        await(process);
    }

    /** Ends a process without a word, and waits for it. */
    public static void kill(Process process) throws IOException, InterruptedException {
        process.destroyForcibly();
        await(process);
    }

    private static void await(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(2 * END_S, TimeUnit.SECONDS)) {
            throw new IOException("process " + process.pid() + " does not end");
        }
    }

    @Override
    public void close() {
        clear();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void clear() {
        servers.forEach(Runnable::run);
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit()
                .orTimeout(END_S, TimeUnit.SECONDS)
                .exceptionally(late -> process)
                .join());
        mounts.forEach(Workshop::unmount);
        if (keep) {
            System.err.println("kept " + folder);
        } else {
            delete(folder);
        }
    }

    private static void unmount(Path disk) {
        try {
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unmount " + disk, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes a folder and all that is in it. */
    public static void delete(Path folder) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder)) {
            found.sorted(Comparator.reverseOrder()).forEach(files::add);
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
