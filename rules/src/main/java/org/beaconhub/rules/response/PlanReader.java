package org.beaconhub.rules.response;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.IncidentAct.Check;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.source.Durations;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode;
import org.beaconhub.rules.source.YamlNode.Field;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Items;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads {@code procedures.yaml}, {@code units.yaml} and {@code points.yaml}. */
public final class PlanReader {
    /** So many procedures, units and points may a site have, each. */
    private static final int ITEMS_MAX = 1_000;
    /** So many steps may a procedure have. */
    private static final int STEPS_MAX = 50;

    private static final int JOIN_WITHIN_M_MAX = 50_000;
    private static final Set<String> PROCEDURE_KEYS =
            Set.of("incident", "name", "join-within-m", "join-for", "accept", "rekindle-watch", "look-back", "steps");

    private final Problems problems;
    private final YamlText texts;
    private final Set<String> areas;
    private final Map<String, Position> names = new HashMap<>();

    /** Knows the site's areas; tells what is wrong to {@code problems}. */
    public PlanReader(Set<String> areas, Problems problems) {
        this.areas = areas;
        this.problems = problems;
        this.texts = new YamlText(problems);
    }

    /** The plan that the three documents describe; each may be missing. */
    public ResponsePlan read(Optional<Fields> procedures, Optional<Fields> units, Optional<Fields> points) {
        List<Procedure> read = items(procedures, "procedures")
                .flatMap(each -> procedure(each).stream())
                .toList();
        Set<String> types = new TreeSet<>(Set.of(Procedure.OTHER));
        read.forEach(each -> types.add(each.type()));
        return new ResponsePlan(
                read,
                items(units, "units")
                        .flatMap(each -> crew(each, types).stream())
                        .toList(),
                items(points, "points").flatMap(each -> point(each).stream()).toList());
    }

    private Stream<Fields> items(Optional<Fields> document, String key) {
        List<Fields> maps = document.map(fields -> texts.maps(fields, key)).orElse(List.of());
        if (maps.size() > ITEMS_MAX) {
            problems.add(maps.get(ITEMS_MAX).at(), "more than " + ITEMS_MAX + " " + key);
        }
        return maps.stream().limit(ITEMS_MAX);
    }

    private Optional<Procedure> procedure(Fields fields) {
        fields.allow(PROCEDURE_KEYS, problems);
        Optional<Scalar> type = named(fields, "incident");
        Optional<Text> name = texts.bilingual(fields, "name");
        List<Check> accept = new ArrayList<>();
        for (Scalar text : texts.list(fields, "accept")) {
            texts.oneOf(text, "accept", Check.class)
                    .filter(check -> !accept.contains(check))
                    .ifPresent(accept::add);
        }
        OptionalDouble withinM = texts.number(fields, "join-within-m", 0, JOIN_WITHIN_M_MAX);
        OptionalLong joinForMs = duration(fields, "join-for");
        OptionalLong watchMs = duration(fields, "rekindle-watch");
        OptionalLong lookBackMs = duration(fields, "look-back");
        List<Text> steps = steps(fields);
        if (type.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Procedure(
                type.get().text(),
                name.get(),
                (int) withinM.orElse(Procedure.JOIN_WITHIN_M),
                joinForMs.orElse(Procedure.JOIN_FOR_MS),
                accept,
                watchMs.orElse(0),
                lookBackMs.orElse(Procedure.LOOK_BACK_MS),
                steps));
    }

    private List<Text> steps(Fields fields) {
        Optional<YamlNode> node = fields.get("steps");
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof Items items) || items.items().size() > STEPS_MAX) {
            problems.add(
                    node.get().at(),
                    "'steps' must be a list of up to " + STEPS_MAX + ", each in both languages: { zh: …, en: … }");
            return List.of();
        }
        return items.items().stream()
                .flatMap(item ->
                        texts
                                .bilingual(new Fields(item.at(), Map.of("step", new Field(item.at(), item))), "step")
                                .stream())
                .toList();
    }

    private OptionalLong duration(Fields fields, String key) {
        Optional<Scalar> text = texts.optional(fields, key);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong ms = Durations.parse(text.get().text());
        if (ms.isEmpty()) {
            problems.add(
                    text.get().at(), key + " '" + text.get().text() + "' is no duration; write one such as '30 min'");
        }
        return ms;
    }

    private Optional<Crew> crew(Fields fields, Set<String> types) {
        fields.allow(Set.of("id", "name", "areas", "incidents"), problems);
        Optional<Scalar> id = named(fields, "id");
        Optional<Text> name = texts.bilingual(fields, "name");
        List<String> own = texts.known(fields, "areas", "area", areas);
        List<String> answers = texts.known(fields, "incidents", "incident", types);
        return id.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Crew(id.get().text(), name.get(), own, Set.copyOf(answers)));
    }

    private Optional<Point> point(Fields fields) {
        fields.allow(Set.of("id", "kind", "lat", "lon", "name"), problems);
        Optional<Scalar> id = named(fields, "id");
        Optional<Point.Kind> kind = texts.oneOf(fields, "kind", Point.Kind.class);
        Optional<Text> name = texts.bilingual(fields, "name");
        texts.required(fields, "lat");
        texts.required(fields, "lon");
        OptionalDouble lat = texts.number(fields, "lat", -90, 90);
        OptionalDouble lon = texts.number(fields, "lon", -180, 180);
        if (id.isEmpty() || kind.isEmpty() || name.isEmpty() || lat.isEmpty() || lon.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Point(id.get().text(), kind.get(), new Place(lat.getAsDouble(), lon.getAsDouble()), name.get()));
    }

    /** A name of small letters that stands once in its file. */
    private Optional<Scalar> named(Fields fields, String key) {
        return texts.required(fields, key).filter(name -> {
            if (!YamlText.isName(name.text())) {
                problems.add(
                        name.at(), key + " '" + name.text() + "' must be small letters, digits and dashes, up to 63");
                return false;
            }
            Position first = names.putIfAbsent(name.at().file() + " " + name.text(), name.at());
            if (first != null) {
                problems.add(name.at(), key + " '" + name.text() + "' stands already at " + first);
            }
            return first == null;
        });
    }
}
