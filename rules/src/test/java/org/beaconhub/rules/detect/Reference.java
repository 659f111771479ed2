package org.beaconhub.rules.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Value;

/** What conditions mean, reckoned the slow and plain way: from the whole history, each time anew. */
public final class Reference {
    /** A reading of a quantity at a moment. */
    public record Sample(long ms, Quantity quantity, double value) {
        boolean possible() {
            return quantity.unit() == Unit.TEXT || value >= quantity.min() && value <= quantity.max();
        }
    }

    private final List<Sample> history = new ArrayList<>();
    private final Beyond beyond;
    /** When the device was heard, whatever it said. */
    private final List<Long> heard = new ArrayList<>();
    /** Since when the hub could hear. */
    private final long beginMs;
    /** The texts that numbers stand for in samples of a text. */
    private final List<String> texts;
    /** What was at moments that are past: it changes no more. */
    private final IdentityHashMap<Condition, Map<Long, Truth>> past = new IdentityHashMap<>();

    /** Moments at which anything was looked at. */
    private final List<Long> moments = new ArrayList<>();

    /** One of a device that the hub can hear from a moment on, whose texts are told by their number. */
    public Reference(long beginMs, List<String> texts, Beyond beyond) {
        this.beginMs = beginMs;
        this.texts = texts;
        this.beyond = beyond;
    }

    /** Takes in a reading, later than all before. */
    public void add(Sample sample) {
        history.add(sample);
        heard(sample.ms());
    }

    /** The device said something, whatever it was. */
    public void heard(long ms) {
        heard.add(ms);
    }

    /** All that was told until now is looked at. */
    public void look(long ms) {
        moments.add(ms);
    }

    /** Whether a sample differs from that of the observation before by more than a sound sensor can. */
    private boolean jumped(Sample sample) {
        OptionalLong beforeMs = history.stream()
                .mapToLong(Sample::ms)
                .filter(ms -> ms < sample.ms())
                .max();
        return sample.possible()
                && beforeMs.isPresent()
                && history.stream()
                        .filter(each -> each.ms() == beforeMs.getAsLong() && each.quantity() == sample.quantity())
                        .filter(Sample::possible)
                        .anyMatch(each -> Math.abs(each.value() - sample.value())
                                > sample.quantity().changePerSecondMax() * (sample.ms() - each.ms()) / 1000.0);
    }

    private boolean believed(Sample sample) {
        return sample.possible() && !jumped(sample);
    }

    /** What a condition means at a moment, from all that was told until then. */
    public Truth truth(Condition condition, long ms) {
        if (moments.isEmpty() || ms >= moments.getLast()) {
            return reckoned(condition, ms);
        }
        Map<Long, Truth> known = past.computeIfAbsent(condition, each -> new HashMap<>());
        Truth then = known.get(ms);
        if (then == null) {
            then = reckoned(condition, ms);
            known.put(ms, then);
        }
        return then;
    }

    private Truth reckoned(Condition condition, long ms) {
        return switch (condition) {
            case Condition.And and -> all(and.parts(), ms);
            case Condition.Or or -> any(or.parts(), ms);
            case Condition.Not not -> truth(not.part(), ms).not();
            case Condition.Held held -> held(held, ms);
            case Condition.Compare compare -> compare(compare, ms);
            case Condition.Broken broken ->
                last(broken.quantity(), ms)
                        .map(sample -> Truth.of(!sample.possible()))
                        .orElse(Truth.FALSE);
            case Condition.Jumped jumped ->
                last(jumped.quantity(), ms)
                        .map(sample -> Truth.of(jumped(sample)))
                        .orElse(Truth.FALSE);
            case Condition.Flagged flagged ->
                last(flagged.quantity(), ms)
                        .filter(this::believed)
                        .map(sample -> Truth.of(sample.value() >= 0.5))
                        .orElse(Truth.UNKNOWN);
            case Condition.Changed changed -> changed(changed, ms);
            case Condition.Stuck stuck -> stuck(stuck, ms);
            case Condition.Then then -> then(then, ms);
            case Condition.Without without -> without(without, ms);
            case Condition.Several several -> beyond.seen(several, ms);
            case Condition.Silent silent -> silent(silent, ms);
            case Condition.Labelled labelled ->
                last(labelled.quantity(), ms)
                        .map(sample ->
                                Truth.of(texts.get((int) sample.value()).equals(labelled.label()) == labelled.equal()))
                        .orElse(Truth.UNKNOWN);
            case Condition.During during -> beyond.during(during, ms);
        };
    }

    private Truth silent(Condition.Silent silent, long ms) {
        long heardMs = heard.stream()
                .mapToLong(Long::longValue)
                .filter(each -> each <= ms)
                .max()
                .orElse(beginMs);
        return Truth.of(ms - Math.max(beginMs, heardMs) >= silent.forMs());
    }

