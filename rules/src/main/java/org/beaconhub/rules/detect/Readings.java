package org.beaconhub.rules.detect;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Unit;
import org.jspecify.annotations.Nullable;

/** The last reading of each quantity that a device measures, by its slot; a slot below 0 is that of one which it does not. */
final class Readings {
    /** How a reading was judged: there is none. */
    static final byte NONE = 0;

    static final byte PLAUSIBLE = 1;
    static final byte BROKEN = 2;
    /** Changed faster than a sound sensor can; the next reading that agrees with it is believed. */
    static final byte JUMPED = 3;
    /** Told by a device that is warming up or blind. */
    static final byte DOUBTED = 4;

    /** Beside how a reading was judged: the newest observation told it. */
    private static final int TOLD_NOW = 0x80;

    final double[] values;
    final byte[] status;
    final @Nullable String[] labels;
    final long[] toldAtMs;
    private final Slots slots;

    Readings(Slots slots) {
        this.slots = slots;
        this.values = new double[slots.size()];
        this.status = new byte[slots.size()];
        this.labels = new String[slots.size()];
        this.toldAtMs = new long[slots.size()];
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

    /** Whether a sound reading says yes. */
    boolean says(int slot) {
        return plausible(slot) && values[slot] >= 0.5;
    }

    double value(int slot) {
        return values[slot];
    }

    @Nullable
    String label(int slot) {
        return labels[slot];
    }

    /** Reads a bit of them. */
    long fetch() {
        return (long) values.length + status.length + toldAtMs.length;
    }

    /** All, in the order of the catalogue. */
    List<Told> all() {
        return IntStream.range(0, slots.size())
                .filter(this::told)
                .mapToObj(slot -> new Told(
                        Told.reading(slots.quantity(slot), values[slot], labels[slot]),
                        toldAtMs[slot],
                        Told.OF_STATUS.get(status[slot])))
                .toList();
    }

    /** Writes them; {@code toldLast} are the quantities that the newest observation told, at {@code observedAtMs}. */
    void write(ByteSink sink, long toldLast, long observedAtMs) {
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
    }

    /** Reads what {@link #write} wrote at the same moment; the quantities that the newest observation told. */
    long read(ByteSource source, long observedAtMs) {
        long toldLast = 0;
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
        return toldLast;
    }

    /** Takes over those of the same device under another site. */
    void adopt(Readings other) {
        for (int slot = 0; slot < slots.size(); slot++) {
            int from = other.slots.of(slots.quantity(slot));
            if (from >= 0) {
                status[slot] = other.status[from];
                values[slot] = other.values[from];
                labels[slot] = other.labels[from];
                toldAtMs[slot] = other.toldAtMs[from];
            }
        }
    }
}
