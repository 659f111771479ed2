package org.beaconhub.rules.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.beaconhub.rules.calendar.Calendar;
import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Value;

/** Puts a rule's condition to work for one device. */
public final class Clauses {
    /** The bit that stands for the fire weather among the told quantities: beyond them all. */
    public static final long WEATHER = 1L << 62;
    /** The bit that stands for the coverage of areas among the told quantities. */
    public static final long COVERAGE = 1L << 61;

    private static final long OF_NO_DEVICE = WEATHER | COVERAGE;

    private final Track track;
    private final Surroundings around;
    private final List<Test> moving = new ArrayList<>();
    private long told;
    private long marked;
    private long exact;
    private boolean rearms;
    /** Whether the figures of the comparison that is being made may move at any reading. */
    private boolean moves;

    private Clauses(Track track, Surroundings around) {
        this.track = track;
        this.around = around;
    }

    /**
     * A condition at work.
     *
     * @param clause what looks
     * @param needs when it must look
     */
    public record Working(Clause clause, Needs needs) {}

    /** Puts a condition to work over a device's track. */
    public static Working of(Condition condition, Track track, Surroundings around) {
        Clauses clauses = new Clauses(track, around);
        Clause clause = clauses.clause(condition);
        return new Working(
                clause,
                new Needs(
                        new Needs.Asked(clauses.told, clauses.marked, clauses.exact, clause.isTimed(), clauses.rearms),
                        clauses.moving));
    }

    private Clause clause(Condition condition) {
        return switch (condition) {
            case Condition.And and -> Junction.all(parts(and.parts()), and);
            case Condition.Or or -> Junction.any(parts(or.parts()), or);
            case Condition.Not not when not.part() instanceof Condition.During during -> during(during, false, not);
            case Condition.Not not -> new Negation(track, clause(not.part()), not);
            case Condition.Held held -> new Hold(track, clause(held.part()), held.forMs(), held);
            case Condition.Then then ->
                new Sequence(track, clause(then.first()), clause(then.second()), then.withinMs(), then);
            case Condition.Without without ->
                new Absence(
                        track,
                        around.listening(),
                        clause(without.first()),
                        clause(without.other()),
                        without.withinMs(),
                        without);
            case Condition.Several several ->
                new Quorum(several.count(), around.others().sightings(several), several);
            case Condition.During during -> during(during, true, during);
            case Condition.Compare compare -> leaf(compare(compare));
            case Condition.Silent silent -> silent(silent);
            case Condition.Broken broken -> leaf(broken(broken));
            case Condition.Jumped jumped -> leaf(jumped(jumped));
            case Condition.Changed changed ->
                leaf(remembered(
                        changed,
                        changed.quantity(),
                        memory(changed.quantity(), Memory.Form.CHANGED, changed.windowMs())));
            case Condition.Stuck stuck ->
                leaf(remembered(
                        stuck, stuck.quantity(), memory(stuck.quantity(), Memory.Form.STUCK, stuck.windowMs())));
            case Condition.Flagged flagged -> leaf(flagged(flagged));
            case Condition.Labelled labelled -> leaf(labelled(labelled));
        };
    }

    private List<Clause> parts(List<Condition> conditions) {
        return conditions.stream().map(this::clause).toList();
    }

    private int slot(Quantity quantity) {
        told |= 1L << quantity.ordinal();
        return track.slot(quantity);
    }

    private Leaf leaf(Test test) {
        if (moves) {
            moving.add(test);
            moves = false;
        }
        return new Leaf(track, test);
    }

    /** A slot of which only the judgement and the text count. */
    private int judged(Quantity quantity) {
        marked |= 1L << quantity.ordinal();
        return slot(quantity);
    }

    /** A slot of which beyond that only the side of a threshold counts. */
    private int marked(Quantity quantity, double threshold) {
        int slot = judged(quantity);
        if (slot >= 0 && !track.cells().mark(slot, threshold)) {
            exact |= 1L << quantity.ordinal();
        }
        return slot;
    }

