package org.beaconhub.gateway.vitals;

import java.util.TreeMap;
import org.beaconhub.rules.fact.DeliveryReport.Delivered;
import org.beaconhub.rules.fact.DeliveryReport.Failed;
import org.beaconhub.rules.fact.DeliveryReport.Result;
import org.beaconhub.rules.fact.DeliveryReport.Retrying;
import org.beaconhub.rules.fact.Text;
import org.jspecify.annotations.Nullable;

/** How the attempts to deliver ended that each channel made last, since the start. For any thread. */
public final class Deliveries {
    private final TreeMap<String, Last> last = new TreeMap<>();

    /**
     * The last of one channel.
     *
     * @param deliveredAtMs the last attempt that succeeded, milliseconds since 1970 UTC; 0 where none did
     * @param failedAtMs the last one that did not; 0 where none failed
     * @param why what was wrong then, in the words of dispatch; null where none failed
     */
    public record Last(
            long deliveredAtMs, long failedAtMs, @Nullable Text why) {
        /** What is said of a channel that made no attempt. */
        public static final Last NONE = new Last(0, 0, null);

        /** Whether the newest attempt failed. */
        public boolean fails() {
            return failedAtMs > deliveredAtMs;
        }
    }

    /** Takes down how an attempt ended. */
    synchronized void note(String channel, Result result, long nowMs) {
        Last before = of(channel);
        last.put(
                channel,
                switch (result) {
                    case Delivered delivered -> new Last(nowMs, before.failedAtMs(), before.why());
                    case Retrying retrying -> new Last(before.deliveredAtMs(), nowMs, retrying.why());
                    case Failed failed -> new Last(before.deliveredAtMs(), nowMs, failed.why());
                });
    }

    /** The last of a channel. */
    public synchronized Last of(String channel) {
        return last.getOrDefault(channel, Last.NONE);
    }
}