    private Truth all(List<Condition> parts, long ms) {
        List<Truth> truths = parts.stream().map(part -> truth(part, ms)).toList();
        return truths.contains(Truth.FALSE) ? Truth.FALSE : truths.contains(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.TRUE;
    }

    private Truth any(List<Condition> parts, long ms) {
        List<Truth> truths = parts.stream().map(part -> truth(part, ms)).toList();
        return truths.contains(Truth.TRUE) ? Truth.TRUE : truths.contains(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.FALSE;
    }

    private Truth held(Condition.Held held, long ms) {
        long sinceMs = Long.MAX_VALUE;
        for (long moment : moments) {
            Truth then = moment <= ms ? truth(held.part(), moment) : Truth.UNKNOWN;
            if (then == Truth.FALSE) {
                sinceMs = Long.MAX_VALUE;
            } else if (then == Truth.TRUE) {
                sinceMs = Math.min(sinceMs, moment);
            }
        }
        return switch (truth(held.part(), ms)) {
            case TRUE -> Truth.of(ms - sinceMs >= held.forMs());
            case FALSE -> Truth.FALSE;
            case UNKNOWN -> Truth.UNKNOWN;
        };
    }

    /** The moments at which something became true, up to one: before each it was last known to be false, or not at all. */
    private List<Long> beginnings(Condition condition, long ms) {
        List<Long> found = new ArrayList<>();
        Truth before = Truth.UNKNOWN;
        for (long moment : momentsUpTo(ms)) {
            Truth then = truth(condition, moment);
            if (then == Truth.TRUE && before != Truth.TRUE) {
                found.add(moment);
            }
            before = then == Truth.UNKNOWN ? before : then;
        }
        return found;
    }

    /** The moments that were looked at, up to one. */
    public List<Long> momentsUpTo(long ms) {
        return moments.stream().filter(moment -> moment <= ms).distinct().toList();
    }

    /** Whether the second, which is true or not known, began after the first. */
    private Truth then(Condition.Then then, long ms) {
        Truth second = truth(then.second(), ms);
        List<Long> seconds = beginnings(then.second(), ms);
        boolean ended = seconds.isEmpty()
                || momentsUpTo(ms).stream()
                        .filter(moment -> moment > seconds.getLast())
                        .anyMatch(moment -> truth(then.second(), moment) == Truth.FALSE);
        if (second == Truth.FALSE) {
            return Truth.FALSE;
        } else if (ended) {
            return Truth.UNKNOWN;
        }
        long beganMs = seconds.getLast();
        OptionalLong seenMs = momentsUpTo(beganMs).stream()
                .filter(moment -> truth(then.first(), moment) == Truth.TRUE)
                .mapToLong(Long::longValue)
                .max();
        boolean before = seenMs.isPresent()
                && beganMs - seenMs.getAsLong() <= then.withinMs()
                && beginnings(then.first(), beganMs).getLast() < beganMs;
        boolean neverKnown = seenMs.isEmpty() && truth(then.first(), beganMs) == Truth.UNKNOWN;
        boolean lost = momentsUpTo(ms).stream()
                .filter(moment -> moment > beganMs)
                .anyMatch(moment -> truth(then.second(), moment) == Truth.UNKNOWN);
        return before ? Truth.TRUE : neverKnown || lost ? Truth.UNKNOWN : Truth.FALSE;
    }

    private Truth without(Condition.Without without, long ms) {
        List<Long> firsts = beginnings(without.first(), ms);
        boolean awaits = !firsts.isEmpty()
                && momentsUpTo(ms).stream()
                        .filter(moment -> moment >= firsts.getLast())
                        .noneMatch(moment -> truth(without.other(), moment) == Truth.TRUE);
        if (awaits) {
            return Truth.of(ms >= firsts.getLast() + without.withinMs());
        }
        boolean neverKnown = momentsUpTo(ms).stream()
                .allMatch(moment -> truth(without.first(), moment) == Truth.UNKNOWN
                        && truth(without.other(), moment) != Truth.TRUE);
        return neverKnown ? Truth.UNKNOWN : Truth.FALSE;
    }

    private Truth compare(Condition.Compare compare, long ms) {
        OptionalDouble left = value(compare.left(), ms);
        OptionalDouble right = value(compare.right(), ms);
        return left.isEmpty() || right.isEmpty()
                ? Truth.UNKNOWN
                : Truth.of(compare.comparison().holds(left.getAsDouble(), right.getAsDouble()));
    }

    private OptionalDouble value(Value value, long ms) {
        return switch (value) {
            case Value.Constant constant -> OptionalDouble.of(constant.value());
            case Value.Latest latest ->
                last(latest.quantity(), ms)
                        .filter(this::believed)
                        .map(sample -> OptionalDouble.of(sample.value()))
                        .orElse(OptionalDouble.empty());
            case Value.Windowed windowed -> windowed(windowed, ms);
            case Value.Rise rise -> rise(rise, ms);
            case Value.Magnitude magnitude -> {
                OptionalDouble part = value(magnitude.part(), ms);
                yield part.isEmpty() ? part : OptionalDouble.of(Math.abs(part.getAsDouble()));
            }
            case Value.Reckoned reckoned -> {
                OptionalDouble left = value(reckoned.left(), ms);
                OptionalDouble right = value(reckoned.right(), ms);
                yield left.isEmpty() || right.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(reckoned.operation().of(left.getAsDouble(), right.getAsDouble()));
            }
            case Value.Picked picked -> {
                OptionalDouble left = value(picked.left(), ms);
                OptionalDouble right = value(picked.right(), ms);
                yield left.isEmpty() || right.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(
                                picked.higher()
                                        ? Math.max(left.getAsDouble(), right.getAsDouble())
                                        : Math.min(left.getAsDouble(), right.getAsDouble()));
            }
            case Value.Drift drift -> beyond.drift(drift, ms);
            case Value.Coverage coverage -> beyond.coverage(coverage, ms);
            case Value.Outlook outlook -> throw new IllegalArgumentException(outlook.text());
            case Value.Parameter parameter -> throw new IllegalArgumentException(parameter.text());
        };
    }

    private List<Sample> samples(Quantity quantity, long ms) {
        return history.stream()
                .filter(sample -> sample.quantity() == quantity && sample.ms() <= ms)
                .toList();
    }

    private List<Sample> plausible(Quantity quantity, long ms) {
        return samples(quantity, ms).stream().filter(this::believed).toList();
    }

    private Optional<Sample> last(Quantity quantity, long ms) {
        return samples(quantity, ms).stream().reduce((earlier, later) -> later);
    }

    /** The average of the readings of a window. */
    public OptionalDouble average(Quantity quantity, long windowMs, long ms) {
        return windowed(new Value.Windowed(Value.Aggregate.AVG, quantity, windowMs), ms);
    }

    private OptionalDouble windowed(Value.Windowed windowed, long ms) {
        List<Sample> all = plausible(windowed.quantity(), ms);
        double[] within = all.stream()
                .filter(sample -> ms - sample.ms() < windowed.windowMs())
                .mapToDouble(Sample::value)
                .toArray();
        java.util.stream.DoubleStream values = java.util.Arrays.stream(within);
        return switch (windowed.aggregate()) {
            case AVG -> values.average();
            case MIN -> values.min();
            case MAX -> values.max();
            case LAST -> within.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(within[within.length - 1]);
            case SUM -> all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(values.sum());
            case COUNT -> all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(within.length);
        };
    }

    private OptionalDouble rise(Value.Rise rise, long ms) {
        List<Sample> all = plausible(rise.quantity(), ms);
        if (all.isEmpty() || ms - all.getLast().ms() > rise.windowMs()) {
            return OptionalDouble.empty();
        }
        long newestMs = all.getLast().ms();
        List<Sample> within = all.stream()
                .filter(sample -> newestMs - sample.ms() <= rise.windowMs())
                .toList();
        if (within.size() < 3 || newestMs - within.getFirst().ms() < rise.windowMs() * 0.3) {
            return OptionalDouble.empty();
        }
        if (within.size() <= 6) {
            return OptionalDouble.of(medianOfPairs(within));
        }
        double meanMs = within.stream().mapToLong(Sample::ms).average().orElseThrow();
        double mean = within.stream().mapToDouble(Sample::value).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (Sample sample : within) {
            above += (sample.ms() - meanMs) * (sample.value() - mean);
            below += (sample.ms() - meanMs) * (sample.ms() - meanMs);
        }
        return OptionalDouble.of(above / below * 1000);
    }

    private static double medianOfPairs(List<Sample> samples) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            for (int j = i + 1; j < samples.size(); j++) {
                long ms = samples.get(j).ms() - samples.get(i).ms();
                slopes.add((samples.get(j).value() - samples.get(i).value()) / ms * 1000);
            }
        }
        slopes.sort(null);
        return (slopes.get((slopes.size() - 1) / 2) + slopes.get(slopes.size() / 2)) / 2;
    }

