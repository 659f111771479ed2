package org.beaconhub.rules.detect;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;

/**
 * Whether the hub could have heard its devices at all. While its broker is gone, a device's silence says nothing
 * about the device: the one root cause is the broker. Where nobody ever told of a broker, as in a drill, a device that was
 * never heard is not silent, but one that spoke was heard, and could have been heard again.
 */
public final class Listening {
    private Broker broker = Broker.UNTOLD;
    private long sinceMs;

    /** What is known of the broker, in the order of its numbers in snapshots. */
    private enum Broker {
        UNTOLD,
        CONNECTED,
        GONE
    }

    /** Whether the broker is connected. */
    public boolean connected() {
        return broker == Broker.CONNECTED;
    }

    /** Whether the hub told that its broker is gone. */
    boolean gone() {
        return broker == Broker.GONE;
    }

    /** Since when, hub time in milliseconds. */
    public long sinceMs() {
        return sinceMs;
    }

    /** Takes in what the hub says of its broker; whether that changed. */
    public boolean broker(Observation observation, long hubTimeMs) {
        boolean before = connected();
        for (Reading reading : observation.readings()) {
            if (reading.quantity() == Quantity.BROKER_UP) {
                broker(reading instanceof Measurement measurement && measurement.value() >= 0.5, hubTimeMs);
            }
        }
        return before != connected();
    }

    /** Notes what the hub says of its broker. */
    public void broker(boolean up, long hubTimeMs) {
        if (up && broker != Broker.CONNECTED) {
            sinceMs = hubTimeMs;
        }
        broker = up ? Broker.CONNECTED : Broker.GONE;
    }

    /** Writes it. */
    public void write(ByteSink sink) {
        sink.put(broker.ordinal());
        sink.putLong(sinceMs);
    }

    /** Reads what {@link #write} wrote. */
    public void read(ByteSource source) {
        broker = source.getOneOf(Broker.values());
        sinceMs = source.getLong();
    }
}
