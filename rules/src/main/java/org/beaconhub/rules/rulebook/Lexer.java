package org.beaconhub.rules.rulebook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.source.Durations;

/** Cuts an expression into tokens. A number takes its unit with it, so that {@code 4 %/m} is one token. */
final class Lexer {
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,3})?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern LAST = Pattern.compile("(\\S+)\\s*$");
    private static final Pattern SYMBOL = Pattern.compile(">=|<=|!=|==|[><=()+*/,-]");
    private static final Pattern PER_TIME = Pattern.compile("\\s*/\\s*(s|min|h)(?![A-Za-z0-9_])");
    /** Longest first, so that {@code %/m} is not read as {@code %}. */
    private static final List<String> UNITS = Stream.concat(
                    Stream.of(Unit.values())
                            .filter(unit -> unit != Unit.FLAG && unit != Unit.TEXT && unit != Unit.RATIO)
                            .flatMap(unit -> unit.names().stream()),
                    Stream.concat(
                            Distances.units().stream(),
                            StreamSupport.stream(Durations.units().spliterator(), false)))
            .distinct()
            .filter(name -> !name.equals("/") && !name.contains("count"))
            .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
            .toList();

    /** The longest expression, in characters. */
    private static final int EXPRESSION_LENGTH_MAX = 4_000;
    /** The longest number, in characters; more digits say nothing about any sensor. */
    private static final int NUMBER_LENGTH_MAX = 30;

    private static final int QUOTED_LENGTH_MAX = 200;

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /**
     * The tokens of an expression, the last an {@link Token.End}.
     *
     * @throws SyntaxFault at a character that begins no token
     */
    static List<Token> tokens(String text) {
        return new Lexer(text).run();
    }

    private List<Token> run() {
        if (text.length() > EXPRESSION_LENGTH_MAX) {
            throw new SyntaxFault(
                    EXPRESSION_LENGTH_MAX,
                    "an expression has at most " + EXPRESSION_LENGTH_MAX
                            + " characters; give parts of it a name by 'define'");
        }
        List<Token> tokens = new ArrayList<>();
        while (skipSpace()) {
            tokens.add(next());
        }
        tokens.add(new Token.End(text.length()));
        return tokens;
    }

    /** A unit behind something that is no number. */
    private Optional<SyntaxFault> noNumber(int unitAt) {
        Matcher before = LAST.matcher(text).region(0, unitAt);
        return UNITS.stream()
                .filter(unit -> text.startsWith(unit, unitAt) && before.find())
                .findFirst()
                .map(unit -> new SyntaxFault(
                        before.start(1),
                        "'" + before.group(1) + "' is no number; write one before '" + unit + "', as in '10 " + unit
                                + "'"));
    }

    private boolean skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    /** Texts that were pasted have spaces that do not break a line. */
    private static boolean isSpace(char each) {
        return Character.isWhitespace(each) || Character.isSpaceChar(each);
    }

    private Token next() {
        int start = at;
        Optional<Matcher> number = take(NUMBER);
        if (number.isPresent() && at - start > NUMBER_LENGTH_MAX) {
            throw new SyntaxFault(start, "a number has at most " + NUMBER_LENGTH_MAX + " characters");
        } else if (number.isPresent()) {
            return number(start, new BigDecimal(number.get().group()));
        }
        Optional<Matcher> word = take(WORD);
        if (word.isPresent()) {
            return new Token.Word(start, word.get().group());
        }
        Optional<Matcher> quoted = take(QUOTED);
        if (quoted.isPresent()) {
            if (at - start > QUOTED_LENGTH_MAX) {
                throw new SyntaxFault(start, "a text in quotes has at most " + QUOTED_LENGTH_MAX + " characters");
            }
            String inner = quoted.get().group(1);
            return new Token.Quoted(start, inner != null ? inner : quoted.get().group(2));
        }
        Optional<Matcher> symbol = take(SYMBOL);
        if (symbol.isPresent()) {
            return new Token.Symbol(start, symbol.get().group());
        }
        noNumber(start).ifPresent(fault -> {
            throw fault;
        });
        throw Strange.fault(start, text.substring(start, text.offsetByCodePoints(start, 1)));
    }

    private Token number(int start, BigDecimal value) {
        int end = at;
        skipSpace();
        for (String unit : UNITS) {
            if (text.startsWith(unit, at) && ends(unit, at + unit.length())) {
                at += unit.length();
                long perMs = perMs();
                return new Token.Amount(
                        start, value, unit, perMs, text.substring(start, at).replaceAll("[\\s\\p{Z}]+", " "));
            }
        }
        at = end;
        return new Token.Amount(start, value, "", 0, text.substring(start, at));
    }

    private long perMs() {
        return take(PER_TIME)
                .map(rate -> Durations.ms(BigDecimal.ONE, rate.group(1)).orElseThrow())
                .orElse(0L);
    }

    private boolean ends(String unit, int end) {
        boolean wordy = Character.isLetterOrDigit(unit.charAt(unit.length() - 1));
        return !wordy
                || end >= text.length()
                || !(Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_');
    }

    private Optional<Matcher> take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        matcher.useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher);
    }
}
