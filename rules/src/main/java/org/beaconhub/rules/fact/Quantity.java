package org.beaconhub.rules.fact;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one catalogue of what can be measured, each with its unit and plausible range. Every codec converts into it,
 * and rules, charts and the store know no other names.
 */
public enum Quantity {
    /** Air temperature at the sensor. */
    TEMPERATURE("temperature", Unit.CELSIUS, -60, 1300),
    /** Relative humidity. */
    HUMIDITY("humidity", Unit.PERCENT, 0, 100),
    /** Smoke: light obscured per metre. */
    SMOKE("smoke", Unit.PERCENT_PER_METRE, 0, 100),
    /** A detector's own verdict "smoke". */
    SMOKE_ALARM("smoke_alarm", Unit.FLAG, 0, 1),
    /** A detector's own verdict "heat". */
    HEAT_ALARM("heat_alarm", Unit.FLAG, 0, 1),
    /** Carbon monoxide. */
    CO("co", Unit.PPM, 0, 10_000),
    /** Carbon dioxide. */
    CO2("co2", Unit.PPM, 0, 200_000),
    /** A detector's own verdict "combustible gas". */
    GAS_ALARM("gas_alarm", Unit.FLAG, 0, 1),
    /** Flame seen. */
    FLAME("flame", Unit.FLAG, 0, 1),
    /** Radiant heat flux. */
    HEAT_FLUX("heat_flux", Unit.KILOWATT_PER_SQUARE_METRE, 0, 300),
    /** Oxygen, by volume. */
    OXYGEN("oxygen", Unit.PERCENT, 0, 25),
    /** Fine particles. */
    PM25("pm25", Unit.MICROGRAM_PER_CUBIC_METRE, 0, 10_000),
    /** Air pressure. */
    PRESSURE("pressure", Unit.HECTOPASCAL, 300, 1100),
    /** Wind speed. */
    WIND_SPEED("wind_speed", Unit.METRE_PER_SECOND, 0, 90),
    /** Where the wind comes from. */
    WIND_DIRECTION("wind_direction", Unit.DEGREE, 0, 360),
    /** Rain since the last message. */
    RAIN("rain", Unit.MILLIMETRE, 0, 300),
    /** Light. */
    ILLUMINANCE("illuminance", Unit.LUX, 0, 200_000),
    /** Door, gate or window: open is 1. */
    DOOR("door", Unit.FLAG, 0, 1),
    /** An access request was granted (1) or denied (0). */
    ACCESS("access", Unit.FLAG, 0, 1),
    /** Persons in view or counted. */
    PEOPLE("people", Unit.COUNT, 0, 100_000),
    /** Something moves. */
    MOTION("motion", Unit.FLAG, 0, 1),
    /** The housing was opened or moved. */
    TAMPER("tamper", Unit.FLAG, 0, 1),
    /** Water where none should be. */
    LEAK("leak", Unit.FLAG, 0, 1),
    /** Battery charge. */
    BATTERY("battery", Unit.PERCENT, 0, 100),
    /** The device says that its battery is low. */
    BATTERY_LOW("battery_low", Unit.FLAG, 0, 1),
    /** Supply or battery voltage. */
    VOLTAGE("voltage", Unit.VOLT, 0, 500),
    /** Radio signal strength. */
    RSSI("rssi", Unit.DECIBEL_MILLIWATT, -150, 30),
    /** The device reports itself connected. */
    ONLINE("online", Unit.FLAG, 0, 1),
    /** What a camera saw: an event class such as {@code smoke}, {@code fire}, {@code person}. */
    EVENT("event", Unit.TEXT, 0, 0),
    /** Pseudonym of a number plate. */
    PLATE("plate", Unit.TEXT, 0, 0),
    /** Pseudonym of an access card. */
    CARD("card", Unit.TEXT, 0, 0),
    /** The hub itself: its broker is connected. */
    BROKER_UP("broker_up", Unit.FLAG, 0, 1),
    /** The hub itself: age of the oldest entry that the history lacks. */
    HISTORY_LAG("history_lag", Unit.SECOND, 0, 1e9),
    /** The hub itself: the history refuses to be written until a person acts. */
    HISTORY_STOPPED("history_stopped", Unit.FLAG, 0, 1),
    /** The hub itself: room left on the disk of the journal. */
    DISK_FREE("disk_free", Unit.PERCENT, 0, 100),
    /** The hub itself: how long the journal last had to wait for room. */
    JOURNAL_BLOCKED("journal_blocked", Unit.SECOND, 0, 1e9),
    /** The hub itself: how far the machine's clock jumped against steady time. */
    CLOCK_STEP("clock_step", Unit.SECOND, -1e10, 1e10),
    /** The hub itself: messages put in quarantine in the last minute. */
    QUARANTINED("quarantined", Unit.COUNT, 0, 1e9),
    /** The hub itself: the delivery of notices failed unexpectedly in the last minute, and was begun again. */
    DISPATCH_FAILED("dispatch_failed", Unit.FLAG, 0, 1),
    /** Fire weather of an area, a plain number: the Canadian Fire Weather Index. */
    FWI("fwi", Unit.COUNT, 0, 1000),
    /** Fire weather of an area: Fine Fuel Moisture Code. */
    FFMC("ffmc", Unit.COUNT, 0, 101),
    /** Fire weather of an area: Duff Moisture Code. */
    DMC("dmc", Unit.COUNT, 0, 10_000),
    /** Fire weather of an area: Drought Code. */
    DC("dc", Unit.COUNT, 0, 100_000),
    /** Fire weather of an area: Initial Spread Index. */
    ISI("isi", Unit.COUNT, 0, 1e9),
    /** Fire weather of an area: Buildup Index. */
    BUI("bui", Unit.COUNT, 0, 100_000),
    /** Fire weather of an area: the Chinese danger grade, 1 to 5. */
    FIRE_DANGER("fire_danger", Unit.COUNT, 1, 5),
    /** Fire weather of an area: Fine Fuel Moisture Code of the last hour. */
    HOURLY_FFMC("hourly_ffmc", Unit.COUNT, 0, 101),
    /** Fire weather of an area: Initial Spread Index of the last hour. */
    HOURLY_ISI("hourly_isi", Unit.COUNT, 0, 1e9),
    /** Fire weather of an area: Fire Weather Index of the last hour. */
    HOURLY_FWI("hourly_fwi", Unit.COUNT, 0, 1000);

