package org.beaconhub.rules.rulebook;

import java.util.List;
import java.util.Random;

/** Makes random expressions that are right for a device that measures all, and damages them. */
final class Texts {
    private static final List<String> DURATIONS = List.of("20 s", "3 min", "1 h", "1500 ms", "2 d", "0.5 h");
    private static final List<String> PIECES = List.of(
            "and",
            "or",
            "not",
            "for",
            "then",
            "within",
            "in",
            "of",
            "have",
            "(",
            ")",
            ",",
            "-",
            "*",
            "/",
            ">",
            "=",
            "'",
            "\"",
            "5",
            "1e308",
            "1e-999",
            "9".repeat(40),
            "°C",
            "%/m",
            "avg(",
            "neighbours",
            "\u0000",
            "😀",
            " ",
            "within 5 s",
            "2 of any-node",
            "silent for",
            "NaN",
            "\n",
            "rise(",
            "1 d",
            "stuck",
            "drift(",
            "coverage(area)");

    private final Random random;

    Texts(long seed) {
        random = new Random(seed);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    String condition(int depth) {
        if (depth == 0) {
            return leaf();
        }
        int less = depth - 1;
        return switch (random.nextInt(8)) {
            case 0 -> condition(less) + " and " + condition(less);
            case 1 -> condition(less) + " or " + condition(less);
            case 2 -> "not (" + condition(less) + ")";
            case 3 -> "(" + condition(less) + ") for " + one(DURATIONS);
            case 4 -> "(" + condition(less) + ") then (" + condition(less) + ") within " + one(DURATIONS);
            case 5 -> "(" + condition(less) + ") without (" + condition(less) + ") within " + one(DURATIONS);
            case 6 -> "(" + condition(less) + ")";
            default -> leaf();
        };
    }

    private String leaf() {
        return switch (random.nextInt(9)) {
            case 0 -> one("door", "tamper", "(not motion)");
            case 1 -> one("event = 'smoke'", "event != 'a \"b\" c'", "card == \"x'y\"");
            case 2 ->
                one(
                        "broken(temperature)",
                        "changed(door)",
                        "changed(event, 5 min)",
                        "stuck(humidity, 6 h)",
                        "jumped(humidity)");
            case 3 -> "(silent for " + one(DURATIONS) + ")";
            case 4 -> one("(in night)", "(not in fire-season)");
            case 5 ->
                "(" + (1 + random.nextInt(5)) + " of " + one("any-node", "neighbours")
                        + one(" within 800 m", " in area") + " in 5 min have (" + one("smoke > 4 %/m", "door for 10 s")
                        + "))";
            default -> comparison();
        };
    }

    private String comparison() {
        String operator = one(" > ", " >= ", " < ", " <= ", " = ", " != ");
        return switch (random.nextInt(4)) {
            case 0 -> smoke(2) + operator + number() + one(" %/m", " dB/m");
            case 1 ->
                one("temperature", "avg(temperature, 1 h)", "max(temperature, 40 °C)")
                        + operator
                        + number()
                        + one(" °C", " °F", " K");
            case 2 ->
                one(
                                "drift(humidity, 800 m, 1 d)",
                                "abs(drift(humidity, area, 2 h))",
                                "coverage(area)",
                                "coverage('forest')")
                        + operator
                        + number()
                        + " %";
            default -> one("count(card, 5 min)", "sum(access, 5 min)") + operator + number();
        };
    }

    private String smoke(int depth) {
        if (depth == 0) {
            return one("smoke", "min(smoke, 10 min)", "last(smoke, 1 min)", "abs(smoke)");
        }
        return switch (random.nextInt(5)) {
            case 0 -> "(" + smoke(depth - 1) + " + " + smoke(depth - 1) + ")";
            case 1 -> "(" + smoke(depth - 1) + " - " + smoke(depth - 1) + ")";
            case 2 -> smoke(depth - 1) + " * 2";
            case 3 -> "(" + smoke(depth - 1) + " - (" + smoke(depth - 1) + " - smoke)) / 3";
            default -> smoke(0);
        };
    }

    private String number() {
        return one("4", "0.15", "1e2", "0", "-3", "12.50");
    }

    /** The text with a few random edits. */
    String damaged(String text) {
        StringBuilder damaged = new StringBuilder(text);
        int edits = 1 + random.nextInt(4);
        for (int i = 0; i < edits && !damaged.isEmpty(); i++) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(4)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, one(PIECES));
                case 2 -> damaged.setCharAt(at, (char) random.nextInt(0x2100));
                default -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(12)));
            }
        }
        return damaged.toString();
    }
}
