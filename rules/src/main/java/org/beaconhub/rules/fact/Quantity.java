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
    /** Relative humidity. Film sensors are good for 5 % at the ends: in fog they tell 103 %. */
    HUMIDITY("humidity", Unit.PERCENT, -5, 105),
    /** Smoke: light obscured per metre. The zero of a meter wanders by some per cent, and so does its end. */
    SMOKE("smoke", Unit.PERCENT_PER_METRE, -5, 105),
    /** A detector's own verdict "smoke". */
    SMOKE_ALARM("smoke_alarm", Unit.FLAG, 0, 1),
    /** A detector's own verdict "heat". */
    HEAT_ALARM("heat_alarm", Unit.FLAG, 0, 1),
    /** Carbon monoxide. Cells tell some ppm below nothing in clean air; the gases of a room on fire hold up to 10 % by volume. */
    CO("co", Unit.PPM, -50, 100_000),
    /** Carbon dioxide. */
    CO2("co2", Unit.PPM, 0, 200_000),
    /** A detector's own verdict "combustible gas". */
    GAS_ALARM("gas_alarm", Unit.FLAG, 0, 1),
    /** Flame seen. */
    FLAME("flame", Unit.FLAG, 0, 1),
    /** Radiant heat flux. Below nothing where the sensor looks at what is colder, as at a clear night sky. */
    HEAT_FLUX("heat_flux", Unit.KILOWATT_PER_SQUARE_METRE, -1, 300),
    /** Oxygen, by volume. */
    OXYGEN("oxygen", Unit.PERCENT, -1, 25),
    /** Fine particles; a metre of dense smoke holds a gram. */
    PM25("pm25", Unit.MICROGRAM_PER_CUBIC_METRE, 0, 1_000_000),
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
    HOURLY_FWI("hourly_fwi", Unit.COUNT, 0, 1000),
    /** Combustible gas, as a share of the lower explosive limit; pure gas is up to a hundred times of it. */
    GAS("gas", Unit.PERCENT, -5, 10_000),
    /** Persons who passed a gate since the last message. */
    PASSED("passed", Unit.COUNT, 0, 1000),
    /** The device says that it is warming up or calibrating: what it measures means nothing yet. */
    WARMING_UP("warming_up", Unit.FLAG, 0, 1),
    /** The device says that something covers it. */
    MASKED("masked", Unit.FLAG, 0, 1),
    /** The device says that it sees nothing, from glare, dirt, or darkness. */
    BLINDED("blinded", Unit.FLAG, 0, 1),
    /** The hub: the records of what is over cannot be written. */
    RECORDS_STOPPED("records_stopped", Unit.FLAG, 0, 1);

    /** What a camera says instead of what it sees, when something covers it: a text of {@link #EVENT}. */
    public static final String BLOCKED = "blocked";

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

    /** Lowest plausible value, in {@link #unit()}; below what is possible by what a sound sensor errs. */
    public double min() {
        return min;
    }

    /** Highest plausible value, in {@link #unit()}; beyond what is possible by what a sound sensor errs. */
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

    /**
     * The fastest that a sound sensor's reading can change, in {@link #unit()} per second; infinite where nature sets no
     * limit. A step beyond it is a fault of the sensor, whatever happens around it. The limits are those of the sensors,
     * which follow the air late, so a fire stays within them.
     */
    public double changePerSecondMax() {
        return switch (this) {
            // A bead that follows flames of 1,000 °C with a time constant of 5 s begins at this rate; rooms that
            // flashed over
            // under bare thermocouples gave half of it (FSRI).
            case TEMPERATURE -> 200;
            // Film sensors follow with 5 s at the best: the whole range within them.
            case HUMIDITY -> 20;
            // Cells and analysers reach 90 % in 15 to 30 s: the whole range in 10 s.
            case CO -> 10_000;
            case OXYGEN -> 2.5;
            // Beads and infrared cells behind a flame arrester take 10 s for half of their range.
            case GAS -> 500;
            // The steepest fall ever measured was 100 hPa in a tornado, within some 40 s; doors and lifts stay far
            // below.
            case PRESSURE -> 10;
            default -> Double.POSITIVE_INFINITY;
        };
    }

    /** Whether it tells of the world around the device, not of the device or the hub: what a masked device cannot know. */
    public boolean isSensed() {
        return switch (this) {
            case TEMPERATURE, HUMIDITY, SMOKE, SMOKE_ALARM, HEAT_ALARM, CO, CO2, GAS, GAS_ALARM, FLAME, HEAT_FLUX ->
                true;
            case OXYGEN, PM25, PRESSURE, WIND_SPEED, WIND_DIRECTION, RAIN, ILLUMINANCE -> true;
            case DOOR, ACCESS, PEOPLE, PASSED, MOTION, LEAK, EVENT, PLATE, CARD -> true;
            case TAMPER, BATTERY, BATTERY_LOW, VOLTAGE, RSSI, ONLINE, WARMING_UP, MASKED, BLINDED -> false;
            case BROKER_UP, HISTORY_LAG, HISTORY_STOPPED, DISK_FREE, JOURNAL_BLOCKED, CLOCK_STEP, QUARANTINED -> false;
            case DISPATCH_FAILED, FWI, FFMC, DMC, DC, ISI, BUI, FIRE_DANGER -> false;
            case HOURLY_FFMC, HOURLY_ISI, HOURLY_FWI, RECORDS_STOPPED -> false;
        };
    }

    /** The quantity of that key; empty where the catalogue has none. */
    public static Optional<Quantity> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
