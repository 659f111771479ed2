package org.beaconhub.gateway.series;

import static org.beaconhub.gateway.series.Facts.T0;
import static org.beaconhub.gateway.series.Facts.sample;
import static org.beaconhub.gateway.series.Facts.temperature;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.series.embedded.H2Store;

/** A process of its own that writes until it is killed, and tells after each write how many rows are durable. */
final class H2Writer {
    private static final int ROWS = 100;

    private H2Writer() {}

    /** Writes into the database that the argument names. */
    public static void main(String[] arguments) {
        H2Store store = new H2Store(Path.of(arguments[0]), 36_500, new SystemClock());
        for (int rows = 0; rows < 1_000_000; rows += ROWS) {
            List<Sample> samples = IntStream.range(rows, rows + ROWS)
                    .mapToObj(i -> sample("node-1", T0 + i * 1000L, temperature(i)))
                    .toList();
            Outcome outcome = store.write(samples);
            if (!(outcome instanceof Outcome.Written)) {
                throw new IllegalStateException(outcome.toString());
            }
            System.out.println(rows + ROWS);
        }
    }
}
