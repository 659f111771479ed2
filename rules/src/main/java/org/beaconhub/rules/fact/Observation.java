package org.beaconhub.rules.fact;

import java.util.List;

/**
 * What one device measured at one moment.
 *
 * @param device id of a device of the site
 * @param observedAtMs when it was measured, milliseconds since 1970 UTC: the device's time where plausible, else the hub's
 * @param timeSource whose clock {@code observedAtMs} is
 * @param deviceSeq the device's own message number, or {@link #NO_SEQ}
 * @param readings the readings, at least one
 */
public record Observation(
        String device, long observedAtMs, TimeSource timeSource, long deviceSeq, List<Reading> readings)
        implements LiveFact {
    /** The device does not number its messages. */
    public static final long NO_SEQ = -1;

    /** Whose clock a time was read from. */
    public enum TimeSource {
        /** The device's own clock. */
        DEVICE,
        /** The hub's: the device sent no time, or an implausible one. */
        HUB
    }

    /** Rejects a blank device and an empty list. */
    public Observation {
        if (device.isBlank()) {
            throw new IllegalArgumentException("device must not be blank");
        }
        if (readings.isEmpty()) {
            throw new IllegalArgumentException("an observation of " + device + " needs at least one reading");
        }
        readings = List.copyOf(readings);
    }

    /** The same, measured at a moment of the hub's clock. */
    public Observation atHubTime(long hubMs) {
        return new Observation(device, hubMs, TimeSource.HUB, deviceSeq, readings);
    }
}
