package org.beaconhub.gateway.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;

/**
 * Makes a file small that is written no more. Each commit of a quiet site writes its last pages anew, and what it replaces
 * stays in the file: some twenty times what the entries need. So their pages are copied into a file beside it, which takes
 * its place only once it is on the disk and was compared with it; a crash leaves the one or the other.
 */
final class Compaction {
    /** How the name of the copy ends, so that it is no file of the journal. */
    static final String BESIDE = ".compact";

    private final SegmentFiles segments;
    private final BooleanSupplier stop;

    /** One that ends early, and changes nothing then, where {@code stop} says so. */
    Compaction(SegmentFiles segments, BooleanSupplier stop) {
        this.segments = segments;
        this.stop = stop;
    }

    /**
     * Makes a file small where it is worth it.
     *
     * @return whether it is smaller now
     * @throws IOException where it cannot be written, as on a full disk; nothing has changed then
     */
    boolean run(long firstSeq) throws IOException {
        Path file = segments.file(firstSeq);
        Path beside = file.resolveSibling(file.getFileName() + BESIDE);
        int stepsBack = segments.stepsBack();
        try {
            return segments.look(firstSeq, false, segment -> copied(segment, beside))
                    && segments.replace(firstSeq, beside, stepsBack);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private boolean copied(Segment from, Path beside) throws IOException {
        if (!from.wasteful()) {
            return false;
        }
        Segment copy = Segment.open(beside, false);
        try {
            copy.takeOver(from, stop);
        } finally {
            copy.close();
        }
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Segment written = Segment.open(beside, true);
        try {
            return !stop.getAsBoolean() && written.sameAs(from);
        } finally {
            written.abandon();
        }
    }
}
