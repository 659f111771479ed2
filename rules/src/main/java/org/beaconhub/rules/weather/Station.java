package org.beaconhub.rules.weather;

import java.util.List;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;

/**
 * What one weather station told for three noons: the one reckoned last, which late data may still change, the next, and
 * the one after, whose rain begins at once. A few numbers each, however much it sends.
 */
final class Station {
    /** The noons that are kept. */
    static final int NOONS = 3;

    static final int TEMPERATURE = 0;
    static final int HUMIDITY = 1;
    static final int WIND = 2;
    /** What is told beside rain. */
    static final int ELEMENTS = 3;

    private static final Range[] RANGES = {Weather.TEMPERATURE_C, Weather.HUMIDITY_PERCENT, Weather.WIND_KMH};
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;
    /** A reading this far from noon stands for it, where there is none nearer. */
    private static final long NOON_WINDOW_MS = HOUR_MS;
    /** Rain is known where it was told in so many of the 24 hours, three of four. */
    private static final int RAIN_HOURS_MIN = 18;

    private static final double KMH_PER_MS = 3.6;

    private final Bucket[] buckets = new Bucket[NOONS];
    private final StationHours hours = new StationHours();

    Station() {
        forgetAll();
    }

    /** What was told for one noon. */
    private static final class Bucket {
        private final double[] values = new double[ELEMENTS];
        private final long[] distanceMs = {NOON_WINDOW_MS + 1, NOON_WINDOW_MS + 1, NOON_WINDOW_MS + 1};
        private double rainMm;
        private int rainHours;

        boolean take(int element, double value, long fromNoonMs) {
            if (fromNoonMs >= distanceMs[element]) {
                return false;
            }
            distanceMs[element] = fromNoonMs;
            values[element] = value;
            return true;
        }

        void rain(double mm, long untilNoonMs) {
            rainMm = Math.min(rainMm + mm, Weather.RAIN_MM.max());
            rainHours |= 1 << (int) Math.min(untilNoonMs / HOUR_MS, 23);
        }

        boolean isComplete() {
            for (long distance : distanceMs) {
                if (distance > NOON_WINDOW_MS) {
                    return false;
                }
            }
            return true;
        }

        void write(ByteSink sink) {
            for (int i = 0; i < ELEMENTS; i++) {
                sink.putDouble(values[i]);
                sink.putUnsigned(distanceMs[i]);
            }
            sink.putDouble(rainMm);
            sink.putUnsigned(rainHours);
        }

        void read(ByteSource source) {
            for (int i = 0; i < ELEMENTS; i++) {
                values[i] = source.getDouble();
                distanceMs[i] = source.getUnsigned();
            }
            rainMm = source.getDouble();
            rainHours = (int) source.getUnsigned();
        }
    }

    StationHours hours() {
        return hours;
    }

    /**
     * Takes in what was told at one moment, for its hour.
     *
     * @param readings what
     * @param hour the hour, by number
     */
    void observeHour(List<Reading> readings, long hour) {
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i) instanceof Measurement measurement && isWeather(measurement)) {
                int element = element(measurement.quantity());
                if (element >= 0) {
                    hours.take(hour, element, value(measurement, element));
                } else if (measurement.quantity() == Quantity.RAIN) {
                    hours.rain(hour, measurement.value());
                }
            }
        }
    }

    /** A thermometer in a fire tells what it feels, and no weather: the indices take none beyond the Earth's records. */
    private static boolean isWeather(Measurement measurement) {
        int element = element(measurement.quantity());
        return measurement.plausible() && (element < 0 || RANGES[element].holds(value(measurement, element)));
    }

    /** In the unit that the indices want; humidity that a sensor errs beyond what is possible is the end of it. */
    private static double value(Measurement measurement, int element) {
        double value = measurement.value();
        return switch (element) {
            case WIND -> value * KMH_PER_MS;
            case HUMIDITY -> Math.clamp(value, 0, 100);
            default -> value;
        };
    }

    private Bucket at(long noon) {
        return buckets[Math.floorMod(noon, NOONS)];
    }

    /**
     * Takes in what was told at one moment.
     *
     * @param readings what
     * @param sinceNoonMs how long after {@code noon} that was, negative for before
     * @param noon the nearest noon, by number
     * @param from the first noon that is kept
     * @return whether the first noon kept has changed
     */
    boolean observe(List<Reading> readings, long sinceNoonMs, long noon, long from) {
        boolean changed = false;
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i) instanceof Measurement measurement && isWeather(measurement)) {
                changed |= take(measurement, sinceNoonMs, noon, from);
            }
        }
        return changed;
    }

    private boolean take(Measurement measurement, long sinceNoonMs, long noon, long from) {
        if (measurement.quantity() == Quantity.RAIN) {
            long rainNoon = sinceNoonMs <= 0 ? noon : noon + 1;
            if (isKept(rainNoon, from)) {
                at(rainNoon).rain(measurement.value(), sinceNoonMs <= 0 ? -sinceNoonMs : DAY_MS - sinceNoonMs);
            }
            return rainNoon == from;
        }
        int element = element(measurement.quantity());
        if (element < 0 || !isKept(noon, from)) {
            return false;
        }
        return at(noon).take(element, value(measurement, element), Math.abs(sinceNoonMs)) && noon == from;
    }

    private static boolean isKept(long noon, long from) {
        return noon >= from && noon < from + NOONS;
    }

    private static int element(Quantity quantity) {
        if (quantity == Quantity.TEMPERATURE) {
            return TEMPERATURE;
        } else if (quantity == Quantity.HUMIDITY) {
            return HUMIDITY;
        }
        return quantity == Quantity.WIND_SPEED ? WIND : -1;
    }

    void forgetAll() {
        for (int i = 0; i < NOONS; i++) {
            buckets[i] = new Bucket();
        }
    }

    /** Forgets a noon, to keep another in its place. */
    void forget(long noon) {
        buckets[Math.floorMod(noon, NOONS)] = new Bucket();
    }

    /** Whether it told temperature, humidity and wind at a noon. */
    boolean isComplete(long noon) {
        return at(noon).isComplete();
    }

    /** Whether it told the rain of enough of the 24 hours before a noon. */
    boolean knowsRain(long noon) {
        return Integer.bitCount(at(noon).rainHours) >= RAIN_HOURS_MIN;
    }

    double temperatureC(long noon) {
        return at(noon).values[TEMPERATURE];
    }

    double humidityPercent(long noon) {
        return at(noon).values[HUMIDITY];
    }

    double windKmh(long noon) {
        return at(noon).values[WIND];
    }

    double rainMm(long noon) {
        return at(noon).rainMm;
    }

    void write(ByteSink sink) {
        for (Bucket bucket : buckets) {
            bucket.write(sink);
        }
        hours.write(sink);
    }

    void read(ByteSource source) {
        for (Bucket bucket : buckets) {
            bucket.read(source);
        }
        hours.read(source);
    }
}
