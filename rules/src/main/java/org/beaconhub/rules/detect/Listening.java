package org.beaconhub.rules.detect;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * Whether the hub could have heard its devices at all. While its broker is gone, a device's silence says nothing
 * about the device: the one root cause is the broker.
 */
public final class Listening {
    private boolean connected;
    private long sinceMs;

    /** Whether the broker is connected. */
    public boolean connected() {
        return connected;
    }

    /** Since when, hub time in milliseconds. */
    public long sinceMs() {
        return sinceMs;
    }

    /** Notes what the hub says of its broker. */
    public void broker(boolean up, long hubTimeMs) {
        if (up && !connected) {
            sinceMs = hubTimeMs;
        }
        connected = up;
    }

    /** Writes it. */
    public void write(ByteSink sink) {
        sink.putFlag(connected);
        sink.putLong(sinceMs);
    }

    /** Reads what {@link #write} wrote. */
    public void read(ByteSource source) {
        connected = source.getFlag();
        sinceMs = source.getLong();
    }
}
