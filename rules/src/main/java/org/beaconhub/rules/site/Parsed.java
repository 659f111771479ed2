package org.beaconhub.rules.site;

import java.util.List;
import org.beaconhub.rules.source.Problem;

/** What the texts of a site turned out to be. */
public sealed interface Parsed {
    /**
     * A site without a problem.
     *
     * @param site the site
     * @param warnings what is possible, but hardly meant, by place
     */
    record Valid(Site site, List<Problem> warnings) implements Parsed {
        /** Copies the list. */
        public Valid {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Texts that make no site.
     *
     * @param problems all that is wrong, by place
     * @param warnings what is possible, but hardly meant, by place
     * @param rest the areas, devices, calendars and rules without a problem: enough to look at, never to run
     */
    record Invalid(List<Problem> problems, List<Problem> warnings, Site rest) implements Parsed {
        /** Copies the lists. */
        public Invalid {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }
}
