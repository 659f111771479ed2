package org.beaconhub.gateway.series;

import java.util.List;
import org.beaconhub.rules.fact.Quantity;

/** Reads the history for charts. */
public interface Charts {
    /**
     * One device's readings of one quantity, thinned out evenly.
     *
     * @param fromMs first moment, milliseconds since 1970 UTC
     * @param toMs last moment, not included
     * @param pointsMax how many points at the most, 1 to 5000
     * @return oldest first
     * @throws HistoryUnavailable where the store does not answer
     */
    List<Point> points(String device, Quantity quantity, long fromMs, long toMs, int pointsMax)
            throws HistoryUnavailable;

    /**
     * A stretch of time in a chart.
     *
     * @param timeMs its beginning, milliseconds since 1970 UTC
     * @param min lowest value, in the quantity's unit
     * @param mean mean value
     * @param max highest value
     */
    record Point(long timeMs, double min, double mean, double max) {}

    /** The store does not answer now. */
    final class HistoryUnavailable extends Exception {
        private static final long serialVersionUID = 1;

        /** Says which store, and what it said. */
        public HistoryUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
