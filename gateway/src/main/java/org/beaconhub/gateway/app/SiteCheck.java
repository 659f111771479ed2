package org.beaconhub.gateway.app;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.rules.review.Review;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Problem;

/**
 * What is wrong with a site's folder, the scenarios of its drills and its map included.
 *
 * @param site the site, {@link Site#NONE} where there are errors in its own files
 * @param errors why a hub does not take it
 * @param warnings what is hardly meant; where there are errors in the site's own files, of what is left, and without gaps
 */
record SiteCheck(Site site, List<Problem> errors, List<Problem> warnings) {
    /**
     * Reads a site's folder.
     *
     * @throws SiteRejected where there is no such folder
     */
    static SiteCheck of(Path folder) {
        return switch (Site.parse(SiteFiles.read(folder))) {
            case Parsed.Invalid invalid ->
                new SiteCheck(
                        Site.NONE,
                        invalid.problems(),
                        Stream.concat(invalid.warnings().stream(), Review.ofRest(invalid.rest()).stream())
                                .sorted()
                                .toList());
            case Parsed.Valid valid ->
                new SiteCheck(
                        valid.site(),
                        Stream.concat(
                                        SiteFiles.scenarios(folder, valid.site()).problems().stream(),
                                        MapFolder.read(folder, valid.site()).problems().stream())
                                .toList(),
                        Stream.concat(valid.warnings().stream(), Review.of(valid.site()).stream())
                                .sorted()
                                .toList());
        };
    }
}
