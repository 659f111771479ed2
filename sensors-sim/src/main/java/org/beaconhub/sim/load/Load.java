package org.beaconhub.sim.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.sim.clock.SimClock;
import org.jspecify.annotations.Nullable;

/** A running load: telemetry of many devices, QoS 1. */
public final class Load implements AutoCloseable {
    private static final long JOIN_MS_MAX = 15_000;

    private final List<Connection> connections = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final @Nullable Ledger ledger;

    private Load(LoadOptions options, SimClock clock) throws IOException {
        ledger = options.ledger() == null ? null : new Ledger(options.ledger(), options.devices());
        String run = Long.toString(clock.steadyNs(), 36);
        for (int i = 0; i < Math.min(options.connections(), options.devices().size()); i++) {
            Connection connection = new Connection(options, clock, i, ledger, run);
            connections.add(connection);
            threads.add(Thread.ofPlatform().daemon().name("load-" + i).start(connection::run));
        }
    }

    /**
     * Starts to load. The connections are made in the background, and again where they are lost.
     *
     * @throws IOException where the ledger cannot be written
     */
    public static Load start(LoadOptions options) throws IOException {
        LoadOptions fitting =
                options.over(Math.min(options.connections(), options.devices().size()));
        return new Load(fitting, SimClock.system());
    }

    /** Messages written to the broker so far. */
    public long sent() {
        return connections.stream().mapToLong(Connection::sent).sum();
    }

    /** Messages acknowledged so far; the ledger has exactly these. */
    public long acknowledged() {
        return connections.stream().mapToLong(Connection::acknowledged).sum();
    }

    /** Says nothing new while held; what is on its way goes on. */
    public void hold(boolean held) {
        connections.forEach(connection -> connection.hold(held));
    }

    /** How many connections stand. */
    public int connected() {
        return (int) connections.stream().filter(Connection::isConnected).count();
    }

    /** What went wrong last on any connection. */
    public Optional<IOException> failure() {
        return connections.stream()
                .map(Connection::failure)
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    /** Writes the ledger's buffer out. */
    public void flush() throws IOException {
        Ledger book = ledger;
        if (book != null) {
            book.flush();
        }
    }

    /**
     * Speaks no more, waits a while for what is unacknowledged, and closes connections and ledger.
     *
     * @throws IOException where the ledger could not be written
     */
    public void stop() throws IOException {
        connections.forEach(Connection::stop);
        try {
            for (Thread thread : threads) {
                thread.join(JOIN_MS_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Ledger book = ledger;
        if (book != null) {
            book.close();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
