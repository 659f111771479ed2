package org.beaconhub.rules.contact;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.source.Nearest;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Items;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads {@code rotas.yaml}. */
public final class RotaReader {
    private static final int TURNS_MAX = 2_000;
    private static final Pattern HANDOVER = Pattern.compile("(daily|weekly) (\\d\\d:\\d\\d)");

    private final Set<String> people;
    private final Problems problems;
    private final YamlText texts;
    private final Set<String> names = new HashSet<>();

    /** Knows the ids of the contacts; tells what is wrong to {@code problems}. */
    public RotaReader(Set<String> people, Problems problems) {
        this.people = people;
        this.problems = problems;
        this.texts = new YamlText(problems);
    }

    /** The rotas of a document; none where there is no document. */
    public List<Rota> read(Optional<Fields> document) {
        List<Rota> rotas = new ArrayList<>();
        document.map(fields -> texts.maps(fields, "rotas"))
                .orElse(List.of())
                .forEach(fields -> rota(fields).ifPresent(rotas::add));
        return rotas;
    }

    private Optional<Rota> rota(Fields fields) {
        fields.allow(Set.of("rota", "name", "people", "handover", "from", "turns", "substitutes"), problems);
        Optional<Scalar> name = texts.required(fields, "rota").filter(this::checkName);
        Optional<Text> title = texts.bilingual(fields, "name");
        Optional<Rota.Rotation> rotation = rotation(fields);
        List<Rota.Turn> turns = new ArrayList<>();
        for (Fields each : maps(fields, "turns")) {
            each.allow(Set.of("who", "from", "until"), problems);
            turn(each, "who").ifPresent(turns::add);
        }
        List<Rota.Substitute> substitutes = new ArrayList<>();
        for (Fields each : maps(fields, "substitutes")) {
            each.allow(Set.of("who", "by", "from", "until"), problems);
            Optional<String> who = person(each, "who");
            turn(each, "by").ifPresent(turn -> who.ifPresent(away -> substitutes.add(new Rota.Substitute(away, turn))));
        }
        if (fields.get("people").isEmpty() && turns.isEmpty()) {
            problems.add(fields.at(), "the rota is empty: it needs 'people' who take turns, or 'turns'");
        }
        if (rotation.isEmpty()) {
            gaps(fields.at(), turns);
        }
        return name.isEmpty() || title.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rota(name.get().text(), title.get(), rotation, turns, substitutes));
    }

    private boolean checkName(Scalar name) {
        boolean fits = YamlText.isName(name.text());
        if (!fits) {
            problems.add(name.at(), "rota '" + name.text() + "' must be small letters, digits and dashes, up to 63");
        } else if (!names.add(name.text())) {
            problems.add(name.at(), "rota '" + name.text() + "' stands twice");
        }
        return fits;
    }

    private Optional<Rota.Rotation> rotation(Fields fields) {
        if (fields.get("people").isEmpty()) {
            return Optional.empty();
        }
        List<String> takers = texts.list(fields, "people").stream()
                .filter(this::isKnown)
                .map(Scalar::text)
                .toList();
        if (texts.list(fields, "people").isEmpty()) {
            problems.add(fields.at(), "the rota is empty: 'people' names nobody");
        }
        Optional<Scalar> handover = texts.required(fields, "handover");
        Optional<LocalDate> from = texts.required(fields, "from").flatMap(this::date);
        Optional<Matcher> parts = handover.map(text -> HANDOVER.matcher(text.text()))
                .filter(Matcher::matches)
                .filter(matcher -> isTime(matcher.group(2)));
        if (handover.isPresent() && parts.isEmpty()) {
            problems.add(
                    handover.get().at(),
                    "handover '" + handover.get().text() + "' must be 'daily 08:00' or 'weekly 08:00'");
        }
        return takers.isEmpty() || parts.isEmpty() || from.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rota.Rotation(
                        takers,
                        from.get(),
                        LocalTime.parse(parts.get().group(2)),
                        parts.get().group(1).equals("daily") ? 1 : 7));
    }

    private static boolean isTime(String text) {
        return text.compareTo("24:00") < 0 && text.charAt(3) < '6';
    }

    private List<Fields> maps(Fields fields, String key) {
        if (fields.get(key).isEmpty()) {
            return List.of();
        }
        if (!(fields.get(key).get() instanceof Items items) || items.items().size() > TURNS_MAX) {
            problems.add(fields.get(key).get().at(), "'" + key + "' must be a list of up to " + TURNS_MAX + " maps");
            return List.of();
        }
        return items.items().stream()
                .filter(Fields.class::isInstance)
                .map(Fields.class::cast)
                .toList();
    }

    private Optional<Rota.Turn> turn(Fields fields, String key) {
        Optional<String> who = person(fields, key);
        Optional<LocalDateTime> from = texts.required(fields, "from").flatMap(this::moment);
        Optional<LocalDateTime> until = texts.required(fields, "until").flatMap(this::moment);
        if (who.isEmpty() || from.isEmpty() || until.isEmpty()) {
            return Optional.empty();
        }
        if (!from.get().isBefore(until.get())) {
            problems.add(fields.at(), "'until' must be after 'from'");
            return Optional.empty();
        }
        return Optional.of(new Rota.Turn(who.get(), from.get(), until.get()));
    }

    private Optional<String> person(Fields fields, String key) {
        return texts.required(fields, key).filter(this::isKnown).map(Scalar::text);
    }

    private boolean isKnown(Scalar who) {
        boolean known = people.contains(who.text());
        if (!known) {
            problems.add(who.at(), "unknown contact '" + who.text() + "'" + Nearest.hint(who.text(), people));
        }
        return known;
    }

    private Optional<LocalDate> date(Scalar text) {
        try {
            return Optional.of(LocalDate.parse(text.text()));
        } catch (DateTimeException e) {
            problems.add(text.at(), "'" + text.text() + "' is no date; write one such as '2027-01-31'");
            return Optional.empty();
        }
    }

    private Optional<LocalDateTime> moment(Scalar text) {
        try {
            return Optional.of(LocalDateTime.parse(text.text().replace(' ', 'T')));
        } catch (DateTimeException e) {
            problems.add(text.at(), "'" + text.text() + "' is no moment; write one such as '2027-01-31 08:00'");
            return Optional.empty();
        }
    }

    /** Between its first turn and its last a rota should have somebody at all times. */
    private void gaps(Position at, List<Rota.Turn> turns) {
        List<Rota.Turn> sorted =
                turns.stream().sorted(Comparator.comparing(Rota.Turn::from)).toList();
        for (int i = 1; i < sorted.size(); i++) {
            LocalDateTime from = sorted.subList(0, i).stream()
                    .map(Rota.Turn::until)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            if (from.isBefore(sorted.get(i).from())) {
                problems.warn(
                        at,
                        "nobody is on call from " + from + " to "
                                + sorted.get(i).from());
            }
        }
    }
}
