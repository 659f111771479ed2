package org.beaconhub.sim.load;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What the broker acknowledged: a line {@code device,seq} for each message, in the order of the acknowledgements. */
final class Ledger implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int NUMBER_WIDTH = 20;

    private final OutputStream out;
    private final byte[][] names;
    private final byte[] line;

    /** Begins a ledger, or goes on with the one that is there. */
    Ledger(Path file, List<String> devices) throws IOException {
        out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), BUFFER_BYTES);
        names = devices.stream()
                .map(device -> (device + ",").getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int longest = 0;
        for (byte[] name : names) {
            longest = Math.max(longest, name.length);
        }
        line = new byte[longest + NUMBER_WIDTH + 1];
    }

    /** Notes one acknowledged message. */
    synchronized void note(int device, long seq) throws IOException {
        int at = line.length;
        line[--at] = '\n';
        long rest = seq;
        do {
            line[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        byte[] name = names[device];
        at -= name.length;
        System.arraycopy(name, 0, line, at, name.length);
        out.write(line, at, line.length - at);
    }

    synchronized void flush() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
