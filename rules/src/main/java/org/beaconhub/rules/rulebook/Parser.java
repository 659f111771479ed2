package org.beaconhub.rules.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.source.Durations;
import org.beaconhub.rules.source.Nearest;

/**
 * Reads an expression, loosest binding first: {@code or}, {@code and}, {@code then} and {@code without},
 * {@code not}, {@code … for 20 s}, comparison, {@code + -}, {@code * /}, opposite.
 */
final class Parser {
    private static final int DEPTH_MAX = 64;
    private static final Set<String> COMPARISONS = Set.of(">", ">=", "<", "<=", "=", "==", "!=");

    private static final Set<String> FOLLOWS = Set.of("then", "without");

    private static final List<String> KEYWORDS =
            List.of("for", "and", "or", "not", "then", "without", "within", "have", "in");

    /** Names of a site may have dashes, which an expression would read as minus. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");

    private final String text;
    private final List<Token> tokens;
    private int at;
    private int depth;

    private Parser(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    /**
     * The expression that a text writes.
     *
     * @throws SyntaxFault where it writes none
     */
    static Syntax parse(String text) {
        Parser parser = new Parser(text);
        Syntax all = parser.or();
        if (!(parser.peek() instanceof Token.End)) {
            throw parser.unexpected("'and', 'or', 'then', 'without', 'for' or the end");
        }
        return all;
    }

    private Syntax or() {
        if (++depth > DEPTH_MAX) {
            throw new SyntaxFault(peek().offset(), "more than " + DEPTH_MAX + " levels of brackets");
        }
        Syntax left = and();
        while (takeWord("or")) {
            left = new Syntax.Binary(left.offset(), "or", left, and());
        }
        depth--;
        return left;
    }

    private Syntax and() {
        Syntax left = follow();
        while (takeWord("and")) {
            left = new Syntax.Binary(left.offset(), "and", left, follow());
        }
        return left;
    }

    private Syntax follow() {
        Syntax left = not();
        while (peek() instanceof Token.Word word && FOLLOWS.contains(word.text())) {
            at++;
            Syntax right = not();
            if (!takeWord("within")) {
                throw unexpected("'within' and a duration, as in 'a " + word.text() + " b within 10 s'");
            }
            left = new Syntax.Follow(left.offset(), word.text(), left, right, duration());
        }
        return left;
    }

    private Syntax not() {
        int offset = peek().offset();
        if (takeWord("not")) {
            if (++depth > DEPTH_MAX) {
                throw new SyntaxFault(offset, "more than " + DEPTH_MAX + " times 'not'");
            }
            Syntax part = not();
            depth--;
            return new Syntax.Not(offset, part);
        }
        return held();
    }

    private Syntax held() {
        Syntax part = comparison();
        while (takeWord("for")) {
            part = new Syntax.For(part.offset(), part, duration());
        }
        return part;
    }

    private Syntax comparison() {
        Syntax left = sum();
        if (!(peek() instanceof Token.Symbol symbol) || !COMPARISONS.contains(symbol.text())) {
            return left;
        }
        at++;
        Syntax right = sum();
        if (peek() instanceof Token.Symbol again && COMPARISONS.contains(again.text())) {
            throw new SyntaxFault(again.offset(), "one comparison at a time: write 'a > 1 and a < 5'");
        }
        return new Syntax.Binary(left.offset(), symbol.text().equals("==") ? "=" : symbol.text(), left, right);
    }

    private Syntax sum() {
        Syntax left = product();
        while (peek() instanceof Token.Symbol symbol
                && (symbol.text().equals("+") || symbol.text().equals("-"))) {
            at++;
            left = new Syntax.Binary(left.offset(), symbol.text(), left, product());
        }
        return left;
    }

    private Syntax product() {
        Syntax left = primary();
        while (peek() instanceof Token.Symbol symbol
                && (symbol.text().equals("*") || symbol.text().equals("/"))) {
            at++;
            left = new Syntax.Binary(left.offset(), symbol.text(), left, primary());
        }
        return left;
    }

    private Syntax primary() {
        Token token = peek();
        at++;
        return switch (token) {
            case Token.Amount number -> takeWord("of") ? several(number) : new Syntax.Amount(number.offset(), number);
            case Token.Quoted quoted -> new Syntax.Literal(quoted.offset(), quoted.text());
            case Token.Word word -> word(word);
            case Token.Symbol symbol -> bracketed(symbol);
            case Token.End end -> {
                at--;
                throw unexpected("a quantity, a number or '('");
            }
        };
    }

