package org.beaconhub.rules.weather;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Several stations make one weather: of each element the median, which no single broken station can move far. */
final class Medians {
    private Medians() {}

    /** The median over at least one station. */
    static double of(List<Station> stations, ToDoubleFunction<Station> element) {
        double[] values = stations.stream().mapToDouble(element).toArray();
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
