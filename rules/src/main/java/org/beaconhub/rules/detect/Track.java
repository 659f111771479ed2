package org.beaconhub.rules.detect;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.DeviceType;
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
    /** Changed faster than a sound sensor can; the next reading that agrees with it is believed. */
    private static final byte JUMPED = 3;
    /** Told by a device that is warming up or blind. */
    private static final byte DOUBTED = 4;

    /** Beside how a reading was judged: the newest observation told it. */
    private static final int TOLD_NOW = 0x80;

    private final Device device;
    private final DeviceType type;
    private final Slots slots;
    private final double[] values;
    private final byte[] status;
    private final @Nullable String[] labels;
    private final long[] toldAtMs;

    private final Cells cells;
    private final Memories memories;
    /** Whether what it senses is not to be believed. */
    private boolean doubts;

    private long heardAtMs = NEVER;
    private long backAtMs = NEVER;
    private long observedAtMs = NEVER;
    private TimeSource timeSource = TimeSource.DEVICE;
    /** Since when it is on, hub time in milliseconds, for devices that warm up. */
    private long onAtMs = NEVER;
    /** The quantities that the newest observation told, as bits by ordinal. */
    private long toldLast;
    /** The hub's time when {@link #observedAtMs} was taken in. */
    private long anchorMs = NEVER;

    private long seq;

    /** Nothing is known of a device yet; {@code shared} holds what devices have in common. */
    public Track(Device device, Map<Object, Object> shared) {
        this.device = device;
        this.type = device.type();
        this.slots = Slots.of(type, shared);
        this.values = new double[slots.size()];
        this.status = new byte[slots.size()];
        this.labels = new String[slots.size()];
        this.toldAtMs = new long[slots.size()];
        this.cells = new Cells(slots.size());
        this.memories = new Memories(slots);
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

    /** Whose clock {@link #observedAtMs} was read from. */
    public TimeSource timeSource() {
        return timeSource;
    }

    /** Journal sequence of the entry taken in last. */
    long seq() {
        return seq;
    }

    /** Notes that the device was heard, whatever it said; it could be since {@code audibleSinceMs}, hub time in milliseconds. */
    public void heard(long hubTimeMs, long audibleSinceMs) {
        if (heardAtMs == NEVER || missing(hubTimeMs, NEVER)) {
            backAtMs = hubTimeMs;
            if (heardAtMs == NEVER || missing(hubTimeMs, audibleSinceMs)) {
                onAtMs = hubTimeMs;
            }
        }
        heardAtMs = hubTimeMs;
    }

    /** What it does at a moment, as far as its own words tell. */
    public Duty duty(long hubTimeMs, long listeningMs) {
        boolean unheard = heardAtMs == NEVER && type.intervalMs() > 0;
        if (unheard || missing(hubTimeMs, listeningMs)) {
            return Duty.SILENT;
        } else if (says(Quantity.WARMING_UP) || hubTimeMs - onAtMs < type.warmUpMs() && onAtMs != NEVER) {
            return Duty.WARMING_UP;
        }
        return covered() ? Duty.BLIND : Duty.WORKING;
    }

    private boolean covered() {
        int event = slot(Quantity.EVENT);
        return says(Quantity.MASKED) || says(Quantity.BLINDED) || event >= 0 && Quantity.BLOCKED.equals(labels[event]);
    }

    private boolean says(Quantity flag) {
        int slot = slot(flag);
        return slot >= 0 && status[slot] == PLAUSIBLE && values[slot] >= 0.5;
    }

    /** When it was heard again after it had been missing, hub time in milliseconds, or {@link #NEVER}. */
    public long backAtMs() {
        return backAtMs;
    }

    /** Whether it missed so many of its intervals, though the hub could hear since {@code listeningMs}, that it is gone. */
    boolean missing(long hubTimeMs, long listeningMs) {
        long intervalMs = type.intervalMs();
        return intervalMs > 0 && hubTimeMs - Math.max(heardAtMs, listeningMs) > MISSED_MAX * intervalMs;
    }

    /** Takes in an observation not older than the newest one, after {@link #heard}; the quantities told, as bits by ordinal. */
    public long observe(Observation observation, long entrySeq) {
        double seconds = (observation.observedAtMs() - observedAtMs) / 1000.0;
        observedAtMs = observation.observedAtMs();
        timeSource = observation.timeSource();
        anchorMs = heardAtMs;
        seq = entrySeq;
        List<Reading> readings = observation.readings();
        cells.begin();
        memories.begin();
        if (slots.mayDoubt()) {
            admit(readings);
        }
        long told = 0;
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            int slot = slots.of(reading.quantity());
            if (slot >= 0) {
                told |= slots.bit(slot);
                take(slot, reading, seconds);
            }
        }
        toldLast = told;
        return told;
    }

    /** Looks first at what the device says of itself: whether its readings, old and new, are to be believed. */
    private void admit(List<Reading> readings) {
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            int slot = slot(reading.quantity());
            if (slot >= 0
                    && reading instanceof Measurement measurement
                    && !reading.quantity().isSensed()) {
                boolean back = reading.quantity() == Quantity.ONLINE && measurement.value() >= 0.5;
                if (back && status[slot] == PLAUSIBLE && values[slot] < 0.5) {
                    onAtMs = heardAtMs;
                }
                status[slot] = measurement.plausible() ? PLAUSIBLE : BROKEN;
                if (values[slot] != measurement.value()) {
                    cells.forget(slot);
                }
                values[slot] = measurement.value();
            } else if (slot >= 0 && reading instanceof Label label && reading.quantity() == Quantity.EVENT) {
                if (!label.text().equals(labels[slot])) {
                    cells.forget(slot);
                    values[slot]++;
                }
                labels[slot] = label.text();
            }
        }
        doubts = duty(heardAtMs, heardAtMs) != Duty.WORKING;
        for (int slot = 0; doubts && slot < slots.size(); slot++) {
            if (slots.quantity(slot).isSensed() && status[slot] != NONE && status[slot] != DOUBTED) {
                status[slot] = DOUBTED;
                cells.forget(slot);
            }
        }
    }

    private void take(int slot, Reading reading, double seconds) {
        boolean doubted = doubts && slots.quantity(slot).isSensed();
        toldAtMs[slot] = observedAtMs;
        switch (reading) {
            case Measurement measurement -> {
                status[slot] = doubted ? DOUBTED : judged(slot, measurement, seconds);
                boolean other = values[slot] != measurement.value();
                values[slot] = measurement.value();
                cells.told(slot, slots.bit(slot), status[slot], status[slot] == PLAUSIBLE, values[slot], other);
            }
            case Label label -> {
                status[slot] = doubted ? DOUBTED : PLAUSIBLE;
                // The number of a text counts its changes: what windows remember of a text.
                boolean other = !label.text().equals(labels[slot]);
                values[slot] += other ? 1 : 0;
                labels[slot] = label.text();
                cells.toldText(slot, slots.bit(slot), status[slot], other);
            }
        }
        if (status[slot] == PLAUSIBLE) {
            memories.add(slot, observedAtMs, values[slot]);
        }
    }

    /** Only a reading of the observation before is held against this one: of an older one it is not known when it was. */
    private byte judged(int slot, Measurement measurement, double seconds) {
        if (!measurement.plausible()) {
            return BROKEN;
        }
        boolean comparable = (toldLast & slots.bit(slot)) != 0 && (status[slot] == PLAUSIBLE || status[slot] == JUMPED);
        double change = Math.abs(measurement.value() - values[slot]);
        return comparable && slots.isJump(slot, change, seconds) ? JUMPED : PLAUSIBLE;
    }

    /** Reads a bit of all that {@link #observe} reads. */
    public long fetch() {
        return heardAtMs + seq + values.length + status.length + toldAtMs.length + cells.turned() + memories.fetch();
    }

    Cells cells() {
        return cells;
    }

    /** What it remembers. */
    Memories memories() {
        return memories;
    }

    /** How far its time lies behind the hub's, in milliseconds. */
    long lagMs() {
        return anchorMs - observedAtMs;
    }

    int slot(Quantity quantity) {
        return slots.of(quantity);
    }

    boolean told(int slot) {
        return slot >= 0 && status[slot] != NONE;
    }

    /** Whether its last reading was looked at, and is not merely in doubt. */
    boolean judged(int slot) {
        return slot >= 0 && status[slot] != NONE && status[slot] != DOUBTED;
    }

    boolean plausible(int slot) {
        return slot >= 0 && status[slot] == PLAUSIBLE;
    }

    boolean broken(int slot) {
        return slot >= 0 && status[slot] == BROKEN;
    }

    boolean jumped(int slot) {
        return slot >= 0 && status[slot] == JUMPED;
    }

    double value(int slot) {
        return values[slot];
    }

    @Nullable
    String label(int slot) {
        return labels[slot];
    }

    /** What is remembered of a quantity; where it is not measured, something that never knows. */
    Memory remembering(Quantity quantity, Memory.Form form, long windowMs) {
        int slot = slot(quantity);
        return slot < 0 ? form.begin(quantity, windowMs) : memories.of(slot, form, windowMs);
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
    public List<Told> latest() {
        return IntStream.range(0, slots.size())
                .filter(this::told)
                .mapToObj(slot -> new Told(
                        Told.reading(slots.quantity(slot), values[slot], labels[slot]),
                        toldAtMs[slot],
                        Told.OF_STATUS.get(status[slot])))
                .toList();
    }

    /** Writes what is known. */
    public void write(ByteSink sink) {
        sink.putMoment(heardAtMs);
        // Differences are short; where one of the two is NEVER it wraps around, and back when it is read.
        sink.putSigned(heardAtMs - backAtMs);
        sink.putSigned(heardAtMs - observedAtMs);
        sink.putSigned(heardAtMs - anchorMs);
        sink.putSigned(heardAtMs - onAtMs);
        sink.putSeq(seq);
        sink.putFlag(doubts);
        sink.putFlag(timeSource == TimeSource.HUB);
        for (int slot = 0; slot < slots.size(); slot++) {
            boolean now = (toldLast & slots.bit(slot)) != 0;
            sink.put(status[slot] | (now ? TOLD_NOW : 0));
            if (status[slot] != NONE) {
                sink.putNumber(values[slot]);
                if (!now) {
                    sink.putMoment(toldAtMs[slot], observedAtMs);
                }
                if (slots.quantity(slot).unit() == Unit.TEXT) {
                    sink.putText(Objects.requireNonNullElse(labels[slot], ""));
                }
            }
        }
        memories.write(sink, observedAtMs);
    }

    /** Reads what {@link #write} wrote for a device of the same type and the same rules. */
    public void read(ByteSource source) {
        heardAtMs = source.getMoment();
        backAtMs = heardAtMs - source.getSigned();
        observedAtMs = heardAtMs - source.getSigned();
        anchorMs = heardAtMs - source.getSigned();
        onAtMs = heardAtMs - source.getSigned();
        cells.forgetAll();
        seq = source.getSeq();
        doubts = source.getFlag();
        timeSource = source.getFlag() ? TimeSource.HUB : TimeSource.DEVICE;
        toldLast = 0;
        for (int slot = 0; slot < slots.size(); slot++) {
            int told = source.get();
            boolean now = (told & TOLD_NOW) != 0;
            toldLast |= now ? slots.bit(slot) : 0;
            status[slot] = (byte) (told & ~TOLD_NOW);
            if (status[slot] != NONE) {
                values[slot] = source.getNumber();
                toldAtMs[slot] = now ? observedAtMs : source.getMoment(observedAtMs);
                String label = slots.quantity(slot).unit() == Unit.TEXT ? source.getText() : "";
                labels[slot] = label.isEmpty() ? null : label;
            }
        }
        memories.read(source, observedAtMs);
    }

    /** Takes over what another track of the same device knew; what is remembered starts anew where it differs. */
    public void adopt(Track other) {
        heardAtMs = other.heardAtMs;
        backAtMs = other.backAtMs;
        observedAtMs = other.observedAtMs;
        timeSource = other.timeSource;
        anchorMs = other.anchorMs;
        seq = other.seq;
        onAtMs = other.onAtMs;
        toldLast = other.toldLast;
        doubts = slots.mayDoubt() && other.doubts;
        cells.forgetAll();
        for (int slot = 0; slot < slots.size(); slot++) {
            int from = other.slot(slots.quantity(slot));
            if (from >= 0) {
                status[slot] = other.status[from];
                values[slot] = other.values[from];
                labels[slot] = other.labels[from];
                toldAtMs[slot] = other.toldAtMs[from];
            }
        }
        memories.adopt(other.memories);
    }
}
