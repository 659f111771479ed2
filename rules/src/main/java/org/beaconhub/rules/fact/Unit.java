package org.beaconhub.rules.fact;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The units that the hub understands. Each has a symbol, other spellings (SenML names of RFC 8428 among them), the
 * unit it converts into, and how: {@code base = value × factor + offset}. Conversions are exact by definition
 * (SI brochure; 0 °C = 273.15 K; °F after NIST SP 811).
 */
public enum Unit {
    /** Degrees Celsius. */
    CELSIUS("°C", "℃", "Cel", "degC", "C"),
    /** Kelvin. */
    KELVIN("K", Unit.base(CELSIUS, 1, -273.15)),
    /** Degrees Fahrenheit. */
    FAHRENHEIT("°F", Unit.base(CELSIUS, 5.0 / 9.0, -160.0 / 9.0), "℉", "degF", "F"),
    /** Per cent, also of relative humidity. */
    PERCENT("%", "%RH", "%EL"),
    /** A share of one. */
    RATIO("1", Unit.base(PERCENT, 100, 0), "/"),
    /** Per cent of light obscured per metre of smoke. */
    PERCENT_PER_METRE("%/m", "%/m"),
    /** Decibels of light lost per metre of smoke (EN 54-7). */
    DECIBEL_PER_METRE("dB/m", Unit.base(PERCENT_PER_METRE, Double.NaN, 0)),
    /** Parts per million by volume. */
    PPM("ppm", "ppm"),
    /** Micrograms per cubic metre. */
    MICROGRAM_PER_CUBIC_METRE("µg/m³", "ug/m3", "μg/m³"),
    /** Metres per second. */
    METRE_PER_SECOND("m/s", "m/s"),
    /** Kilometres per hour. */
    KILOMETRE_PER_HOUR("km/h", Unit.base(METRE_PER_SECOND, 1 / 3.6, 0)),
    /** Degrees of arc, from north, clockwise. */
    DEGREE("°", "deg"),
    /** Millimetres. */
    MILLIMETRE("mm", "mm"),
    /** Hectopascal. */
    HECTOPASCAL("hPa", "mbar"),
    /** Pascal. */
    PASCAL("Pa", Unit.base(HECTOPASCAL, 0.01, 0)),
    /** Kilowatts per square metre. */
    KILOWATT_PER_SQUARE_METRE("kW/m²", "kW/m2"),
    /** Watts per square metre. */
    WATT_PER_SQUARE_METRE("W/m²", Unit.base(KILOWATT_PER_SQUARE_METRE, 0.001, 0), "W/m2"),
    /** Lux. */
    LUX("lx", "lux"),
    /** Volt. */
    VOLT("V", "V"),
    /** Millivolt. */
    MILLIVOLT("mV", Unit.base(VOLT, 0.001, 0)),
    /** Seconds. */
    SECOND("s", "sec"),
    /** Milliseconds. */
    MILLISECOND("ms", Unit.base(SECOND, 0.001, 0)),
    /** Minutes. */
    MINUTE("min", Unit.base(SECOND, 60, 0)),
    /** Hours. */
    HOUR("h", Unit.base(SECOND, 3600, 0)),
    /** Decibel-milliwatts of radio signal. */
    DECIBEL_MILLIWATT("dBm", "dBm"),
    /** A count of things. */
    COUNT("count", "1/count"),
    /** Yes or no, as 1 or 0. */
    FLAG("flag", "bool"),
    /** A short text. */
    TEXT("text");

    private final String symbol;
    private final Unit base;
    private final double factor;
    private final double offset;
    private final List<String> spellings;

    private record Base(Unit unit, double factor, double offset) {}

    private static Base base(Unit unit, double factor, double offset) {
        return new Base(unit, factor, offset);
    }

    Unit(String symbol, String... spellings) {
        this.symbol = symbol;
        this.base = this;
        this.factor = 1;
        this.offset = 0;
        this.spellings = List.of(spellings);
    }

    Unit(String symbol, Base base, String... spellings) {
        this.symbol = symbol;
        this.base = base.unit();
        this.factor = base.factor();
        this.offset = base.offset();
        this.spellings = List.of(spellings);
    }

    /** How people write it: {@code °C}. */
    public String symbol() {
        return symbol;
    }

    /** Its symbol and other spellings. */
    public List<String> names() {
        return Stream.concat(Stream.of(symbol), spellings.stream()).distinct().toList();
    }

    /** The unit that values of this one are kept in. */
    public Unit base() {
        return base;
    }

    /** A value of this unit, in {@link #base()}. */
    public double toBase(double value) {
        // Light falls by powers: 1 dB/m leaves 10^(-1/10) of it after a metre.
        return this == DECIBEL_PER_METRE ? 100 * (1 - StrictMath.pow(10, -value / 10)) : value * factor + offset;
    }

    /** Whether differences and rates can be told in it; a logarithmic unit has none that are the same everywhere. */
    public boolean hasDifferences() {
        return this != DECIBEL_PER_METRE;
    }

    /** A difference of two values of this unit, in {@link #base()}: 9 °F of rise are 5 °C. */
    public double differenceToBase(double difference) {
        return difference * factor;
    }

    /** The unit written so, by its symbol or another spelling; empty where there is none. Case counts. */
    public static Optional<Unit> of(String text) {
        for (Unit unit : values()) {
            if (unit.symbol.equals(text) || unit.spellings.contains(text)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }
}
