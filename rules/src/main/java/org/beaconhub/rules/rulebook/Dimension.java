package org.beaconhub.rules.rulebook;

import java.math.BigDecimal;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unit;

/**
 * What a value is measured in: a unit, that unit per second, or a difference of two such values. The last matters for
 * temperatures alone: 9 °F of difference are 5 °C, a temperature of 9 °F is -12.8 °C. {@link Unit#RATIO} stands for a
 * plain number.
 */
record Dimension(Unit unit, boolean rate, boolean difference) {
    static final Dimension PLAIN = new Dimension(Unit.RATIO, false, false);
    static final Dimension COUNT = of(Unit.COUNT);

    Dimension {
        difference = difference && unit == Unit.CELSIUS && !rate;
    }

    static Dimension of(Unit unit) {
        return new Dimension(unit, false, false);
    }

    static Dimension rateOf(Unit unit) {
        return new Dimension(unit, true, false);
    }

    /** The same as a difference. */
    Dimension ofDifference() {
        return new Dimension(unit, rate, true);
    }

    /** Whether it has a zero of its own choosing, so that neither sums nor multiples mean anything. */
    boolean isTemperature() {
        return unit == Unit.CELSIUS && !rate && !difference;
    }

    String shown() {
        if (this.equals(PLAIN)) {
            return "a plain number";
        }
        return (difference ? "a difference in " : "") + unit.symbol() + (rate ? " per time" : "");
    }

    /** A number with its unit, as a constant of this dimension. */
    Value.Constant constant(int offset, Token.Amount number, boolean negative) {
        BigDecimal signed = negative ? number.value().negate() : number.value();
        String text = (negative ? "-" : "") + number.text();
        if (number.unit().isEmpty() && (this.equals(PLAIN) || this.equals(COUNT))) {
            return finite(offset, signed.doubleValue(), text);
        }
        Unit written = Unit.of(number.unit()).orElse(null);
        if (written == null || written.base() != unit || (number.perMs() > 0) != rate) {
            String example = number.value().toPlainString() + " " + unit.symbol() + (rate ? "/min" : "");
            Text wanted = this.equals(PLAIN)
                    ? new Text("这里应为不带单位的数，实为“" + text + "”", "expected a plain number, found '" + text + "'")
                    : new Text(
                            "“" + text + "”的单位不合：这里按 " + unit.symbol() + (rate ? "/min" : "") + " 比较，写成“" + example
                                    + "”",
                            "'" + text + "' is not in a unit of " + shown() + "; write it as '" + example + "'");
            throw new SyntaxFault(offset, wanted);
        }
        if ((rate || difference) && !written.hasDifferences()) {
            throw new SyntaxFault(
                    offset,
                    "a difference in " + written.symbol() + " is not the same everywhere; write it in "
                            + unit.symbol());
        }
        double value = rate
                ? written.differenceToBase(signed.doubleValue()) / (number.perMs() / 1000.0)
                : difference ? written.differenceToBase(signed.doubleValue()) : written.toBase(signed.doubleValue());
        return finite(offset, value, text);
    }

    private static Value.Constant finite(int offset, double value, String text) {
        if (!Double.isFinite(value)) {
            throw new SyntaxFault(offset, "'" + text + "' is a number beyond reckoning");
        }
        return new Value.Constant(value, text);
    }
}
