package org.beaconhub.gateway.console;

import java.util.List;
import org.beaconhub.rules.rehearse.Scenario;
import org.beaconhub.rules.site.Site;

/** What drills can play on a site. */
public interface Scenarios {
    /** A hub that has none. */
    Scenarios NONE = new Scenarios() {
        @Override
        public List<Scenario> all(Site site) {
            return List.of();
        }

        @Override
        public List<String> problems(Site site) {
            return List.of();
        }
    };

    /** Those that can be played, in the order in which people see them; no two have the same name. */
    List<Scenario> all(Site site);

    /** What is wrong with the others: sentences that name file, line and column. */
    List<String> problems(Site site);
}
