package org.beaconhub.rules.detect;

import java.util.List;
import java.util.Map;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.DeviceType;

/** What is known of one device: the last reading of each quantity that it measures, when it was heard, and what windows hold. */
public final class Track {
    /** A device that others are heard through is missing when it missed more than so many intervals. */
    private static final int MISSED_MAX = 3;
    /** Never heard. */
    public static final long NEVER = Long.MIN_VALUE;
    /** An observation changed no answer of anybody. */
    public static final long CALM = 0;
    /** That a device was heard, beyond what it told: it concerns silence alone. A bit beyond all quantities. */
    public static final long HEARD = 1L << 63;

    private final Device device;
    private final DeviceType type;
    private final Slots slots;
    private final Readings last;
    private final Cells cells;
    private final Memories memories;
    private final Calm calm;
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
        this.last = new Readings(slots);
        this.cells = new Cells(slots.size());
        this.memories = new Memories(slots);
        this.calm = new Calm(slots, last, memories);
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
            stir();
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
        return says(Quantity.MASKED)
                || says(Quantity.BLINDED)
                || event >= 0 && Quantity.BLOCKED.equals(last.labels[event]);
    }

    private boolean says(Quantity flag) {
        return last.says(slot(flag));
    }

    /** When it was heard again after it had been missing, hub time in milliseconds, or {@link #NEVER}. */
    public long backAtMs() {
        return backAtMs;
    }

    /** Whether it missed so many of its intervals, though the hub could hear since {@code listeningMs}, that it is gone. */
    public boolean missing(long hubTimeMs, long listeningMs) {
        long intervalMs = type.intervalMs();
        return intervalMs > 0 && hubTimeMs - Math.max(heardAtMs, listeningMs) > MISSED_MAX * intervalMs;
    }

    /**
     * Takes in an observation not older than the newest one, after {@link #heard}.
     *
     * @return the quantities told, as bits by ordinal, or {@link #CALM}
     */
    public long observe(Observation observation, long entrySeq) {
        long passedMs = observation.observedAtMs() - observedAtMs;
        observedAtMs = observation.observedAtMs();
        timeSource = observation.timeSource();
        anchorMs = heardAtMs;
        seq = entrySeq;
        List<Reading> readings = observation.readings();
        if (calm.takes(readings, observedAtMs, passedMs, lagMs())) {
            return CALM;
        }
        settle();
        calm.breaks(passedMs);
        double seconds = passedMs / 1000.0;
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
        return told | HEARD;
    }

    /** Whether what it tells is such that nobody needs to look. */
    public boolean isCalm() {
        return calm.holds();
    }

    /** Whether those who ask anything of it may be asked at last whether its readings may go on so unheeded. */
    public boolean mayCalm() {
        return !doubts && calm.mayBegin();
    }

    /** After all have looked: while what it tells stays within the bands that it finds, nobody needs to look. */
    public void calm(Bands bands, Roster own, Roster others) {
        boolean begun = bands.begin(this, toldLast, own.exact() | others.exact(), calm.passedMs());
        calm.begin(bands, begun && own.finds(bands) && others.finds(bands));
    }

    /** Somebody must look at what it tells next. */
    void stir() {
        calm.ends();
    }

    /** Lets what it remembers take in the readings that nobody has asked for yet; to be called before anything is asked of it. */
    void settle() {
        calm.settle();
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
                if (back && last.status[slot] == Readings.PLAUSIBLE && last.values[slot] < 0.5) {
                    onAtMs = heardAtMs;
                }
                last.status[slot] = measurement.plausible() ? Readings.PLAUSIBLE : Readings.BROKEN;
                if (last.values[slot] != measurement.value()) {
                    cells.forget(slot);
                }
                last.values[slot] = measurement.value();
            } else if (slot >= 0 && reading instanceof Label label && reading.quantity() == Quantity.EVENT) {
                if (!label.text().equals(last.labels[slot])) {
                    cells.forget(slot);
                    last.values[slot]++;
                }
                last.labels[slot] = label.text();
            }
        }
        doubts = duty(heardAtMs, heardAtMs) != Duty.WORKING;
        for (int slot = 0; doubts && slot < slots.size(); slot++) {
            if (slots.quantity(slot).isSensed()
                    && last.status[slot] != Readings.NONE
                    && last.status[slot] != Readings.DOUBTED) {
                last.status[slot] = Readings.DOUBTED;
                cells.forget(slot);
            }
        }
    }

    private void take(int slot, Reading reading, double seconds) {
        boolean doubted = doubts && slots.quantity(slot).isSensed();
        last.toldAtMs[slot] = observedAtMs;
        switch (reading) {
            case Measurement measurement -> {
                last.status[slot] = doubted ? Readings.DOUBTED : judged(slot, measurement, seconds);
                boolean other = last.values[slot] != measurement.value();
                last.values[slot] = measurement.value();
                cells.told(
                        slot,
                        slots.bit(slot),
                        last.status[slot],
                        last.status[slot] == Readings.PLAUSIBLE,
                        last.values[slot],
                        other);
            }
            case Label label -> {
                last.status[slot] = doubted ? Readings.DOUBTED : Readings.PLAUSIBLE;
                // The number of a text counts its changes: what windows remember of a text.
                boolean other = !label.text().equals(last.labels[slot]);
                last.values[slot] += other ? 1 : 0;
                last.labels[slot] = label.text();
                cells.toldText(slot, slots.bit(slot), last.status[slot], other);
            }
        }
        if (last.status[slot] == Readings.PLAUSIBLE) {
            memories.add(slot, observedAtMs, last.values[slot]);
        }
    }

    /** Only a reading of the observation before is held against this one: of an older one it is not known when it was. */
    private byte judged(int slot, Measurement measurement, double seconds) {
        if (!measurement.plausible()) {
            return Readings.BROKEN;
        }
        boolean comparable = (toldLast & slots.bit(slot)) != 0
                && (last.status[slot] == Readings.PLAUSIBLE || last.status[slot] == Readings.JUMPED);
        double change = Math.abs(measurement.value() - last.values[slot]);
        return comparable && slots.isJump(slot, change, seconds) ? Readings.JUMPED : Readings.PLAUSIBLE;
    }

    /** Reads a bit of all that {@link #observe} reads. */
    public long fetch() {
        return heardAtMs + seq + (calm.holds() ? calm.fetch() : last.fetch() + cells.turned() + memories.fetch());
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

    Slots slots() {
        return slots;
    }

    int slot(Quantity quantity) {
        return slots.of(quantity);
    }

    /** The last reading of each slot. */
    Readings readings() {
        return last;
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
        settle();
        return last.all();
    }

    /** Writes what is known. */
    public void write(ByteSink sink) {
        settle();
        sink.putMoment(heardAtMs);
        // Differences are short; where one of the two is NEVER it wraps around, and back when it is read.
        sink.putSigned(heardAtMs - backAtMs);
        sink.putSigned(heardAtMs - observedAtMs);
        sink.putSigned(heardAtMs - anchorMs);
        sink.putSigned(heardAtMs - onAtMs);
        sink.putSeq(seq);
        sink.putFlag(doubts);
        sink.putFlag(timeSource == TimeSource.HUB);
        last.write(sink, toldLast, observedAtMs);
        memories.write(sink, observedAtMs);
    }

    /** Reads what {@link #write} wrote for a device of the same type and the same rules. */
    public void read(ByteSource source) {
        stir();
        heardAtMs = source.getMoment();
        backAtMs = heardAtMs - source.getSigned();
        observedAtMs = heardAtMs - source.getSigned();
        anchorMs = heardAtMs - source.getSigned();
        onAtMs = heardAtMs - source.getSigned();
        cells.forgetAll();
        seq = source.getSeq();
        doubts = source.getFlag();
        timeSource = source.getFlag() ? TimeSource.HUB : TimeSource.DEVICE;
        toldLast = last.read(source, observedAtMs);
        memories.read(source, observedAtMs);
    }

    /** Takes over what another track of the same device knew; what is remembered starts anew where it differs. */
    public void adopt(Track other) {
        other.settle();
        stir();
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
        last.adopt(other.last);
        memories.adopt(other.memories);
    }
}
