package org.beaconhub.rules.rulebook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression as written, before its names and units are understood; {@code offset} is where it begins. */
sealed interface Syntax {
    int offset();

    /** The expressions that it is made of. */
    default List<Syntax> parts() {
        return switch (this) {
            case Call call -> call.arguments;
            case Binary binary -> List.of(binary.left, binary.right);
            case Not not -> List.of(not.part);
            case Minus minus -> List.of(minus.part);
            case For held -> List.of(held.part);
            case Follow follow -> List.of(follow.first, follow.second);
            case Several several when several.part != null -> List.of(several.part);
            case Several several -> List.of();
            case Name name -> List.of();
            case Amount amount -> List.of();
            case Literal literal -> List.of();
            case SilentFor silent -> List.of();
            case During during -> List.of();
        };
    }

    /** A name. */
    record Name(int offset, String text) implements Syntax {}

    /** A number with its unit. */
    record Amount(int offset, Token.Amount number) implements Syntax {}

    /** A text in quotes. */
    record Literal(int offset, String text) implements Syntax {}

    /** A function with its arguments. */
    record Call(int offset, String function, List<Syntax> arguments) implements Syntax {}

    /** Two parts with an operator between: and, or, a comparison, or arithmetic. */
    record Binary(int offset, String operator, Syntax left, Syntax right) implements Syntax {}

    /** Not. */
    record Not(int offset, Syntax part) implements Syntax {}

    /** A number's opposite. */
    record Minus(int offset, Syntax part) implements Syntax {}

    /** Held for a time. */
    record For(int offset, Syntax part, Token.Amount duration) implements Syntax {}

    /** One part after ({@code then}), or without, another within a time. */
    record Follow(int offset, String operator, Syntax first, Syntax second, Token.Amount within) implements Syntax {}

    /** Silent for a time, or for so many of the device's intervals. */
    record SilentFor(int offset, Token.Amount duration, boolean intervals) implements Syntax {}

    /** A time in a calendar. */
    record During(int offset, Named calendar) implements Syntax {}

    /** A word of a site: a device type, a calendar. */
    record Named(int offset, String text) {}

    /**
     * Seen at so many devices; {@code distance} is null for "in area", {@code part} where none is written.
     */
    record Several(
            int offset,
            Token.Amount count,
            List<Named> devices,
            Token.@Nullable Amount distance,
            Token.Amount within,
            @Nullable Syntax part)
            implements Syntax {}
}
