package org.beaconhub.rules.site;

import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;

/**
 * The texts that were read last, with what they turned out to be. Whoever checks a site, changes to it, measures it and drills on it has the same
 * texts before them, as has each story of a rehearsal and each start from the journal; to read them is most of the work of a change. What
 * they turn out to be is a function of the texts alone, and immutable, so it makes no difference who read them.
 *
 * @param files the texts
 * @param parsed what they turned out to be
 */
record LatelyRead(List<SiteFile> files, Parsed parsed) {
    /** The site that is in force, and another that is tried. */
    private static final int KEPT_MAX = 2;

    /** The newest first. Where two threads read at once, one of them is forgotten. */
    private static volatile List<LatelyRead> kept = List.of();

    static Parsed parse(List<SiteFile> files) {
        for (LatelyRead each : kept) {
            if (each.files.equals(files)) {
                return each.parsed;
            }
        }
        LatelyRead read = new LatelyRead(List.copyOf(files), new SiteReader(files).read());
        kept = Stream.concat(Stream.of(read), kept.stream()).limit(KEPT_MAX).toList();
        return read.parsed;
    }
}