    /** When a quantity changed by more than its resolution since the change before; the first entry is its first reading. */
    private List<Long> changes(Quantity quantity, long ms) {
        List<Long> changes = new ArrayList<>();
        double reference = 0;
        for (Sample sample : plausible(quantity, ms)) {
            if (changes.isEmpty() || Math.abs(sample.value() - reference) > quantity.resolution()) {
                changes.add(sample.ms());
                reference = sample.value();
            }
        }
        return changes;
    }

    private Truth changed(Condition.Changed changed, long ms) {
        List<Long> changes = changes(changed.quantity(), ms);
        if (changes.isEmpty()) {
            return Truth.UNKNOWN;
        }
        long newestMs = plausible(changed.quantity(), ms).getLast().ms();
        boolean ever = changes.size() > 1;
        return Truth.of(ever
                && (changed.windowMs() == 0
                        ? changes.getLast() == newestMs
                        : ms - changes.getLast() < changed.windowMs()));
    }

    private Truth stuck(Condition.Stuck stuck, long ms) {
        List<Long> changes = changes(stuck.quantity(), ms);
        if (changes.isEmpty()) {
            return Truth.UNKNOWN;
        }
        long newestMs = plausible(stuck.quantity(), ms).getLast().ms();
        boolean still = newestMs - changes.getLast() >= stuck.windowMs();
        boolean known = ms - newestMs <= stuck.windowMs() && (changes.size() > 1 || still);
        return known ? Truth.of(still) : Truth.UNKNOWN;
    }
}
