package org.beaconhub.rules.detect;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.codec.ByteSink;
import org.beaconhub.rules.codec.ByteSource;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.site.Device;
import org.jspecify.annotations.Nullable;

/** What is known of one device: the last reading of each quantity that it measures, when it was heard, and what windows hold. */
public final class Track {
    /** A device that others are heard through is missing when it missed more than so many intervals. */
    private static final int MISSED_MAX = 3;
    /** Never heard. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final byte NONE = 0;
    private static final byte PLAUSIBLE = 1;
    private static final byte BROKEN = 2;

    private final Device device;
    private final Quantity[] quantities;
    private final byte[] slotOf = new byte[Quantity.values().length];
    private final double[] values;
    private final byte[] status;
    private final @Nullable String[] labels;
    private final List<Kept> kept = new ArrayList<>();
    private long heardAtMs = NEVER;
    private long backAtMs = NEVER;
    private long observedAtMs = NEVER;
    /** The hub's time when {@link #observedAtMs} was taken in. */
    private long anchorMs = NEVER;

    private long seq;

    private record Kept(int slot, Memory.Form form, long windowMs, Memory memory) {
        boolean isFor(int wantedSlot, Memory.Form wantedForm, long wantedMs) {
            return slot == wantedSlot && form == wantedForm && windowMs == wantedMs;
        }
    }

    /** Nothing is known of a device yet. */
    public Track(Device device) {
        this.device = device;
        this.quantities = device.type().measures().toArray(Quantity[]::new);
        this.values = new double[quantities.length];
        this.status = new byte[quantities.length];
        this.labels = new String[quantities.length];
        java.util.Arrays.fill(slotOf, (byte) -1);
        for (int slot = 0; slot < quantities.length; slot++) {
            slotOf[quantities[slot].ordinal()] = (byte) slot;
        }
    }

    /** The device. */
    public Device device() {
        return device;
    }

    /** When it was last heard, hub time in milliseconds, or {@link #NEVER}. */
    public long heardAtMs() {
        return heardAtMs;
    }

    /** The newest observed time, in milliseconds, or {@link #NEVER}. */
    public long observedAtMs() {
        return observedAtMs;
    }

    /** Journal sequence of the entry taken in last. */
    long seq() {
        return seq;
    }

    /** Notes that the device was heard, whatever it said. */
    public void heard(long hubTimeMs) {
        if (heardAtMs == NEVER || missing(hubTimeMs, NEVER)) {
            backAtMs = hubTimeMs;
        }
        heardAtMs = hubTimeMs;
    }

    /** When it was heard again after it had been missing, hub time in milliseconds, or {@link #NEVER}. */
    public long backAtMs() {
        return backAtMs;
    }

    /** Whether it missed so many of its intervals, though the hub could hear since {@code listeningMs}, that it is gone. */
    boolean missing(long hubTimeMs, long listeningMs) {
        long intervalMs = device.type().intervalMs();
        return intervalMs > 0 && hubTimeMs - Math.max(heardAtMs, listeningMs) > MISSED_MAX * intervalMs;
    }

