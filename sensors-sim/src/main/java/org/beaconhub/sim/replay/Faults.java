package org.beaconhub.sim.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What could not be read of a recording, by line; the first are kept, all are counted. */
final class Faults {
    private static final int KEPT_MAX = 5;

    private final Path file;
    private final Map<Long, String> kept = new TreeMap<>();
    private long lastLine;
    private long count;

    Faults(Path file) {
        this.file = file;
    }

    /** What is wrong on a line: column, value and what would be right. Readers of the same file tell the same. */
    void add(long line, String what) {
        if (line <= lastLine) {
            return;
        }
        lastLine = line;
        count++;
        if (kept.size() < KEPT_MAX) {
            kept.put(line, file + ":" + line + ": " + what);
        }
    }

    /** How many lines had any. */
    long count() {
        return count;
    }

    /** The first of them. */
    List<String> kept() {
        return List.copyOf(kept.values());
    }
}
