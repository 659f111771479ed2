package org.beaconhub.rules.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;

/**
 * The rules to try, which take the place of the rules of whatever site the journal tells of.
 *
 * @param files their texts, named {@code rules/…}
 */
public record ChangedRules(List<SiteFile> files) {
    private static final String RULES = "rules/";

    /** Copies the list, and rejects what is no rules file. */
    public ChangedRules {
        files = List.copyOf(files);
        files.forEach(file -> {
            if (!file.name().startsWith(RULES)) {
                throw new IllegalArgumentException(file.name() + " is no file of rules/");
            }
        });
    }

    /**
     * A site with these rules in the place of its own. A site that itself has errors stays as it is, since the hub
     * refused it too.
     *
     * @throws RulesRejected where these rules do not fit the site
     */
    SiteChanged in(SiteChanged site) {
        List<SiteFile> all = new ArrayList<>(site.files());
        all.removeIf(file -> file.name().startsWith(RULES));
        all.addAll(files);
        all.sort(Comparator.comparing(SiteFile::name));
        if (Site.parse(all) instanceof Parsed.Invalid invalid) {
            if (Site.parse(site.files()) instanceof Parsed.Invalid) {
                return site;
            }
            throw new RulesRejected(invalid.problems());
        }
        return new SiteChanged(site.by(), all);
    }
}
