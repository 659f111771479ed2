package org.beaconhub.rules.rulebook;

import java.util.Optional;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Handling;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.response.Procedure;
import org.beaconhub.rules.source.Position;

/**
 * One rule.
 *
 * @param name unique within the site
 * @param at where it is written
 * @param on which devices it watches
 * @param raise when its alarm begins
 * @param clear when it returns; empty for "when raise no longer holds"
 * @param confirm what makes its alarm more severe
 * @param kind which of the three signals
 * @param severity how bad
 * @param message what to tell people; {@code {device}} and {@code {area}} are filled in
 * @param late whether store-and-forward data may raise it
 * @param handling how its alarms are handled
 */
public record Rule(
        String name,
        Position at,
        Scope on,
        Condition raise,
        Optional<Condition> clear,
        Optional<Confirm> confirm,
        Kind kind,
        Severity severity,
        Text message,
        boolean late,
        Handling handling) {
    /**
     * More evidence, and how severe the alarm becomes by it.
     *
     * @param condition what must hold besides
     * @param severity how severe then
     */
    public record Confirm(Condition condition, Severity severity) {
        private String text() {
            return condition.text() + " → " + severity;
        }
    }

    /** All that it asks. */
    public Stream<Condition> conditions() {
        return Stream.of(Optional.of(raise), clear, confirm.map(Confirm::condition))
                .flatMap(Optional::stream);
    }

    /** The rule as it is for one device: with that device's thresholds in the place of parameters. */
    public Rule at(Subject subject) {
        if (parameters().findAny().isEmpty()) {
            return this;
        }
        Resolution own = new Resolution(subject);
        return new Rule(
                name,
                at,
                on,
                own.of(raise),
                clear.map(own::of),
                confirm.map(more -> new Confirm(own.of(more.condition()), more.severity())),
                kind,
                severity,
                message,
                late,
                handling);
    }

    /** The parameters that it uses. */
    public Stream<Value.Parameter> parameters() {
        return conditions().flatMap(Resolution::parameters);
    }

    /** What decides about raising and clearing, without its place: two rules with equal meaning decide alike. */
    public String meaning() {
        return name + "|" + on.text() + "|" + raise.text() + "|"
                + clear.map(Condition::text).orElse("") + "|"
                + confirm.map(Confirm::text).orElse("") + "|" + kind + "|" + severity + "|" + late;
    }

    /** For the plain case, one quantity against one threshold each, whether raise and clear can hold at once. */
    public boolean flutters() {
        return clear.isPresent() && overlap(raise, clear.get());
    }

    /** What is wrong with a rule that {@link #flutters}. */
    public String flutter() {
        return "clear holds while raise still does: '"
                + clear.map(Condition::text).orElse("") + "' against '" + raise.text() + "'; the alarm would flutter";
    }

    private static boolean overlap(Condition raise, Condition clear) {
        return unheld(raise) instanceof Condition.Compare up
                && unheld(clear) instanceof Condition.Compare down
                && up.left().equals(down.left())
                && up.right() instanceof Value.Constant high
                && down.right() instanceof Value.Constant low
                && switch (up.comparison()) {
                    case ABOVE, AT_LEAST -> isBelow(down.comparison()) && low.value() > high.value();
                    case BELOW, AT_MOST -> isAbove(down.comparison()) && low.value() < high.value();
                    case EQUAL, UNEQUAL -> false;
                };
    }

    private static boolean isBelow(Condition.Comparison comparison) {
        return comparison == Condition.Comparison.BELOW || comparison == Condition.Comparison.AT_MOST;
    }

    private static boolean isAbove(Condition.Comparison comparison) {
        return comparison == Condition.Comparison.ABOVE || comparison == Condition.Comparison.AT_LEAST;
    }

    private static Condition unheld(Condition condition) {
        return condition instanceof Condition.Held held ? held.part() : condition;
    }

    /** The type of the incidents that its alarms belong to. */
    public String incidentType() {
        return handling.incident().isEmpty() ? Procedure.OTHER : handling.incident();
    }
}
