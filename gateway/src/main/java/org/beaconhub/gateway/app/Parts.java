package org.beaconhub.gateway.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, to be stopped in the opposite order; one part's fault does not keep the others from stopping. */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deque<Part> started = new ArrayDeque<>();

    private record Part(String name, AutoCloseable closing) {}

    /** Remembers a part, and gives it back. */
    <T extends AutoCloseable> T add(String name, T part) {
        started.push(new Part(name, part));
        return part;
    }

    @Override
    @SuppressWarnings("InterruptedExceptionSwallowed") // the others still have to stop
    public void close() {
        while (!started.isEmpty()) {
            Part last = started.pop();
            try {
                last.closing().close();
            } catch (Exception e) {
                LOG.warn("{} did not stop in order: {}", last.name(), e.toString());
            }
        }
    }
}
