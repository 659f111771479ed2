package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.detect.Beyond;
import org.beaconhub.rules.detect.Reference;
import org.beaconhub.rules.detect.Reference.Sample;
import org.beaconhub.rules.detect.Truth;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Value;

/** One story: what was told, what it means by the reference, and what the engine made of it. */
final class SiteTrial {
    private static final int SECONDS = 130;
    private static final int STEP_MS = 997;
    private static final List<String> TEXTS = List.of("none", "smoke", "fire");
    private final Random random;
    private final String name;
    private final Story story = new Story();
    private final Condition condition;
    private final Map<String, Reference> references = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();
    /** What each device said that counted, by hub time. */
    private final Map<String, Map<Long, List<Reading>>> spoke = new HashMap<>();

    private final Map<String, Observation> last = new HashMap<>();
    /** Whose last word was a stored one: two that come at the pace of time would be of now. */
    private final Set<String> behind = new HashSet<>();

    private final Map<String, Long> outSince = new HashMap<>();
    private final List<Out> outs = new ArrayList<>();
    private final Set<String> wanted = new HashSet<>();
    private final Set<String> standing = new HashSet<>();
    private int checked;
    private int decided;
    /** How often a drift was known. */
    private int known;

    private long nowMs = Story.START_MS;

    private record Out(String device, long fromMs, long untilMs) {}

    SiteTrial(long seed, Random random, String raise) {
        this.random = random;
        this.name = "seed " + seed + ": " + raise;
        story.tell(0, NodeSite.of(raise));
        assertThat(story.engine.site().rulebook().rules()).as(name).hasSize(1);
        this.condition = story.engine.site().rulebook().rules().getFirst().raise();
        story.observe(0, "hub", Quantity.BROKER_UP, 1);
        checked = story.entries.size();
        for (String node : NodeSite.NODES.keySet()) {
            long offsetMs = List.of(0L, 0L, 30_000L, -120_000L, -3_600_000L).get(random.nextInt(5));
            offsets.put(node, offsetMs);
            references.put(node, new Reference(Story.START_MS + offsetMs, TEXTS, new Around(node)));
            spoke.put(node, new HashMap<>());
        }
    }

    /** How often a drift was known. */
    int known() {
        return known;
    }

    void play() {
        for (String node : NodeSite.NODES.keySet()) {
            speak(node, whole(0));
        }
        while (nowMs < Story.START_MS + SECONDS * 1000L) {
            String node = "n-" + (1 + random.nextInt(NodeSite.NODES.size()));
            switch (random.nextInt(12)) {
                case 0 -> again(node);
                case 1 -> stored(node);
                case 2 -> service(node);
                case 3 -> nowMs += (long) STEP_MS * random.nextInt(9);
                case 4 -> story.engine = Engine.restore(story.engine.snapshot());
                default -> speak(node, readings());
            }
        }
    }

    private long offset(String node) {
        return Objects.requireNonNull(offsets.get(node));
    }

    private Reference reference(String node) {
        return Objects.requireNonNull(references.get(node));
    }

    private Map<Long, List<Reading>> said(String node) {
        return Objects.requireNonNull(spoke.get(node));
    }

    private Observation last(String node) {
        return Objects.requireNonNull(last.get(node));
    }

    private void tick() {
        nowMs += STEP_MS;
    }

    private double second() {
        return (nowMs - Story.START_MS) / 1000.0;
    }

    private List<Reading> whole(int event) {
        return List.of(
                new Measurement(
                        Quantity.TEMPERATURE,
                        random.nextInt(15) == 0 ? -1.7e8 : random.nextInt(12) == 0 ? 700 : 12 + random.nextInt(14)),
                new Measurement(Quantity.SMOKE, random.nextInt(8)),
                new Measurement(Quantity.DOOR, random.nextInt(2)),
                new Label(Quantity.EVENT, TEXTS.get(event)));
    }

    private List<Reading> readings() {
        List<Reading> all = whole(random.nextInt(TEXTS.size()));
        int from = random.nextInt(all.size());
        return all.subList(from, from + 1 + random.nextInt(all.size() - from));
    }

