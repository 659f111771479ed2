package org.beaconhub.gateway.records;

/**
 * How the records follow the journal. Times are of the machine, also where the hub's clock runs fast.
 *
 * @param retryFirstMs wait before the first retry, milliseconds; doubled each time
 * @param retryMostMs longest wait between retries, milliseconds
 */
public record RecordsOptions(long retryFirstMs, long retryMostMs) {
    /** What fits most sites. */
    public static final RecordsOptions USUAL = new RecordsOptions(250, 30_000);

    /** Rejects what makes no sense. */
    public RecordsOptions {
        if (retryFirstMs < 1 || retryMostMs < retryFirstMs) {
            throw new IllegalArgumentException(
                    "retries must wait at least 1 ms and the longest no less than the first, got " + retryFirstMs
                            + " and " + retryMostMs);
        }
    }

    long retryMs(int failures) {
        return Math.min(retryMostMs, retryFirstMs << Math.min(failures - 1, 20));
    }
}