    private Test compare(Condition.Compare compare) {
        if (compare.left() instanceof Value.Latest latest && compare.right() instanceof Value.Constant constant) {
            int slot = marked(latest.quantity(), constant.value());
            return new CompareTest(
                    track,
                    compare,
                    new Figure.Latest(track, slot, latest.quantity()),
                    new Figure.Fixed(constant.value()));
        }
        long exactOfOthers = exact;
        CompareTest test = new CompareTest(track, compare, figure(compare.left()), figure(compare.right()));
        if (moves) {
            // It is asked as a whole at each reading, so that no other value of a part by itself makes the clause look.
            exact = exactOfOthers;
        }
        return test;
    }

    private Figure figure(Value value) {
        return switch (value) {
            case Value.Latest latest -> {
                exact |= 1L << latest.quantity().ordinal();
                yield new Figure.Latest(track, slot(latest.quantity()), latest.quantity());
            }
            case Value.Rise rise ->
                new Figure.Remembered(
                        track,
                        track.slot(rise.quantity()),
                        memory(rise.quantity(), Memory.Form.RISE, rise.windowMs()),
                        rise.quantity().unit().symbol() + "/min",
                        60,
                        new Lack.TooFew(rise.quantity(), rise.windowMs()));
            case Value.Windowed windowed -> windowed(windowed);
            case Value.Outlook outlook -> outlook(outlook);
            case Value.Drift drift ->
                Drift.of(
                        drift,
                        track,
                        memory(drift.quantity(), Memory.Form.LEVEL, drift.windowMs()),
                        around.others().measuring(drift));
            case Value.Coverage coverage -> covered(coverage);
            case Value.Parameter parameter ->
                throw new IllegalStateException("parameter " + parameter.name() + " has no value yet");
            case Value.Constant constant -> new Figure.Fixed(constant.value());
            case Value.Reckoned reckoned ->
                new Figure.Reckoned(figure(reckoned.left()), reckoned.operation(), figure(reckoned.right()));
            case Value.Picked picked ->
                new Figure.Picked(picked.higher(), figure(picked.left()), figure(picked.right()));
            case Value.Magnitude magnitude -> new Figure.Magnitude(figure(magnitude.part()));
        };
    }

    /**
     * An area without stations around has no fire weather: then it is never known. It moves with no reading: whoever asks
     * for it is told when it changes.
     */
    private Figure outlook(Value.Outlook outlook) {
        told |= WEATHER;
        String asked = outlook.area().isEmpty() ? track.device().area() : outlook.area();
        return new Figure.Outlook(
                around.weather(), around.weather().covering(asked).orElse(asked), outlook.index());
    }

    private Figure covered(Value.Coverage coverage) {
        told |= COVERAGE;
        around.cover().ask();
        return new Figure.Covered(
                around.cover(), coverage.area().isEmpty() ? track.device().area() : coverage.area());
    }

    private Figure windowed(Value.Windowed windowed) {
        Memory.Form form = Memory.Form.of(windowed.aggregate());
        boolean plain = form == Memory.Form.COUNT || windowed.quantity().unit() == Unit.FLAG;
        String unit = plain ? "" : windowed.quantity().unit().symbol();
        return new Figure.Remembered(
                track,
                track.slot(windowed.quantity()),
                memory(windowed.quantity(), form, windowed.windowMs()),
                unit,
                1,
                new Lack.TooFew(windowed.quantity(), windowed.windowMs()));
    }

    /** What the track remembers; where the device does not measure the quantity, something that never knows. */
    private Memory memory(Quantity quantity, Memory.Form form, long windowMs) {
        slot(quantity);
        moves = true;
        Memory memory = track.remembering(quantity, form, windowMs);
        rearms |= memory.isTimed();
        return memory;
    }

    private Clause during(Condition.During during, boolean inside, Condition condition) {
        Calendar calendar = around.calendars()
                .of(during.calendar(), track.device().area())
                .orElseThrow(() -> new IllegalStateException("calendar " + during.calendar() + " is not known at "
                        + track.device().id()));
        return new Timetable(track, around.calendars(), calendar, inside, condition);
    }

    private Clause silent(Condition.Silent silent) {
        told |= ~OF_NO_DEVICE;
        return new Leaf(track, new SilenceTest(track, around, silent));
    }