    private void speak(String node, List<Reading> readings) {
        tick();
        long ownMs = nowMs + offset(node);
        Observation said = new Observation(node, ownMs, Observation.TimeSource.DEVICE, Observation.NO_SEQ, readings);
        last.put(node, said);
        behind.remove(node);
        story.tell(second(), said);
        catchUp(() -> {
            for (Reading each : readings) {
                reference(node).add(new Sample(ownMs, each.quantity(), number(each)));
            }
            said(node).put(nowMs, readings);
        });
    }

    /** The last message comes again: nothing at all. */
    private void again(String node) {
        tick();
        story.tell(second(), last(node));
        catchUp(() -> {});
    }

    /** A message from before the last one: the device lives, and no more. */
    private void stored(String node) {
        if (!behind.add(node)) {
            return;
        }
        tick();
        long beforeMs = last(node).observedAtMs() - 1 - random.nextInt(20_000);
        story.tell(
                second(), new Observation(node, beforeMs, Observation.TimeSource.DEVICE, Observation.NO_SEQ, whole(2)));
        catchUp(() -> reference(node).heard(nowMs + offset(node)));
    }

    private void service(String node) {
        tick();
        Long since = outSince.remove(node);
        if (since == null) {
            outSince.put(node, nowMs);
            story.tell(second(), new Command("li", new Command.TakeOut(node, "work")));
        } else {
            outs.add(new Out(node, since, nowMs));
            story.tell(second(), new Command("li", new Command.PutBack(node, "")));
        }
        catchUp(() -> {});
    }

    /** Whether somebody works on it, from the word that says so until the word that ends it. */
    private boolean isWorkedOn(String node, long hubMs) {
        Long since = outSince.get(node);
        return since != null && since <= hubMs
                || outs.stream().anyMatch(out -> out.device.equals(node) && out.fromMs <= hubMs && out.untilMs > hubMs);
    }

    private boolean isOut(String node, long hubMs) {
        Long since = outSince.get(node);
        return since != null && since < hubMs
                || outs.stream().anyMatch(out -> out.device.equals(node) && out.fromMs < hubMs && out.untilMs >= hubMs);
    }

    /** Looks at every entry that is new: turns of time first, then what was told. */
    private void catchUp(Runnable told) {
        for (; checked < story.entries.size(); checked++) {
            Entry entry = story.entries.get(checked);
            if (checked == story.entries.size() - 1) {
                told.run();
            }
            look(entry);
        }
    }

    private void look(Entry entry) {
        for (String node : NodeSite.NODES.keySet()) {
            reference(node).look(entry.hubTimeMs() + offset(node));
        }
        for (; decided < story.decisions.size(); decided++) {
            LiveDecision decision = story.decisions.get(decided);
            if (decision.cause().seq() > entry.seq()) {
                break;
            }
            if (decision instanceof AlarmMoved moved && moved.alarm().rule().equals("trial")) {
                String subject = moved.alarm().subject();
                standing.remove(subject);
                if (moved.alarm().state().holds()) {
                    standing.add(subject);
                }
            }
        }
        if (condition.text().contains("drift")) {
            lookAtDrift(entry);
            return;
        }
        for (String node : NodeSite.NODES.keySet()) {
            switch (reference(node).truth(condition, entry.hubTimeMs() + offset(node))) {
                case TRUE -> wanted.add(node);
                case FALSE -> wanted.remove(node);
                case UNKNOWN -> {}
            }
        }
        assertThat(standing)
                .as("%s, entry %d at %d ms", name, entry.seq(), entry.hubTimeMs() - Story.START_MS)
                .isEqualTo(wanted);
    }

    /** It is asked where the device itself tells more: what others say meanwhile changes nothing yet. */
    private void lookAtDrift(Entry entry) {
        if (!(entry.fact() instanceof Observation said) || !saidOf(said.device(), condition, entry.hubTimeMs())) {
            return;
        }
        Truth truth = reference(said.device()).truth(condition, said.observedAtMs());
        if (truth != Truth.UNKNOWN) {
            known++;
            assertThat(standing.contains(said.device()))
                    .as("%s, entry %d at %s", name, entry.seq(), said.device())
                    .isEqualTo(truth == Truth.TRUE);
        }
    }

    private boolean saidOf(String device, Condition part, long hubMs) {
        return said(device).getOrDefault(hubMs, List.of()).stream()
                .anyMatch(each -> part.text().contains(each.quantity().key()));
    }

