package org.beaconhub.rules.weather;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/** What one weather station told in the hour that is not reckoned yet and in the one after it, as sums. */
final class StationHours {
    /** The hours that are kept. */
    static final int HOURS = 2;

    private final double[] sums = new double[HOURS * Station.ELEMENTS];
    private final int[] counts = new int[HOURS * Station.ELEMENTS];
    private final double[] rainMm = new double[HOURS];

    private static int slot(long hour) {
        return Math.floorMod(hour, HOURS);
    }

    /** Takes in a temperature, humidity or wind speed, by its element. */
    void take(long hour, int element, double value) {
        int at = slot(hour) * Station.ELEMENTS + element;
        sums[at] += value;
        counts[at]++;
    }

    /** Takes in rain, mm. */
    void rain(long hour, double mm) {
        rainMm[slot(hour)] = Math.min(rainMm[slot(hour)] + mm, Weather.RAIN_MM.max());
    }

    /** Whether all three elements were told. */
    boolean isComplete(long hour) {
        for (int element = 0; element < Station.ELEMENTS; element++) {
            if (counts[slot(hour) * Station.ELEMENTS + element] == 0) {
                return false;
            }
        }
        return true;
    }

    /** The mean of an element that was told. */
    double mean(long hour, int element) {
        int at = slot(hour) * Station.ELEMENTS + element;
        return sums[at] / counts[at];
    }

    double rainMm(long hour) {
        return rainMm[slot(hour)];
    }

    /** Forgets an hour, to keep another in its place. */
    void forget(long hour) {
        for (int element = 0; element < Station.ELEMENTS; element++) {
            sums[slot(hour) * Station.ELEMENTS + element] = 0;
            counts[slot(hour) * Station.ELEMENTS + element] = 0;
        }
        rainMm[slot(hour)] = 0;
    }

    void write(ByteSink sink) {
        for (int i = 0; i < sums.length; i++) {
            sink.putDouble(sums[i]);
            sink.putUnsigned(counts[i]);
        }
        for (double mm : rainMm) {
            sink.putDouble(mm);
        }
    }

    void read(ByteSource source) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = source.getDouble();
            counts[i] = (int) source.getUnsigned();
        }
        for (int i = 0; i < HOURS; i++) {
            rainMm[i] = source.getDouble();
        }
    }
}
