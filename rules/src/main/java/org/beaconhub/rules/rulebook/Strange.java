package org.beaconhub.rules.rulebook;

import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.fact.Text;

/** Characters that no expression has, with what people mean by them: a Chinese keyboard writes most of these. */
final class Strange {
    private static final char FULL_WIDTH_FIRST = '\uFF01';
    private static final char FULL_WIDTH_LAST = '\uFF5E';
    /** From a full-width character to the one that it is of ASCII. */
    private static final int FULL_WIDTH_TO_ASCII = FULL_WIDTH_FIRST - '!';

    /** What stands in expressions beside letters and digits. */
    private static final String WRITTEN = "><=()+*/,-.%_'\"";

    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("≥", ">="),
            Map.entry("≤", "<="),
            Map.entry("≠", "!="),
            Map.entry("&", "and"),
            Map.entry("|", "or"),
            Map.entry("！", "not"),
            Map.entry("!", "not"),
            Map.entry("×", "*"),
            Map.entry("÷", "/"),
            Map.entry("–", "-"),
            Map.entry("−", "-"),
            Map.entry("、", ","),
            Map.entry("“", "'"),
            Map.entry("”", "'"),
            Map.entry("‘", "'"),
            Map.entry("’", "'"));

    private Strange() {}

    /** What is to be said of a character that begins no token. */
    static SyntaxFault fault(int offset, String character) {
        Text strange = new Text("“" + character + "”在此没有意义", "'" + character + "' means nothing here");
        return new SyntaxFault(
                offset,
                meant(character)
                        .map(meant -> new Text(strange.zh() + "；请写成 " + meant, strange.en() + "; write " + meant))
                        .orElseGet(() -> unmeant(character, strange)));
    }

    private static Text unmeant(String character, Text strange) {
        return character.codePoints().allMatch(Character::isLetter)
                ? new Text(
                        strange.zh() + "；条件中的名称用英文，如 temperature",
                        strange.en() + "; the names in a condition are English, such as temperature")
                : strange;
    }

    private static Optional<String> meant(String character) {
        char first = character.charAt(0);
        char narrow = (char) (first - FULL_WIDTH_TO_ASCII);
        boolean wide = first >= FULL_WIDTH_FIRST
                && first <= FULL_WIDTH_LAST
                && (Character.isLetterOrDigit(narrow) || WRITTEN.indexOf(narrow) >= 0);
        return Optional.ofNullable(MEANT.get(character))
                .or(() -> wide ? Optional.of(String.valueOf(narrow)) : Optional.empty());
    }
}
