package org.beaconhub.rules.explain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.beaconhub.rules.rulebook.Condition;

/**
 * One clause at one device, at one moment.
 *
 * @param clause the clause; its text is as the rule writes it
 * @param answer what it answers
 * @param value what it was measured against, with its unit; empty where there is nothing of its own to measure
 * @param sinceMs since when it holds, observed time in milliseconds since 1970 UTC; empty where it does not, or has no moment
 * @param seq journal sequence of the entry that made it true; empty where it does not hold, or no one entry did
 * @param lack what is missing; empty where it holds, or where it is its parts that lack something
 * @param parts the clauses that it is made of
 */
public record Finding(
        Condition clause,
        Answer answer,
        String value,
        OptionalLong sinceMs,
        OptionalLong seq,
        Optional<Lack> lack,
        List<Finding> parts) {
    /** Copies the list. */
    public Finding {
        parts = List.copyOf(parts);
    }

    /** Of a clause that holds. */
    public static Finding holds(Condition clause, String value, long sinceMs, long seq, List<Finding> parts) {
        return new Finding(
                clause,
                Answer.YES,
                value,
                sinceMs > 0 && sinceMs < Long.MAX_VALUE ? OptionalLong.of(sinceMs) : OptionalLong.empty(),
                seq > 0 ? OptionalLong.of(seq) : OptionalLong.empty(),
                Optional.empty(),
                parts);
    }

    /** Of a clause that does not hold, or does not know, for a reason of its own. */
    public static Finding lacks(Condition clause, Answer answer, String value, Lack lack, List<Finding> parts) {
        return new Finding(clause, answer, value, OptionalLong.empty(), OptionalLong.empty(), Optional.of(lack), parts);
    }

    /** Of a clause that does not hold, or does not know, because of its parts. */
    public static Finding byParts(Condition clause, Answer answer, List<Finding> parts) {
        return new Finding(clause, answer, "", OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), parts);
    }
}