    /**
     * Takes in an observation that is not older than the newest one; {@link #heard} comes first.
     *
     * @return the quantities that it told, as bits by ordinal
     */
    public long observe(Observation observation, long entrySeq) {
        observedAtMs = observation.observedAtMs();
        anchorMs = heardAtMs;
        seq = entrySeq;
        long told = 0;
        List<Reading> readings = observation.readings();
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            int slot = slotOf[reading.quantity().ordinal()];
            if (slot >= 0) {
                told |= 1L << reading.quantity().ordinal();
                take(slot, reading);
            }
        }
        return told;
    }

    private void take(int slot, Reading reading) {
        switch (reading) {
            case Measurement measurement -> {
                status[slot] = measurement.plausible() ? PLAUSIBLE : BROKEN;
                values[slot] = measurement.value();
                if (status[slot] == PLAUSIBLE) {
                    feed(slot, measurement.value());
                }
            }
            case Label label -> {
                status[slot] = PLAUSIBLE;
                // The number of a text counts its changes: what windows remember of a text.
                values[slot] += label.text().equals(labels[slot]) ? 0 : 1;
                labels[slot] = label.text();
                feed(slot, values[slot]);
            }
        }
    }

    private void feed(int slot, double value) {
        for (int i = 0; i < kept.size(); i++) {
            Kept each = kept.get(i);
            if (each.slot() == slot) {
                each.memory().add(observedAtMs, value);
            }
        }
    }

    int slot(Quantity quantity) {
        return slotOf[quantity.ordinal()];
    }

    boolean told(int slot) {
        return slot >= 0 && status[slot] != NONE;
    }

    boolean plausible(int slot) {
        return slot >= 0 && status[slot] == PLAUSIBLE;
    }

    boolean broken(int slot) {
        return slot >= 0 && status[slot] == BROKEN;
    }

    double value(int slot) {
        return values[slot];
    }

    @Nullable
    String label(int slot) {
        return labels[slot];
    }

    /** What is remembered of a quantity, shared by all clauses that ask for it; null where it is not measured. */
    @Nullable
    Memory memory(Quantity quantity, Memory.Form form, long windowMs) {
        int slot = slot(quantity);
        if (slot < 0) {
            return null;
        }
        for (Kept each : kept) {
            if (each.isFor(slot, form, windowMs)) {
                return each.memory();
            }
        }
        Memory memory = form.begin(quantity, windowMs);
        kept.add(new Kept(slot, form, windowMs, memory));
        return memory;
    }

    /** The device's time at a moment of the hub's time: its last word, and what has passed since. */
    public long deviceTimeMs(long hubTimeMs) {
        return observedAtMs == NEVER ? hubTimeMs : observedAtMs + Math.max(0, hubTimeMs - anchorMs);
    }

    /** The hub's time at which the device's time comes to a moment. */
    long hubTimeMs(long deviceTimeMs) {
        return observedAtMs == NEVER ? deviceTimeMs : anchorMs + Math.max(0, deviceTimeMs - observedAtMs);
    }

    /** The last readings, in the order of the catalogue. */
    public List<Reading> latest() {
        List<Reading> latest = new ArrayList<>();
        for (int slot = 0; slot < quantities.length; slot++) {
            String label = labels[slot];
            if (label != null) {
                latest.add(new Label(quantities[slot], label));
            } else if (status[slot] != NONE) {
                latest.add(new Measurement(quantities[slot], values[slot]));
            }
        }
        return latest;
    }

    /** Writes what is known. */
    public void write(ByteSink sink) {
        sink.putLong(heardAtMs);
        sink.putLong(backAtMs);
        sink.putLong(observedAtMs);
        sink.putLong(anchorMs);
        sink.putUnsigned(seq);
        for (int slot = 0; slot < quantities.length; slot++) {
            String label = labels[slot];
            sink.put(status[slot]);
            sink.putDouble(values[slot]);
            sink.putText(label == null ? "" : label);
        }
        for (Kept each : kept) {
            each.memory().write(sink);
        }
    }

    /** Reads what {@link #write} wrote for a device of the same type and the same rules. */
    public void read(ByteSource source) {
        heardAtMs = source.getLong();
        backAtMs = source.getLong();
        observedAtMs = source.getLong();
        anchorMs = source.getLong();
        seq = source.getUnsigned();
        for (int slot = 0; slot < quantities.length; slot++) {
            status[slot] = (byte) source.get();
            values[slot] = source.getDouble();
            String label = source.getText();
            labels[slot] = label.isEmpty() ? null : label;
        }
        for (Kept each : kept) {
            each.memory().read(source);
        }
    }

    /** Takes over what another track of the same device knew; what is remembered starts anew where it differs. */
    public void adopt(Track other) {
        heardAtMs = other.heardAtMs;
        backAtMs = other.backAtMs;
        observedAtMs = other.observedAtMs;
        anchorMs = other.anchorMs;
        seq = other.seq;
        for (int slot = 0; slot < quantities.length; slot++) {
            int from = other.slot(quantities[slot]);
            if (from >= 0) {
                status[slot] = other.status[from];
                values[slot] = other.values[from];
                labels[slot] = other.labels[from];
            }
        }
        for (Kept each : kept) {
            adoptMemory(each, other);
        }
    }

    private void adoptMemory(Kept mine, Track other) {
        int from = other.slot(quantities[mine.slot()]);
        for (Kept theirs : other.kept) {
            if (theirs.isFor(from, mine.form(), mine.windowMs())) {
                mine.memory().read(ByteSource.of(theirs.memory()::write));
            }
        }
    }
}
