package org.beaconhub.rules.contact;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.contact.Policy.Step;
import org.beaconhub.rules.contact.Policy.Target;
import org.beaconhub.rules.source.Durations;
import org.beaconhub.rules.source.Nearest;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Items;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;
import org.jspecify.annotations.Nullable;

/** Reads {@code escalation.yaml}. */
public final class PolicyReader {
    /** So many steps may a policy have, those of the policies after it included. */
    private static final int STEPS_MAX = 50;
    /** A policy begins anew after a minute at the soonest, and after a day at the latest. */
    private static final long AGAIN_MS_MIN = 60_000;

    private static final long AGAIN_MS_MAX = 86_400_000;

    private static final Set<String> KEYS =
            Set.of("policy", "incidents", "min-severity", "areas", "calendar", "steps", "then", "again");

    /** What the rest of the site offers. */
    public interface Offer {
        /** Types of incident. */
        Set<String> types();

        /** Paths of areas. */
        Set<String> areas();

        /** Names of calendars. */
        Set<String> calendars();

        /** Ids of units. */
        Set<String> units();

        /** Names of channels that can tell of incidents. */
        Set<String> channels();

        /** Whether a channel has receivers of its own. */
        boolean hasReceivers(String channel);

        /** Whether a channel reaches a person. */
        boolean reaches(String channel, Contact contact);
    }

    private record Draft(Position at, Policy policy, Optional<Scalar> then) {}

    private final CallPlan people;
    private final Offer offer;
    private final Problems problems;
    private final YamlText texts;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    /** Knows the people and rotas of a plan; tells what is wrong to {@code problems}. */
    public PolicyReader(CallPlan people, Offer offer, Problems problems) {
        this.people = people;
        this.offer = offer;
        this.problems = problems;
        this.texts = new YamlText(problems);
    }

    /** The plan with the policies of a document; without any where there is no document. */
    public CallPlan read(Optional<Fields> document) {
        document.map(fields -> texts.maps(fields, "policies")).orElse(List.of()).forEach(this::draft);
        List<Policy> policies = drafts.values().stream().map(this::whole).toList();
        return new CallPlan(people.contacts(), people.rotas(), policies);
    }

    /** A policy with the steps of those after it. */
    private Policy whole(Draft draft) {
        List<Step> steps = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        @Nullable Draft each = draft;
        while (each != null) {
            if (!seen.add(each.policy().name())) {
                problems.add(
                        draft.then().map(Scalar::at).orElse(draft.at()),
                        "the escalation goes in a circle: " + String.join(" → ", seen) + " → "
                                + each.policy().name());
                break;
            }
            steps.addAll(each.policy().steps());
            each = each.then().map(name -> drafts.get(name.text())).orElse(null);
        }
        for (String name : seen) {
            Optional.ofNullable(drafts.get(name))
                    .flatMap(Draft::then)
                    .filter(then -> !drafts.containsKey(then.text()))
                    .ifPresent(then -> unknown(then, "policy", then.text(), drafts.keySet()));
        }
        if (steps.isEmpty() || steps.size() > STEPS_MAX) {
            problems.add(draft.at(), "a policy has 1 to " + STEPS_MAX + " steps, found " + steps.size());
        }
        Policy own = draft.policy();
        return new Policy(
                own.name(), own.types(), own.severityMin(), own.areas(), own.calendar(), steps, own.againAfterMs());
    }

    private void unknown(Scalar at, String what, String name, Set<String> known) {
        problems.add(at.at(), "unknown " + what + " '" + name + "'" + Nearest.hint(name, known));
    }

    private List<String> known(Fields fields, String key, String what, Set<String> names) {
        List<Scalar> list = texts.list(fields, key);
        list.stream()
                .filter(each -> !names.contains(each.text()))
                .forEach(each -> unknown(each, what, each.text(), names));
        return list.stream().map(Scalar::text).toList();
    }

    private void draft(Fields fields) {
        fields.allow(KEYS, problems);
        Optional<Scalar> name = texts.required(fields, "policy");
        List<String> types = known(fields, "incidents", "incident", offer.types());
        Optional<Severity> severity = texts.oneOf(fields, "min-severity", Severity.class);
        List<String> areas = known(fields, "areas", "area", offer.areas());
        Optional<Scalar> calendar = texts.optional(fields, "calendar");
        calendar.filter(each -> !offer.calendars().contains(each.text()))
                .ifPresent(each -> unknown(each, "calendar", each.text(), offer.calendars()));
        List<Step> steps = steps(fields, severity.orElse(Severity.MINOR));
        if (name.isEmpty()) {
            return;
        }
        if (!YamlText.isName(name.get().text()) || drafts.containsKey(name.get().text())) {
            problems.add(
                    name.get().at(),
                    "policy '" + name.get().text()
                            + "' must be small letters, digits and dashes, up to 63, and stand once");
            return;
        }
        Policy policy = new Policy(
                name.get().text(),
                Set.copyOf(types),
                severity.orElse(Severity.MINOR),
                areas,
                calendar.map(Scalar::text).orElse(""),
                steps,
                again(fields));
        drafts.put(policy.name(), new Draft(fields.at(), policy, texts.optional(fields, "then")));
    }

