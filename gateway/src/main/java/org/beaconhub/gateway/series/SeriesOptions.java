package org.beaconhub.gateway.series;

/**
 * How the history follows the journal. Times are of the machine, also where the hub's clock runs fast.
 *
 * @param samplesMax how many readings a store is given at once, one observation more or less; 1 to 50,000
 * @param lingerMs how long to gather entries before they are written, milliseconds
 * @param retryFirstMs wait before the first retry, milliseconds; doubled each time
 * @param retryMostMs longest wait between retries, milliseconds
 * @param probeMs how often a store that needs a person is tried again, milliseconds
 * @param devicesMax how many devices the history holds at the most; readings of further ones are dropped and counted
 */
public record SeriesOptions(
        int samplesMax, long lingerMs, long retryFirstMs, long retryMostMs, long probeMs, int devicesMax) {
    /** What fits most sites. */
    public static final SeriesOptions USUAL = new SeriesOptions(5_000, 200, 250, 30_000, 30_000, 100_000);

    /** Rejects what makes no sense. */
    public SeriesOptions {
        check("samplesMax", samplesMax, 1, 50_000);
        check("lingerMs", lingerMs, 0, 60_000);
        check("retryFirstMs", retryFirstMs, 1, 60_000);
        check("retryMostMs", retryMostMs, retryFirstMs, 3_600_000);
        check("probeMs", probeMs, 1, 3_600_000);
        check("devicesMax", devicesMax, 1, 10_000_000);
    }

    private static void check(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
