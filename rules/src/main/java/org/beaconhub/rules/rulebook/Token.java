package org.beaconhub.rules.rulebook;

import java.math.BigDecimal;

/** A word of the rule language; {@code offset} is where it begins in the expression. */
sealed interface Token {
    int offset();

    /** A name or keyword. */
    record Word(int offset, String text) implements Token {}

    /** A number with its unit (empty where none is written) and, for a rate, the time that it is per (else 0). */
    record Amount(int offset, BigDecimal value, String unit, long perMs, String text) implements Token {}

    /** A text in quotes. */
    record Quoted(int offset, String text) implements Token {}

    /** An operator, bracket or comma. */
    record Symbol(int offset, String text) implements Token {}

    /** The end of the expression. */
    record End(int offset) implements Token {}

    /** As an error shows it. */
    default String shown() {
        return switch (this) {
            case Word word -> "'" + word.text() + "'";
            case Amount number -> "'" + number.text() + "'";
            case Quoted quoted -> "'" + quoted.text() + "'";
            case Symbol symbol -> "'" + symbol.text() + "'";
            case End end -> "the end";
        };
    }
}
