package org.beaconhub.gateway.records;

/**
 * How the records follow the journal, and how long they keep it. The waits are of the machine, also where the hub's clock runs
 * fast; days are of the hub's time.
 *
 * @param retryFirstMs wait before the first retry, milliseconds; doubled each time
 * @param retryMostMs longest wait between retries, milliseconds
 * @param recordDays an alarm or incident goes so many days after its end, with its time line and notices
 * @param reportDays who reported something and in which words goes so many days after the incident's end
 */
public record RecordsOptions(long retryFirstMs, long retryMostMs, int recordDays, int reportDays) {
    private static final int DAYS_MOST = 36_500;

    /** What fits most sites. */
    public static final RecordsOptions USUAL = new RecordsOptions(250, 30_000, 1096, 90);

    /** Rejects what makes no sense. */
    public RecordsOptions {
        if (retryFirstMs < 1 || retryMostMs < retryFirstMs) {
            throw new IllegalArgumentException(
                    "retries must wait at least 1 ms and the longest no less than the first, got " + retryFirstMs
                            + " and " + retryMostMs);
        }
        inDays("records", recordDays);
        inDays("reports of people", reportDays);
    }

    private static void inDays(String what, int days) {
        if (days < 1 || days > DAYS_MOST) {
            throw new IllegalArgumentException(what + " are kept for 1 to " + DAYS_MOST + " days, got " + days);
        }
    }

    /** The same with other times of keeping. */
    public RecordsOptions keeping(int records, int reports) {
        return new RecordsOptions(retryFirstMs, retryMostMs, records, reports);
    }

    long retryMs(int failures) {
        return Math.min(retryMostMs, retryFirstMs << Math.min(failures - 1, 20));
    }
}