    private Test broken(Condition.Broken broken) {
        Quantity quantity = broken.quantity();
        String range = Figure.shown(quantity.min(), "") + "…"
                + Figure.shown(quantity.max(), quantity.unit().symbol());
        return faulty(broken, quantity, track.readings()::broken, " ∉ " + range);
    }

    private Test jumped(Condition.Jumped jumped) {
        Quantity quantity = jumped.quantity();
        String limit =
                Figure.shown(quantity.changePerSecondMax(), quantity.unit().symbol() + "/s");
        return faulty(jumped, quantity, track.readings()::jumped, ", faster than " + limit);
    }

    /**
     * Whether the last reading shows a fault; {@code beside} says what a sound one would keep to. What has never been
     * told shows none: a device without that sensor must not keep the others of its kind in doubt.
     */
    private Test faulty(Condition condition, Quantity quantity, IntPredicate fault, String beside) {
        int slot = judged(quantity);
        return new Test() {
            @Override
            public Truth look(long deviceMs, long hubMs) {
                if (!track.readings().told(slot)) {
                    return Truth.FALSE;
                }
                return track.readings().judged(slot) ? Truth.of(fault.test(slot)) : Truth.UNKNOWN;
            }

            @Override
            public Condition clause() {
                return condition;
            }

            @Override
            public String measured(long deviceMs) {
                return track.readings().told(slot) ? Figure.latest(track, slot, quantity) : "";
            }

            @Override
            public Lack lack(long deviceMs, long hubMs) {
                return track.readings().judged(slot)
                        ? new Lack.Whole(quantity, Figure.latest(track, slot, quantity))
                        : Figure.unknown(track, slot, quantity);
            }

            @Override
            public String shown() {
                return Figure.shown(
                                track.readings().value(slot), quantity.unit().symbol())
                        + beside;
            }
        };
    }

    private Test flagged(Condition.Flagged flagged) {
        int slot = marked(flagged.quantity(), 0.5);
        return new Test() {
            @Override
            public Truth look(long deviceMs, long hubMs) {
                return track.readings().plausible(slot)
                        ? Truth.of(track.readings().value(slot) >= 0.5)
                        : Truth.UNKNOWN;
            }

            @Override
            public Condition clause() {
                return flagged;
            }

            @Override
            public String measured(long deviceMs) {
                return track.readings().plausible(slot) ? track.readings().value(slot) >= 0.5 ? "yes" : "no" : "";
            }

            @Override
            public Lack lack(long deviceMs, long hubMs) {
                return track.readings().plausible(slot)
                        ? new Lack.SaysNo(flagged.quantity())
                        : Figure.unknown(track, slot, flagged.quantity());
            }

            @Override
            public String shown() {
                return track.readings().value(slot) >= 0.5 ? "1" : "0";
            }
        };
    }

    private Test labelled(Condition.Labelled labelled) {
        int slot = judged(labelled.quantity());
        return new Test() {
            @Override
            public Truth look(long deviceMs, long hubMs) {
                String label = slot < 0 ? null : track.readings().label(slot);
                boolean same = labelled.label().equals(label);
                // A device that says that it is blocked knows only that.
                boolean known = track.readings().plausible(slot)
                        || same && labelled.label().equals(Quantity.BLOCKED);
                return known ? Truth.of(same == labelled.equal()) : Truth.UNKNOWN;
            }

            @Override
            public Condition clause() {
                return labelled;
            }

            @Override
            public String measured(long deviceMs) {
                String label = slot < 0 ? null : track.readings().label(slot);
                return label == null ? "" : label;
            }

            @Override
            public Lack lack(long deviceMs, long hubMs) {
                String label = measured(deviceMs);
                return label.isEmpty() || look(deviceMs, hubMs) == Truth.UNKNOWN
                        ? Figure.unknown(track, slot, labelled.quantity())
                        : new Lack.Says(labelled.quantity(), label, labelled.label(), labelled.equal());
            }

            @Override
            public String shown() {
                return String.valueOf(track.readings().label(slot));
            }
        };
    }

    private Test remembered(Condition condition, Quantity quantity, Memory memory) {
        return new RememberedTest(track, condition, slot(quantity), quantity, memory);
    }
}