    private static final Map<String, Quantity> BY_KEY = new HashMap<>();

    static {
        for (Quantity quantity : values()) {
            BY_KEY.put(quantity.key, quantity);
        }
    }

    private final String key;
    private final Unit unit;
    private final double min;
    private final double max;

    Quantity(String key, Unit unit, double min, double max) {
        this.key = key;
        this.unit = unit;
        this.min = min;
        this.max = max;
    }

    /** The name in rules, messages, series and the API: {@code wind_speed}. */
    public String key() {
        return key;
    }

    /** The unit that its values are kept in. */
    public Unit unit() {
        return unit;
    }

    /** Lowest plausible value, in {@link #unit()}. */
    public double min() {
        return min;
    }

    /** Highest plausible value, in {@link #unit()}. */
    public double max() {
        return max;
    }

    /** A change of no more than this, in {@link #unit()}, is none: half of the finest step that devices send. */
    public double resolution() {
        return switch (unit) {
            case CELSIUS, PERCENT, PERCENT_PER_METRE, METRE_PER_SECOND, HECTOPASCAL, MILLIMETRE -> 0.05;
            case VOLT, KILOWATT_PER_SQUARE_METRE -> 0.005;
            case SECOND -> 0.0005;
            default -> 0.5;
        };
    }

    /** The quantity of that key; empty where the catalogue has none. */
    public static Optional<Quantity> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
