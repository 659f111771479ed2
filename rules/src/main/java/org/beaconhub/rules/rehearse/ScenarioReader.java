package org.beaconhub.rules.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.DrillOrdered.Saying;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Problem;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlFile;
import org.beaconhub.rules.source.YamlNode;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/**
 * Reads the scenarios of drills: what their devices say is written as in the tests of rules, what people do is left to the people of
 * the drill.
 */
public final class ScenarioReader {
    private static final Set<String> KEYS = Set.of("scenario", "title", "ignition", "length", "device", "steps");

    private final Site site;
    private final Problems problems = new Problems();
    private final YamlText texts = new YamlText(problems);
    private final Times times;
    private final Map<String, Scenario> scenarios = new TreeMap<>();

    private ScenarioReader(Site site) {
        this.site = site;
        this.times = new Times(site.zone(), problems);
    }

    /**
     * What was read.
     *
     * @param scenarios those that are in order, by name
     * @param problems what is wrong with the others, by place
     */
    public record Scenarios(List<Scenario> scenarios, List<Problem> problems) {
        /** No folder of scenarios. */
        public static final Scenarios NONE = new Scenarios(List.of(), List.of());

        /** Copies the lists. */
        public Scenarios {
            scenarios = List.copyOf(scenarios);
            problems = List.copyOf(problems);
        }
    }

    /** The scenarios of files, for the devices of a site. */
    public static Scenarios read(List<SiteFile> files, Site site) {
        ScenarioReader reader = new ScenarioReader(site);
        files.forEach(reader::file);
        return new Scenarios(List.copyOf(reader.scenarios.values()), reader.problems.sorted());
    }

    private void file(SiteFile file) {
        Optional<YamlNode> document = YamlFile.read(file, problems);
        if (document.orElse(null) instanceof Fields fields) {
            texts.maps(fields, "scenarios").forEach(this::scenario);
        } else {
            document.ifPresent(node -> problems.add(
                    node.at(),
                    new Text(
                            "须为“scenarios: …”，实为" + node.kind().zh(),
                            "expected 'scenarios: …', found " + node.kind().en())));
        }
    }

    private void scenario(Fields fields) {
        int before = problems.size();
        fields.allow(KEYS, problems);
        Optional<Scalar> name = texts.required(fields, "scenario").filter(this::checkName);
        Optional<Text> title = texts.bilingual(fields, "title");
        long lengthMs = length(fields, "length", DrillOrdered.LENGTH_MS_MIN, DrillOrdered.LENGTH_MS_MAX);
        long ignitionMs =
                fields.get("ignition").isPresent() ? length(fields, "ignition", 0, Math.max(0, lengthMs - 1)) : 0;
        StepReader steps = new StepReader(site, problems, 0);
        steps.usual(fields);
        texts.mapsAt(fields, "steps").forEach(steps::read);
        List<Saying> script = new ArrayList<>();
        for (Event event : steps.events()) {
            switch (event) {
                case Event.Says says -> script.add(new Saying(says.afterMs(), says.device(), says.readings()));
                case Event.Acts _, Event.Expects _, Event.ExpectsAll _ ->
                    problems.add(
                            event.at(),
                            new Text(
                                    "脚本只写设备说什么；人员的操作在演练中进行",
                                    "a scenario says what devices say; what people do, they do in the drill"));
            }
        }
        if (problems.size() == before && (script.isEmpty() || script.size() > DrillOrdered.SAYINGS_MAX)) {
            problems.add(
                    fields.at(),
                    new Text(
                            "脚本须有 1 至 " + DrillOrdered.SAYINGS_MAX + " 条消息，这一个有 " + script.size() + " 条",
                            "a scenario needs 1 to " + DrillOrdered.SAYINGS_MAX + " messages, this one has "
                                    + script.size()));
        }
        if (problems.size() == before && script.getLast().afterMs() > lengthMs) {
            problems.add(
                    fields.at(), new Text("最后一步在演练的 length 之后才结束", "the last step ends after the drill's 'length'"));
        }
        if (problems.size() == before && name.isPresent() && title.isPresent()) {
            scenarios.put(
                    name.get().text(), new Scenario(name.get().text(), title.get(), ignitionMs, lengthMs, script));
        }
    }

    private long length(Fields fields, String key, long minMs, long maxMs) {
        OptionalLong ms =
                texts.required(fields, key).map(text -> times.length(text, key)).orElse(OptionalLong.empty());
        if (ms.isPresent() && (ms.getAsLong() < minMs || ms.getAsLong() > maxMs)) {
            problems.add(
                    fields.get(key).map(YamlNode::at).orElse(fields.at()),
                    new Text(
                            key + " 须在 " + minMs / 1000 + " 秒至 " + maxMs / 1000 + " 秒之间，实为 " + ms.getAsLong() / 1000
                                    + " 秒",
                            key + " must be " + minMs / 1000 + " s to " + maxMs / 1000 + " s, got "
                                    + ms.getAsLong() / 1000 + " s"));
        }
        return ms.orElse(minMs);
    }

    private boolean checkName(Scalar name) {
        if (!YamlText.isName(name.text())) {
            problems.add(
                    name.at(),
                    new Text(
                            "脚本名“" + name.text() + "”只能用小写字母、数字和连字符，不超过 63 个",
                            "scenario name '" + name.text() + "' must be small letters, digits and dashes, up to 63"));
            return false;
        }
        if (scenarios.containsKey(name.text())) {
            problems.add(
                    name.at(), new Text("脚本“" + name.text() + "”出现两次", "scenario '" + name.text() + "' stands twice"));
            return false;
        }
        return true;
    }
}
