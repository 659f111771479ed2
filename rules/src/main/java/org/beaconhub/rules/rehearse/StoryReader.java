package org.beaconhub.rules.rehearse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Items;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads the stories of a test file. */
final class StoryReader {
    private static final Set<String> FILE_KEYS = Set.of("start", Cast.KEY, "stories");
    private static final Set<String> STORY_KEYS = Set.of("story", "start", "rule", "device", "steps");
    /** A working Monday in the fire season, at ten. */
    private static final String START = "2027-03-01 10:00";

    private final Site site;
    private final Problems problems;
    private final YamlText texts;
    private final Times times;

    StoryReader(Site site, Problems problems) {
        this.site = site;
        this.problems = problems;
        this.texts = new YamlText(problems);
        this.times = new Times(site.zone(), problems);
    }

    /** The stories of a document that are in order. */
    List<Story> read(Fields file) {
        file.allow(FILE_KEYS, problems);
        Scalar usual = new Scalar(file.at(), START, List.of(file.at()), List.of(START.length()));
        OptionalLong startMs = times.moment(texts.optional(file, "start").orElse(usual), "start");
        List<Story> stories = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields story : maps(file, "stories")) {
            read(story, startMs.orElse(0)).ifPresent(each -> {
                if (!names.add(each.name())) {
                    problems.add(each.at(), "story '" + each.name() + "' stands twice");
                }
                stories.add(each);
            });
        }
        return stories;
    }

    private Optional<Story> read(Fields fields, long usualStartMs) {
        int before = problems.size();
        fields.allow(STORY_KEYS, problems);
        Optional<Scalar> name = texts.required(fields, "story");
        OptionalLong own = texts.optional(fields, "start")
                .map(text -> times.moment(text, "start"))
                .orElse(OptionalLong.of(usualStartMs));
        StepReader steps = new StepReader(site, problems, own.orElse(usualStartMs));
        steps.usual(fields);
        List<Fields> written = maps(fields, "steps");
        written.forEach(steps::read);
        if (name.isEmpty() || problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new Story(
                name.get().text(), fields.at(), own.orElse(0), steps.rules(), steps.devices(), steps.events()));
    }

    private List<Fields> maps(Fields fields, String key) {
        Optional<YamlNode> node = fields.get(key);
        if (!(node.orElse(null) instanceof Items items)) {
            problems.add(node.map(YamlNode::at).orElse(fields.at()), "'" + key + "' must be there and be a list");
            return List.of();
        }
        List<Fields> maps = new ArrayList<>();
        for (YamlNode item : items.items()) {
            if (item instanceof Fields map) {
                maps.add(map);
            } else {
                problems.add(item.at(), "expected a map, found " + item.what());
            }
        }
        return maps;
    }
}
