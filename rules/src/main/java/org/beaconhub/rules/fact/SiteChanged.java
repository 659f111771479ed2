package org.beaconhub.rules.fact;

import java.util.List;

/**
 * The site's files, whole, as of now. The journal begins with one, so a replay needs nothing else.
 *
 * @param by who changed it: an account name, or {@code start}
 * @param files the site's texts, ordered by name
 */
public record SiteChanged(String by, List<SiteFile> files) implements LiveFact {
    /** Copies the list. */
    public SiteChanged {
        files = List.copyOf(files);
    }

    /**
     * One text of the site.
     *
     * @param name path within the site folder, with {@code /}: {@code rules/forest.yaml}
     * @param text its whole content
     */
    public record SiteFile(String name, String text) {}
}
