package org.beaconhub.sim.replay;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.beaconhub.sim.clock.SimClock;
import org.beaconhub.sim.sink.Outlet;
import org.beaconhub.sim.wire.BeaconEncoder;
import org.beaconhub.sim.wire.Report;

/** Plays a recording: every device speaks at the recorded moments, with the recorded time moved to the start. */
public final class Player {
    /** Messages that may wait for their acknowledgement; what comes then waits too. */
    private static final int WAITING_MAX = 256;

    private static final long ACKNOWLEDGE_S_MAX = 30;

    private final Recording recording;
    private final Pace pace;
    private final SimClock clock;
    private final Function<String, Outlet> outlets;
    private final Listener listener;
    private final BeaconEncoder encoder = new BeaconEncoder();
    private final Map<String, Long> seqs = new HashMap<>();
    private final Semaphore waiting = new Semaphore(WAITING_MAX);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /**
     * How fast, and from when.
     *
     * @param startMs device time of the first row, in milliseconds since 1970 UTC
     * @param speed so many times as fast as it was, or infinite
     */
    public record Pace(long startMs, double speed) {
        /** Rejects a speed that stands still. */
        public Pace {
            if (!(speed > 0)) {
                throw new IllegalArgumentException("speed must be above 0, found " + speed);
            }
        }
    }

    /** Lets a moment of the recording come when the hub is ready for it. */
    @FunctionalInterface
    public interface Turns {
        /**
         * Waits until it is that time there.
         *
         * @param deviceMs device time of the row to come, milliseconds since 1970 UTC
         * @param sent messages sent until now, all acknowledged by the broker
         */
        void take(long deviceMs, long sent) throws IOException;
    }

    private interface Wait {
        void until(long passedMs, long sent) throws IOException, InterruptedException;
    }

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Listener {
        /** So many per cent are played. */
        void played(int percent);
    }

    /**
     * What was played.
     *
     * @param rows rows read
     * @param messages messages sent
     * @param acknowledged messages that the broker acknowledged
     * @param refused messages of which that is not known
     * @param lastMs device time of the last row
     */
    public record Played(long rows, long messages, long acknowledged, long refused, long lastMs) {}

    /** Prepares to play; {@code outlets} gives each device's connection. */
    public Player(Recording recording, Pace pace, SimClock clock, Function<String, Outlet> outlets, Listener listener) {
        this.recording = recording;
        this.pace = pace;
        this.clock = clock;
        this.outlets = outlets;
        this.listener = listener;
    }

    /**
     * Plays it to its end.
     *
     * @throws IOException where the file cannot be read on
     */
    public Played play() throws IOException, InterruptedException {
        long startNs = clock.steadyNs();
        return paced((passedMs, sent) -> await(startNs + (long) (passedMs * 1_000_000.0 / pace.speed())));
    }

    /**
     * Plays it to its end, moment after moment as somebody else lets them come; the speed plays no part.
     *
     * @throws IOException where the file cannot be read on, or the broker does not acknowledge
     */
    public Played play(Turns turns) throws IOException, InterruptedException {
        return paced((passedMs, sent) -> {
            if (!waiting.tryAcquire(WAITING_MAX, ACKNOWLEDGE_S_MAX, TimeUnit.SECONDS)) {
                throw new IOException("the broker does not acknowledge within " + ACKNOWLEDGE_S_MAX + " s");
            }
            waiting.release(WAITING_MAX);
            turns.take(pace.startMs() + passedMs, sent);
        });
    }

    private Played paced(Wait wait) throws IOException, InterruptedException {
        long rows = 0;
        long messages = 0;
        long lastMs = 0;
        int told = -1;
        for (Optional<Cursor.Row> row = recording.next(); row.isPresent(); row = recording.next()) {
            long passedMs = row.get().timeMs() - recording.firstMs();
            if (passedMs >= lastMs) {
                lastMs = passedMs;
                wait.until(lastMs, messages);
            }
            for (Cursor.Said said : row.get().said()) {
                send(said, pace.startMs() + passedMs);
                messages++;
            }
            rows++;
            if (recording.percent() > told) {
                told = recording.percent();
                listener.played(told);
            }
        }
        boolean settled = waiting.tryAcquire(WAITING_MAX, ACKNOWLEDGE_S_MAX, TimeUnit.SECONDS);
        long unknown = settled ? refused.get() : messages - acknowledged.get();
        return new Played(rows, messages, acknowledged.get(), unknown, pace.startMs() + lastMs);
    }

    private void await(long dueNs) throws InterruptedException {
        long leftNs = dueNs - clock.steadyNs();
        while (leftNs > 0) {
            LockSupport.parkNanos(leftNs);
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while playing");
            }
            leftNs = dueNs - clock.steadyNs();
        }
    }

    private void send(Cursor.Said said, long timeMs) throws InterruptedException {
        long seq = seqs.merge(said.device(), 1L, Long::sum);
        Report report = new Report(said.device(), said.device(), seq, timeMs, said.values());
        waiting.acquire();
        var _ = outlets.apply(said.device()).send(encoder.encode(report)).whenComplete((done, failure) -> {
            (failure == null ? acknowledged : refused).incrementAndGet();
            waiting.release();
        });
    }
}
