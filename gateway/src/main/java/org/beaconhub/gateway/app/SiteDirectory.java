package org.beaconhub.gateway.app;

import java.util.function.Supplier;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.gateway.wire.Directory;
import org.beaconhub.rules.site.Site;

/** The directory of the site that the engine knows now; made anew only when the site has changed. */
final class SiteDirectory implements Supplier<Directory> {
    private final Views views;
    private volatile Known known;

    private record Known(Site site, Directory directory) {}

    SiteDirectory(Views views) {
        this.views = views;
        this.known = known(views.view().site());
    }

    private static Known known(Site site) {
        return new Known(site, new Directory(site));
    }

    @Override
    public Directory get() {
        Site site = views.view().site();
        Known now = known;
        if (now.site() != site) {
            now = known(site);
            known = now;
        }
        return now.directory();
    }
}
