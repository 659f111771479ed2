package org.beaconhub.gateway.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.beaconhub.rules.backtest.ChangedRules;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;

/** A folder with rules to try: a site's, whose {@code rules/} count, or one of rules alone. */
final class RulesFolder {
    private static final String RULES = "rules/";

    private RulesFolder() {}

    /**
     * Reads it.
     *
     * @param only the names of the files to take of a whole site, as {@code rules/forest.yaml}; empty for all
     * @throws SiteRejected where there is no such folder
     */
    static ChangedRules read(Path folder, Set<String> only) {
        List<SiteFile> files = SiteFiles.read(folder);
        boolean isSite = files.stream().anyMatch(file -> file.name().equals("site.yaml"));
        List<SiteFile> rules = isSite
                ? files.stream()
                        .filter(file -> file.name().startsWith(RULES))
                        .filter(file -> only.isEmpty() || only.contains(file.name()))
                        .toList()
                : files.stream()
                        .map(file -> new SiteFile(RULES + file.name(), file.text()))
                        .toList();
        if (rules.isEmpty()) {
            throw new SiteRejected(
                    List.of(folder + ": there are no rules; name a site's folder, or one of .yaml files"));
        }
        return new ChangedRules(rules);
    }
}
