package org.beaconhub.gateway.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A stream that may be flushed as often as one likes: what comes goes out at once, and then, for as long as more comes,
 * once a millisecond together. A thread of its own does the writing while there is something to write, so that nobody
 * holds the lock over it.
 */
final class GatheringOutput extends OutputStream {
    /** Who writes more than this waits until some of it is out. */
    private static final int WAITING_BYTES_MAX = 65_536;

    private static final long PAUSE_MS = 1;
    private static final long CLOSE_MS = 1000;

    private final OutputStream raw;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private ByteArrayOutputStream leaving = new ByteArrayOutputStream();
    private boolean writing;
    private @Nullable IOException failure;

    GatheringOutput(OutputStream raw) {
        this.raw = raw;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /** Fails where an earlier write did, since nobody waited for that one. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            while (failure == null && waiting.size() > WAITING_BYTES_MAX) {
                begin();
                moved.awaitUninterruptibly();
            }
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
            waiting.write(bytes, offset, length);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() {
        lock.lock();
        try {
            begin();
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        if (!writing && waiting.size() > 0) {
            writing = true;
            Thread.ofVirtual().name("mqtt-out").start(this::writeAll);
        }
    }

    private void writeAll() {
        while (next()) {
            try {
                leaving.writeTo(raw);
                Thread.sleep(PAUSE_MS);
            } catch (IOException e) {
                fail(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes what waits; false, and the thread ends, where there is nothing or nothing can be written any more. */
    private boolean next() {
        lock.lock();
        try {
            writing = waiting.size() > 0 && failure == null;
            if (writing) {
                ByteArrayOutputStream taken = waiting;
                waiting = leaving;
                waiting.reset();
                leaving = taken;
            }
            moved.signalAll();
            return writing;
        } finally {
            lock.unlock();
        }
    }

    private void fail(IOException e) {
        lock.lock();
        try {
            failure = e;
        } finally {
            lock.unlock();
        }
    }

    /** Waits a second at the most until all is out; a peer that takes nothing keeps nobody longer. */
    @Override
    public void close() {
        lock.lock();
        try {
            begin();
            long nanos = TimeUnit.MILLISECONDS.toNanos(CLOSE_MS);
            while (writing && nanos > 0) {
                nanos = moved.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
