package org.beaconhub.rules.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads an expression, loosest binding first: {@code or}, {@code and}, {@code then} and {@code without},
 * {@code not}, {@code … for 20 s}, comparison, {@code + -}, {@code * /}, opposite.
 */
final class Parser {
    private static final int DEPTH_MAX = 64;
    private static final Set<String> COMPARISONS = Set.of(">", ">=", "<", "<=", "=", "==", "!=");

    private static final Set<String> FOLLOWS = Set.of("then", "without");

    private final List<Token> tokens;
    private int at;
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * The expression that a text writes.
     *
     * @throws SyntaxFault where it writes none
     */
    static Syntax parse(String text) {
        Parser parser = new Parser(Lexer.tokens(text));
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
            case Token.Amount number -> new Syntax.Amount(number.offset(), number);
            case Token.Quoted quoted -> new Syntax.Literal(quoted.offset(), quoted.text());
            case Token.Word word -> word(word);
            case Token.Symbol symbol -> bracketed(symbol);
            case Token.End end -> {
                at--;
                throw unexpected("a quantity, a number or '('");
            }
        };
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
        if (word.text().equals("silent")) {
            if (!takeWord("for")) {
                throw unexpected("'for' and a duration, as in 'silent for 10 min'");
            }
            return new Syntax.SilentFor(word.offset(), duration());
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
        if (peek() instanceof Token.Amount number) {
            at++;
            return number;
        }
        throw unexpected("a duration such as '20 s'");
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
        return new SyntaxFault(peek().offset(), "expected " + wanted + ", found " + peek().shown());
    }
}
