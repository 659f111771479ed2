package org.beaconhub.rules.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/** All that a track remembers beyond its last readings; each thing once, however many clauses ask for it. */
final class Memories {
    private static final Memory[] NONE = {};

    private final Slots slots;
    private final List<Memory.Kept> kept = new ArrayList<>(0);
    /** What is remembered of each slot. */
    private final Memory[][] ofSlot;
    /** Whether the last observation made a figure change by itself sooner than it would have. */
    private boolean sooner;

    Memories(Slots slots) {
        this.slots = slots;
        this.ofSlot = new Memory[slots.size()][];
        Arrays.fill(ofSlot, NONE);
    }

    /** What is remembered of a slot. */
    Memory of(int slot, Memory.Form form, long windowMs) {
        for (Memory.Kept each : kept) {
            if (each.isFor(slot, form, windowMs)) {
                return each.memory();
            }
        }
        Memory memory = form.begin(slots.quantity(slot), windowMs);
        kept.add(new Memory.Kept(slot, form, windowMs, memory));
        Memory[] more = Arrays.copyOf(ofSlot[slot], ofSlot[slot].length + 1);
        more[more.length - 1] = memory;
        ofSlot[slot] = more;
        return memory;
    }

    /** A new observation begins. */
    void begin() {
        sooner = false;
    }

    /** Takes in a plausible reading. */
    void add(int slot, long timeMs, double value) {
        for (Memory memory : ofSlot[slot]) {
            long turnedMs = memory.turnsMs();
            memory.add(timeMs, value);
            sooner |= memory.turnsMs() < turnedMs;
        }
    }

    /** Whether the last observation made a figure change by itself sooner than it would have. */
    boolean sooner() {
        return sooner;
    }

    void write(ByteSink sink) {
        for (Memory.Kept each : kept) {
            each.memory().write(sink);
        }
    }

    void read(ByteSource source) {
        for (Memory.Kept each : kept) {
            each.memory().read(source);
        }
    }

    /** Takes over what another track of the same device remembers; it starts anew where it differs. */
    void adopt(Memories other) {
        for (Memory.Kept mine : kept) {
            for (Memory.Kept theirs : other.kept) {
                if (other.slots.quantity(theirs.slot()) == slots.quantity(mine.slot())
                        && theirs.isFor(theirs.slot(), mine.form(), mine.windowMs())) {
                    mine.memory().read(ByteSource.of(theirs.memory()::write));
                }
            }
        }
    }
}