    /** {@code 2 of TYPE, TYPE within 800 m in 5 min have …}, the number and "of" being read. */
    private Syntax several(Token.Amount count) {
        List<Syntax.Named> devices = new ArrayList<>();
        do {
            devices.add(name("a device type or 'neighbours'"));
        } while (takeSymbol(","));
        Token.Amount distance = null;
        if (takeWord("within")) {
            distance = amount("a distance such as '800 m'");
        } else if (!(takeWord("in") && takeWord("area"))) {
            throw new SyntaxFault(
                    peek().offset(),
                    "expected 'within 800 m' or 'in area', found " + peek().shown()
                            + "; without such a limit every reading would ask all devices");
        }
        if (!takeWord("in")) {
            throw unexpected("'in' and a duration, as in 'in 5 min'");
        }
        Token.Amount within = duration();
        return new Syntax.Several(count.offset(), count, devices, distance, within, takeWord("have") ? not() : null);
    }

    private Syntax.Named name(String wanted) {
        int offset = peek().offset();
        Matcher matcher = NAME.matcher(text).region(offset, text.length());
        if (!matcher.lookingAt()) {
            throw unexpected(wanted);
        }
        while (peek().offset() < matcher.end() && !(peek() instanceof Token.End)) {
            at++;
        }
        return new Syntax.Named(offset, matcher.group());
    }

    private Syntax bracketed(Token.Symbol symbol) {
        if (symbol.text().equals("-")) {
            if (!(peek() instanceof Token.Amount number)) {
                throw unexpected("a number");
            }
            at++;
            return new Syntax.Minus(symbol.offset(), new Syntax.Amount(number.offset(), number));
        }
        if (!symbol.text().equals("(")) {
            at--;
            throw unexpected("a quantity, a number or '('");
        }
        Syntax inner = or();
        expect(")");
        return inner;
    }

    private Syntax word(Token.Word word) {
        if (word.text().equals("in")) {
            return new Syntax.During(word.offset(), name("a calendar"));
        }
        if (word.text().equals("silent")) {
            if (!takeWord("for")) {
                throw unexpected("'for' and a duration, as in 'silent for 10 min'");
            }
            Token.Amount time = duration();
            return new Syntax.SilentFor(word.offset(), time, time.unit().isEmpty() && takeWord("intervals"));
        }
        if (!(peek() instanceof Token.Symbol symbol) || !symbol.text().equals("(")) {
            return new Syntax.Name(word.offset(), word.text());
        }
        at++;
        List<Syntax> arguments = new ArrayList<>();
        do {
            arguments.add(or());
        } while (takeSymbol(","));
        expect(")");
        return new Syntax.Call(word.offset(), word.text(), List.copyOf(arguments));
    }

    private Token.Amount duration() {
        Token.Amount first = amount("a duration such as '20 s'");
        if (Durations.isUnit(first.unit()) && peek() instanceof Token.Amount more && Durations.isUnit(more.unit())) {
            throw new SyntaxFault(
                    more.offset(),
                    new Text(
                            "时长只写一个数和一个单位，如用“90 s”代替“1 min 30 s”",
                            "a duration is one number and one unit: write '90 s' for '1 min 30 s'"));
        }
        return first;
    }

    private Token.Amount amount(String wanted) {
        if (peek() instanceof Token.Amount number) {
            at++;
            return number;
        }
        throw unexpected(wanted);
    }

    private Token peek() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    private boolean takeWord(String text) {
        return take(peek() instanceof Token.Word word && word.text().equals(text));
    }

    private boolean takeSymbol(String text) {
        return take(peek() instanceof Token.Symbol symbol && symbol.text().equals(text));
    }

    private boolean take(boolean matches) {
        at += matches ? 1 : 0;
        return matches;
    }

    private void expect(String symbol) {
        if (!takeSymbol(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    private SyntaxFault unexpected(String wanted) {
        String english = "expected " + wanted + ", found " + peek().shown();
        String word = peek() instanceof Token.Word each ? each.text().toLowerCase(Locale.ROOT) : "";
        boolean known = peek() instanceof Token.Word same && KEYWORDS.contains(same.text());
        return new SyntaxFault(peek().offset(), known ? english : english + Nearest.hint(word, KEYWORDS));
    }
}