    private List<Step> steps(Fields fields, Severity severityMin) {
        if (fields.get("steps").isEmpty()) {
            return List.of();
        }
        if (!(fields.get("steps").get() instanceof Items items)) {
            problems.add(fields.get("steps").get().at(), "'steps' must be a list");
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        items.items().forEach(item -> {
            if (item instanceof Fields step) {
                steps.add(step(step, severityMin));
            } else {
                problems.add(item.at(), "a step is a map, such as '{ after: 2 min, tell: [rota duty], over: [sms] }'");
            }
        });
        return steps;
    }

    private Step step(Fields fields, Severity severityMin) {
        fields.allow(Set.of("after", "min-severity", "tell", "over"), problems);
        Severity severity = fields.get("min-severity").isEmpty()
                ? severityMin
                : texts.oneOf(fields, "min-severity", Severity.class).orElse(severityMin);
        List<Target> tell = new ArrayList<>();
        texts.list(fields, "tell").forEach(each -> target(each).ifPresent(tell::add));
        List<Scalar> over = texts.list(fields, "over");
        over.stream()
                .filter(each -> !offer.channels().contains(each.text()))
                .forEach(each -> unknown(each, "channel", each.text(), offer.channels()));
        if (over.isEmpty()) {
            problems.add(fields.at(), "a step needs channels, as in 'over: [sms]'");
        }
        reach(fields, tell, over);
        return new Step(
                after(fields), severity, tell, over.stream().map(Scalar::text).toList());
    }

    /** Without it a step follows at once. */
    private long after(Fields fields) {
        Optional<Scalar> text =
                texts.optional(fields, "after").filter(each -> !each.text().equals("0 s"));
        OptionalLong ms = text.map(each -> Durations.parse(each.text())).orElse(OptionalLong.of(0));
        if (ms.isEmpty() && text.isPresent()) {
            problems.add(
                    text.get().at(), "after '" + text.get().text() + "' is no duration; write one such as '2 min'");
        }
        return ms.orElse(0);
    }

    /** Without it the last step is the last. */
    private long again(Fields fields) {
        Optional<Scalar> text = texts.optional(fields, "again");
        OptionalLong ms = text.map(each -> Durations.parse(each.text())).orElse(OptionalLong.of(0));
        if (text.isPresent() && (ms.orElse(0) < AGAIN_MS_MIN || ms.orElse(0) > AGAIN_MS_MAX)) {
            problems.add(
                    text.get().at(),
                    "again '" + text.get().text() + "' must be 1 min to 24 h; write one such as '30 min'");
        }
        return ms.orElse(0);
    }

    /** Whether each channel has somebody to tell, and each person a channel. */
    private void reach(Fields fields, List<Target> tell, List<Scalar> over) {
        for (Scalar channel : over) {
            if (!offer.channels().contains(channel.text())) {
                return;
            }
            if (tell.isEmpty() && fields.get("tell").isEmpty() && !offer.hasReceivers(channel.text())) {
                problems.add(
                        channel.at(),
                        "channel '" + channel.text() + "' has no receivers of its own; say whom to 'tell' over it");
            }
        }
        for (Target target : tell) {
            for (Contact contact : people.possible(target)) {
                if (over.stream().noneMatch(channel -> offer.reaches(channel.text(), contact))) {
                    problems.add(
                            fields.at(),
                            "contact '" + contact.id() + "' cannot be reached over "
                                    + String.join(
                                            ", ",
                                            over.stream().map(Scalar::text).toList())
                                    + ": there is no number or address for it");
                }
            }
        }
    }

    private Optional<Target> target(Scalar text) {
        String[] words = text.text().split(" ", 2);
        Map<Target.Kind, Set<String>> names = new EnumMap<>(Target.Kind.class);
        names.put(
                Target.Kind.CONTACT,
                new TreeSet<>(people.contacts().stream().map(Contact::id).toList()));
        names.put(
                Target.Kind.ROLE,
                new TreeSet<>(people.contacts().stream()
                        .flatMap(each -> each.roles().stream())
                        .toList()));
        names.put(
                Target.Kind.ROTA,
                new TreeSet<>(people.rotas().stream().map(Rota::name).toList()));
        Set<String> units = new TreeSet<>(offer.units());
        units.add(Target.RESPONSIBLE);
        names.put(Target.Kind.UNIT, units);
        for (Target.Kind kind : Target.Kind.values()) {
            if (words.length == 2 && YamlText.written(kind).equals(words[0])) {
                String name = words[1].strip();
                Set<String> known = names.getOrDefault(kind, Set.of());
                if (!known.contains(name)) {
                    unknown(text, words[0], name, known);
                    return Optional.empty();
                }
                return Optional.of(new Target(kind, name));
            }
        }
        problems.add(
                text.at(),
                "'" + text.text()
                        + "' must be 'contact ID', 'role NAME', 'rota NAME', 'unit ID' or 'unit responsible'");
        return Optional.empty();
    }
}
