package org.beaconhub.sim.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.beaconhub.sim.wire.Report;
import org.beaconhub.sim.wire.Value;
import org.beaconhub.sim.world.Air;
import org.beaconhub.sim.world.Wind;
import org.beaconhub.sim.world.World;

/**
 * One device: it looks at the world when it is due and says what it measures, with its own lag, noise, drift, battery
 * and flaws. The same seed, world and times give the same messages.
 */
public final class Sensor {
    private static final double HEAT_LAG_MS = 15_000;
    private static final double SMOKE_LAG_MS = 5_000;
    /** A detector's own verdict: EN 14604's upper end in %/m, EN 54-5 class A1 in °C. */
    private static final double SMOKE_ALARM_PERCENT_PER_M = 4;

    private static final double HEAT_ALARM_CELSIUS = 57;
    private static final long DOOR_OPEN_MS = 8_000;
    /** Types whose messages get through, once each. */
    private static final Set<String> WIRED = Set.of("gate", "siren", "lora-gateway", "gas-detector");

    /** Below this it is night, and what has opening hours is shut. */
    private static final double OPENING_BUSY_MIN = 0.3;

    private static final long WATCHING_MS = 5_000;
    /** Before this time no device counted; leaves the counter within 32 bits for decades. */
    private static final long COUNTER_EPOCH_S = 1_750_000_000;

    private final Spec spec;
    private final SplittableRandom random;
    private final Flaws flaws;
    private final Lag heat = new Lag(HEAT_LAG_MS);
    private final Lag smoke = new Lag(SMOKE_LAG_MS);
    private final Lag gas = new Lag(SMOKE_LAG_MS);
    private final double drift;
    private final double batteryAtStart;
    private final double rssi;
    private final long startMs;
    private long seq;
    private long dueMs;
    private boolean doorOpen;

    /** Starts a device; its first word comes within one interval. Its counter goes on from earlier starts. */
    public Sensor(Spec spec, long seed, long startMs) {
        this.spec = spec;
        this.random = new SplittableRandom(seed * 31 + spec.id().hashCode());
        this.flaws = new Flaws(random.nextLong());
        this.startMs = startMs;
        this.dueMs = startMs + random.nextLong(spec.intervalMs());
        this.drift = random.nextDouble(-0.4, 0.4);
        this.batteryAtStart = random.nextDouble(55, 100);
        this.rssi = random.nextDouble(-105, -60);
        this.seq = Math.max(0, startMs / 1000 - COUNTER_EPOCH_S);
    }

    /** What it is. */
    public Spec spec() {
        return spec;
    }

    /** When it speaks next, in milliseconds. */
    public long dueMs() {
        return dueMs;
    }

    /** What it says now: nothing where it is silent, the same report twice where it repeats itself. */
    public List<Report> speak(World world, long timeMs) {
        dueMs = timeMs + spec.intervalMs() - random.nextLong(spec.intervalMs() / 20 + 1);
        Map<String, Value> values = new LinkedHashMap<>();
        air(world, timeMs, values);
        weather(world, timeMs, values);
        sight(world, timeMs, values);
        gate(world, timeMs, values);
        upkeep(timeMs, values);
        Report report = new Report(spec.id(), spec.address(), seq++, timeMs, values);
        int copies = WIRED.contains(spec.type()) ? 1 : flaws.copies();
        return java.util.Collections.nCopies(copies, report);
    }

    private double noise(double deviation) {
        return random.nextGaussian() * deviation;
    }

