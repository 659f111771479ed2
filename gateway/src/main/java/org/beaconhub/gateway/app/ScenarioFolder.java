package org.beaconhub.gateway.app;

import java.nio.file.Path;
import java.util.List;
import org.beaconhub.gateway.console.Scenarios;
import org.beaconhub.rules.rehearse.Scenario;
import org.beaconhub.rules.site.Site;

/**
 * The scenarios in a site's folder, as they are there now: a coordinator may change them until the drill is ordered.
 *
 * @param folder the site's folder
 */
record ScenarioFolder(Path folder) implements Scenarios {
    @Override
    public List<Scenario> all(Site site) {
        return SiteFiles.scenarios(folder, site).scenarios();
    }

    @Override
    public List<String> problems(Site site) {
        return SiteFiles.scenarios(folder, site).problems().stream()
                .map(problem -> problem.at() + ": " + problem.message())
                .toList();
    }
}
