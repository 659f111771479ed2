package org.beaconhub.rules.rehearse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problem;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlFile;
import org.beaconhub.rules.source.YamlNode;
import org.beaconhub.rules.source.YamlNode.Fields;

/**
 * What the rehearsal of a site's rules came to.
 *
 * @param stories what became of each story, in the order of the texts
 * @param untested names of the rules that no story is about
 * @param coverage which clauses of the rules were seen to hold and not to hold
 * @param problems what cannot be read, by place; a file with problems is not played
 */
public record Rehearsal(List<Played> stories, Set<String> untested, Coverage coverage, List<Problem> problems) {
    /** Copies the collections. */
    public Rehearsal {
        stories = List.copyOf(stories);
        untested = java.util.Collections.unmodifiableSet(new TreeSet<>(untested));
        problems = List.copyOf(problems);
    }

    /**
     * Plays the stories of test files on a site.
     *
     * @param site the site's texts
     * @param tests the test files' texts
     * @param rule the only rule whose stories are played; empty for all
     */
    public static Rehearsal of(List<SiteFile> site, List<SiteFile> tests, Optional<String> rule) {
        Problems problems = new Problems();
        List<Played> played = new ArrayList<>();
        Coverage coverage = new Coverage();
        Set<String> untested = new TreeSet<>();
        for (Rule each :
                siteOf(site, new Cast(site, problems), problems).rulebook().rules()) {
            untested.add(each.name());
        }
        if (problems.isEmpty() && rule.isPresent() && !untested.contains(rule.get())) {
            problems.add(
                    new Position("rules", 1, 1),
                    "unknown rule '" + rule.get() + "'"
                            + org.beaconhub.rules.source.Nearest.hint(rule.get(), untested));
        }
        if (problems.isEmpty()) {
            for (SiteFile test : tests) {
                stories(site, test, rule, problems)
                        .forEach((story, texts) -> played.add(Stage.play(story, texts, coverage)));
            }
        }
        played.forEach(each -> untested.removeAll(each.story().rules()));
        rule.ifPresent(only -> untested.retainAll(Set.of(only)));
        return new Rehearsal(played, untested, coverage, problems.sorted());
    }

    /** The stories of a test file that are to be played, with the site that they are played on. */
    private static Map<Story, SiteChanged> stories(
            List<SiteFile> site, SiteFile test, Optional<String> rule, Problems problems) {
        Map<Story, SiteChanged> found = new LinkedHashMap<>();
        Optional<YamlNode> document = YamlFile.read(test, problems);
        if (!(document.orElse(null) instanceof Fields fields)) {
            document.ifPresent(node -> problems.add(node.at(), "expected 'stories: …', found " + node.what()));
            return found;
        }
        int before = problems.size();
        Cast cast = new Cast(site, problems);
        List<SiteFile> texts = cast.with(fields);
        Site known = siteOf(texts, cast, problems);
        if (problems.size() > before) {
            return found;
        }
        List<Story> stories = new StoryReader(known, problems).read(fields);
        if (problems.size() == before) {
            SiteChanged changed = new SiteChanged("rehearsal", texts);
            stories.stream()
                    .filter(story -> rule.isEmpty() || story.rules().contains(rule.get()))
                    .forEach(story -> found.put(story, changed));
        }
        return found;
    }

    private static Site siteOf(List<SiteFile> texts, Cast cast, Problems problems) {
        return switch (Site.parse(texts)) {
            case Parsed.Valid valid -> valid.site();
            case Parsed.Invalid invalid -> {
                invalid.problems().stream().map(cast::placed).forEach(each -> problems.add(each.at(), each.text()));
                yield Site.NONE;
            }
        };
    }

    /** How many expectations the stories looked at. */
    public int expectations() {
        return stories.stream().mapToInt(Played::expectations).sum();
    }

    /** The stories that did not go as expected. */
    public List<Played> failed() {
        return stories.stream().filter(played -> !played.passed()).toList();
    }

    /** Whether all could be read and went as expected. */
    public boolean passed() {
        return problems.isEmpty() && failed().isEmpty();
    }
}