    private void air(World world, long timeMs, Map<String, Value> values) {
        Air air = spec.outdoors() ? world.air(spec.place(), timeMs) : world.indoors(timeMs);
        double temperature = heat.follow(air.temperature(), timeMs) + drift + noise(0.1);
        double obscured = Math.clamp(smoke.follow(air.smoke(), timeMs) + noise(0.03), 0, 100);
        double monoxide = Math.max(0, gas.follow(air.co(), timeMs) + noise(0.2));
        put(values, "temperature", Value.rounded(temperature, 1));
        put(values, "humidity", Value.rounded(Math.clamp(air.humidity() + noise(0.5), 0, 100), 1));
        put(values, "smoke", Value.rounded(obscured, 2));
        put(values, "co", Value.rounded(monoxide, 1));
        put(values, "heat_flux", Value.rounded(air.heatFlux(), 2));
        put(values, "gas", Value.rounded(Math.max(0, noise(0.2)), 1));
        put(values, "smoke_alarm", new Value.Flag(obscured > SMOKE_ALARM_PERCENT_PER_M));
        put(values, "heat_alarm", new Value.Flag(temperature > HEAT_ALARM_CELSIUS));
    }

    private void weather(World world, long timeMs, Map<String, Value> values) {
        Wind wind = world.weather().wind(timeMs);
        put(values, "wind_speed", Value.rounded(Math.max(0, wind.speed() + noise(0.3)), 1));
        put(values, "wind_direction", Value.rounded(Math.floorMod(Math.round(wind.from() + noise(4)), 360), 0));
        put(values, "rain", Value.rounded(0, 1));
        put(values, "pressure", Value.rounded(world.weather().pressure(timeMs) + noise(0.1), 1));
    }

    private void sight(World world, long timeMs, Map<String, Value> values) {
        if (!spec.tells("event")) {
            return;
        }
        Optional<String> fire = spec.outdoors() ? world.seenFrom(spec.place(), timeMs) : Optional.empty();
        int people = world.people().inView(spec.index(), timeMs);
        put(values, "event", new Value.Words(fire.orElse(people > 0 ? "person" : "none")));
        put(values, "people", Value.rounded(people, 0));
        if (fire.isPresent()) {
            dueMs = Math.min(dueMs, timeMs + WATCHING_MS);
        }
    }

    /** Somebody opens with a card or by number plate; the gate shuts a few seconds later. */
    private void gate(World world, long timeMs, Map<String, Value> values) {
        if (!spec.tells("door")) {
            return;
        }
        boolean wasOpen = doorOpen;
        doorOpen = !wasOpen && !shut(world, timeMs) && world.people().passes(spec.index(), timeMs);
        put(values, "door", new Value.Flag(doorOpen));
        if (!doorOpen) {
            put(values, "people", Value.rounded(world.people().inView(spec.index(), timeMs), 0));
            put(values, "passed", Value.rounded(wasOpen ? 1 : 0, 0));
            return;
        }
        SplittableRandom who = world.people().roll(spec.index(), timeMs);
        put(values, "access", new Value.Flag(true));
        if (who.nextInt(3) == 0) {
            put(
                    values,
                    "plate",
                    new Value.Words("鲁B"
                            + Integer.toString(46_656 * 2 + who.nextInt(46_656), 36)
                                    .toUpperCase(java.util.Locale.ROOT) + who.nextInt(10)));
        } else {
            put(values, "card", new Value.Words(String.format("%08X", who.nextInt(4000) * 0x9E37L)));
        }
        dueMs = timeMs + DOOR_OPEN_MS;
    }

    /** The gates of the forest are locked at night, and a shop's door while it is closed. */
    private boolean shut(World world, long timeMs) {
        boolean locked = spec.outdoors() || spec.type().equals("door-contact");
        return locked && world.people().busy(timeMs) < OPENING_BUSY_MIN;
    }

    private void upkeep(long timeMs, Map<String, Value> values) {
        double days = (timeMs - startMs) / 86_400_000.0;
        put(values, "battery", Value.rounded(Math.max(0, batteryAtStart - days * 0.05), 0));
        put(values, "rssi", Value.rounded(rssi + noise(2), 0));
        put(values, "tamper", new Value.Flag(false));
        put(values, "online", new Value.Flag(true));
        put(values, "masked", new Value.Flag(false));
        put(values, "warming_up", new Value.Flag(false));
    }

    private void put(Map<String, Value> values, String quantity, Value value) {
        if (spec.tells(quantity)) {
            values.putIfAbsent(quantity, value);
        }
    }
}
