package org.beaconhub.gateway.series.embedded;

/** What a stretch of time holds of one series: enough to make longer stretches of. */
final class RollUp {
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;
    private double total;
    private long count;

    void add(double value) {
        add(value, value, value, 1);
    }

    void add(RollUp other) {
        add(other.lowest, other.highest, other.total, other.count);
    }

    void add(double low, double high, double sum, long number) {
        lowest = Math.min(lowest, low);
        highest = Math.max(highest, high);
        total += sum;
        count += number;
    }

    double lowest() {
        return lowest;
    }

    double highest() {
        return highest;
    }

    double total() {
        return total;
    }

    long count() {
        return count;
    }

    double mean() {
        return total / count;
    }
}
