package org.beaconhub.gateway.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.beaconhub.rules.source.Nearest;

/** Turns values from the wire into readings of the catalogue, in its units; what does not fit is a fault. */
public final class Catalogue {
    private static final Map<String, Unit> UNITS = units();
    private static final List<String> KEYS =
            Stream.of(Quantity.values()).map(Quantity::key).toList();

    private final Pseudonyms pseudonyms;

    /** Readings in which these pseudonyms stand for plates and cards. */
    public Catalogue(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /** The quantity of a name; where there is none, that is a fault. */
    public static Optional<Quantity> quantity(String name, Findings findings) {
        Optional<Quantity> quantity = Quantity.of(name);
        if (quantity.isEmpty()) {
            String shown = Scalar.shortened(name);
            Text none = new Text("没有量“" + shown + "”", "there is no quantity '" + shown + "'");
            findings.fault(Reason.UNKNOWN_QUANTITY, Nearest.hinted(none, shown, KEYS));
        } else if (isPersonal(quantity.get())) {
            findings.confidential();
        }
        return quantity;
    }

    /** Reads the value that the parser stands at: a bare one, or {@code {"value": …, "unit": …}}. */
    public Optional<Reading> read(JsonParser json, Quantity quantity, Scalar value, Findings findings)
            throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return reading(quantity, quantity.key(), value.take(json), "", findings);
        }
        String unit = "";
        boolean unitIsText = true;
        value.clear();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (name.equals("value")) {
                value.take(json);
            } else if (name.equals("unit")) {
                unitIsText = token == JsonToken.VALUE_STRING;
                unit = unitIsText ? json.getText() : "";
                json.skipChildren();
            } else {
                json.skipChildren();
            }
        }
        if (!unitIsText) {
            findings.fault(
                    Reason.UNKNOWN_UNIT,
                    wanted(quantity, quantity.key() + "：单位须为文本", quantity.key() + ": the unit must be a text"));
            return Optional.empty();
        }
        return reading(quantity, quantity.key(), value, unit, findings);
    }

    /**
     * A value as a reading.
     *
     * @param field how the message names it
     * @param unit how the message writes the unit; empty for the catalogue's own
     */
    public Optional<Reading> reading(Quantity quantity, String field, Scalar value, String unit, Findings findings) {
        return switch (quantity.unit()) {
            case TEXT -> label(quantity, field, value, unit, findings);
            case FLAG -> flag(quantity, field, value, unit, findings);
            case CELSIUS,
                    KELVIN,
                    FAHRENHEIT,
                    PERCENT,
                    RATIO,
                    PERCENT_PER_METRE,
                    DECIBEL_PER_METRE,
                    PPM,
                    MICROGRAM_PER_CUBIC_METRE,
                    METRE_PER_SECOND,
                    KILOMETRE_PER_HOUR,
                    DEGREE,
                    MILLIMETRE,
                    HECTOPASCAL,
                    PASCAL,
                    KILOWATT_PER_SQUARE_METRE,
                    WATT_PER_SQUARE_METRE,
                    LUX,
                    VOLT,
                    MILLIVOLT,
                    SECOND,
                    MILLISECOND,
                    MINUTE,
                    HOUR,
                    DECIBEL_MILLIWATT,
                    COUNT -> number(quantity, field, value, unit, findings);
        };
    }

    private Optional<Reading> number(Quantity quantity, String field, Scalar value, String unit, Findings findings) {
        if (value.kind() == Scalar.Kind.NOT_FINITE) {
            findings.fault(Reason.NOT_A_NUMBER, value.instead(field + " 须为有限的数", field + " must be a finite number"));
            return Optional.empty();
        }
        if (value.kind() != Scalar.Kind.NUMBER) {
            findings.fault(
                    Reason.WRONG_TYPE,
                    value.instead(
                            field + " 须为以 " + quantity.unit().symbol() + " 计的数",
                            field + " must be a number in " + quantity.unit().symbol()));
            return Optional.empty();
        }
        double number = value.number();
        if (!unit.isEmpty()) {
            Unit given = UNITS.get(unit);
            if (given == null || given.base() != quantity.unit()) {
                findings.fault(
                        Reason.UNKNOWN_UNIT,
                        wanted(
                                quantity,
                                field + "：单位“" + Scalar.shortened(unit) + (given == null ? "”不认识" : "”属于别的量"),
                                field + ": unit '" + Scalar.shortened(unit) + "' is "
                                        + (given == null ? "unknown" : "of something else")));
                return Optional.empty();
            }
            number = given.toBase(number);
        }
        if (!Double.isFinite(number)) {
            findings.fault(
                    Reason.NOT_A_NUMBER,
                    new Text(
                            field + " 数值过大：" + value.shown().zh() + " " + unit,
                            field + " is too large a number: " + value.shown().en() + " " + unit));
            return Optional.empty();
        }
        return Optional.of(measurement(quantity, field, number, findings));
    }

    private static Measurement measurement(Quantity quantity, String field, double number, Findings findings) {
        Measurement measurement = new Measurement(quantity, number);
        if (!measurement.plausible()) {
            findings.fault(
                    Reason.OUT_OF_RANGE,
                    new Text(
                            field + " 应在 " + quantity.min() + " 至 " + quantity.max() + " "
                                    + quantity.unit().symbol() + " 之间，收到 " + number + "；仍予保留",
                            field + " should be from " + quantity.min() + " to " + quantity.max() + " "
                                    + quantity.unit().symbol() + ", got " + number + "; it is kept"));
        }
        return measurement;
    }

    private static Optional<Reading> flag(
            Quantity quantity, String field, Scalar value, String unit, Findings findings) {
        if (!unit.isEmpty() && UNITS.get(unit) != Unit.FLAG) {
            findings.fault(
                    Reason.UNKNOWN_UNIT,
                    new Text(
                            field + "：单位“" + Scalar.shortened(unit) + "”不适用于是与否",
                            field + ": unit '" + Scalar.shortened(unit) + "' does not fit a yes or no"));
            return Optional.empty();
        }
        boolean truth = value.kind() == Scalar.Kind.TRUTH;
        boolean digit = value.kind() == Scalar.Kind.NUMBER && (value.number() == 0 || value.number() == 1);
        if (truth || digit) {
            return Optional.of(new Measurement(quantity, value.number()));
        }
        Reason reason = value.kind() == Scalar.Kind.NOT_FINITE ? Reason.NOT_A_NUMBER : Reason.WRONG_TYPE;
        findings.fault(reason, value.instead(field + " 须为 true、false、1 或 0", field + " must be true, false, 1 or 0"));
        return Optional.empty();
    }

    private Optional<Reading> label(Quantity quantity, String field, Scalar value, String unit, Findings findings) {
        boolean personal = isPersonal(quantity);
        if (personal) {
            findings.confidential();
        }
        if (!unit.isEmpty() && UNITS.get(unit) != Unit.TEXT) {
            findings.fault(
                    Reason.UNKNOWN_UNIT,
                    new Text(
                            field + "：单位“" + Scalar.shortened(unit) + "”不适用于文本",
                            field + ": unit '" + Scalar.shortened(unit) + "' does not fit a text"));
            return Optional.empty();
        }
        if (value.kind() == Scalar.Kind.TEXT && isWritten(value.text(), personal)) {
            String text = personal ? pseudonyms.of(quantity, value.text()) : value.text();
            return Optional.of(new Label(quantity, text));
        }
        String zh = field + " 须为 1 至 " + Label.TEXT_LENGTH_MAX + " 个可显示字符的文本";
        String en = field + " must be a text of 1 to " + Label.TEXT_LENGTH_MAX + " printable characters";
        findings.fault(Reason.WRONG_TYPE, personal ? new Text(zh, en) : value.instead(zh, en));
        return Optional.empty();
    }

    private static boolean isWritten(String text, boolean personal) {
        return !text.isBlank()
                && text.length() <= Label.TEXT_LENGTH_MAX
                && text.chars()
                        .noneMatch(letter -> Character.isISOControl(letter) || Character.isSurrogate((char) letter))
                && (!personal || Pseudonyms.says(text));
    }

    private static boolean isPersonal(Quantity quantity) {
        return quantity == Quantity.PLATE || quantity == Quantity.CARD;
    }

    private static Text wanted(Quantity quantity, String zh, String en) {
        List<String> right = Stream.of(Unit.values())
                .filter(each -> each.base() == quantity.unit())
                .map(Unit::symbol)
                .toList();
        return new Text(zh + "；可用 " + right, en + "; one of " + right + " would be right");
    }

    private static Map<String, Unit> units() {
        Map<String, Unit> units = new HashMap<>();
        for (Unit unit : Unit.values()) {
            unit.names().forEach(name -> units.putIfAbsent(name, unit));
        }
        return Map.copyOf(units);
    }
}