    private static double number(Reading reading) {
        return switch (reading) {
            case Measurement measurement -> measurement.value();
            case Label label -> TEXTS.indexOf(label.text());
        };
    }

    /** What lies beyond one device, reckoned from all that was told. */
    private final class Around implements Beyond {
        private final String node;

        Around(String node) {
            this.node = node;
        }

        @Override
        public Truth seen(Condition.Several several, long ownMs) {
            long hubMs = ownMs - offset(node);
            int counted = 0;
            boolean known = false;
            for (String other : NodeSite.NODES.keySet()) {
                boolean near = several.metres() == 0
                        ? NodeSite.area(other).equals(NodeSite.area(node))
                        : Math.abs(NodeSite.metres(other) - NodeSite.metres(node)) <= several.metres();
                if (!near || several.others() && other.equals(node)) {
                    continue;
                }
                long seenMs = seenAt(other, several.part(), hubMs);
                boolean lately = seenMs != Long.MIN_VALUE && hubMs - seenMs < several.withinMs();
                counted += lately && !isWorkedOn(other, hubMs) ? 1 : 0;
                known |= seenMs != Long.MIN_VALUE
                        || reference(other).truth(several.part(), hubMs + offset(other)) != Truth.UNKNOWN;
            }
            return counted >= several.count() ? Truth.TRUE : known ? Truth.FALSE : Truth.UNKNOWN;
        }

        /** When it was last seen, by a word of its own about that or when it became so with time. */
        private long seenAt(String other, Condition part, long hubMs) {
            Reference reference = reference(other);
            long offsetMs = offset(other);
            long seenMs = Long.MIN_VALUE;
            boolean before = false;
            for (long moment : reference.momentsUpTo(hubMs + offsetMs)) {
                boolean now = reference.truth(part, moment) == Truth.TRUE && !isWorkedOn(other, moment - offsetMs);
                if (now && (!before || saidOf(other, part, moment - offsetMs))) {
                    seenMs = Math.max(seenMs, Math.min(moment, moment - offsetMs));
                }
                before = now;
            }
            return seenMs;
        }

        @Override
        public Truth during(Condition.During during, long ownMs) {
            long minute = Math.floorMod(ownMs / 60_000 + 8 * 60, 24 * 60);
            return Truth.of(minute == 16 * 60 + 1 || minute >= 17 * 60 && minute < 18 * 60);
        }

        @Override
        public OptionalDouble drift(Value.Drift drift, long ownMs) {
            long hubMs = ownMs - offset(node);
            OptionalDouble own = average(node, drift, hubMs);
            double[] others = NodeSite.NODES.keySet().stream()
                    .filter(each -> !each.equals(node)
                            && Math.abs(NodeSite.metres(each) - NodeSite.metres(node)) <= drift.metres())
                    .map(each -> average(each, drift, hubMs))
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .sorted()
                    .toArray();
            if (own.isEmpty() || others.length < Value.Drift.OTHERS_MIN) {
                return OptionalDouble.empty();
            }
            int count = others.length;
            return OptionalDouble.of(own.getAsDouble() - (others[(count - 1) / 2] + others[count / 2]) / 2);
        }

        private OptionalDouble average(String device, Value.Drift drift, long hubMs) {
            return reference(device).average(drift.quantity(), drift.windowMs(), hubMs + offset(device));
        }

        /** Reckoned at each whole minute, from what was known just before. */
        @Override
        public OptionalDouble coverage(Value.Coverage coverage, long ownMs) {
            long sinceMs = ownMs - offset(node) - Story.START_MS;
            if (sinceMs < 60_000) {
                return OptionalDouble.empty();
            }
            long reckonedMs = Story.START_MS + sinceMs / 60_000 * 60_000;
            String area = coverage.area().isEmpty() ? NodeSite.area(node) : coverage.area();
            List<String> all = NodeSite.NODES.keySet().stream()
                    .filter(each -> NodeSite.area(each).equals(area))
                    .toList();
            long working = all.stream().filter(each -> !isOut(each, reckonedMs)).count();
            return OptionalDouble.of(100.0 * working / all.size());
        }
    }
}
