package org.beaconhub.rules.detect;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Quantity;

/** All that a track remembers beyond its last readings; each thing once, however many clauses ask for it. */
final class Memories {
    private final Quantity[] quantities;
    private final List<Memory.Kept> kept = new ArrayList<>(0);
    /** The slots that anything is remembered of, as bits. */
    private long slots;

    Memories(Quantity[] quantities) {
        this.quantities = quantities;
    }

    /** What is remembered of a slot. */
    Memory of(int slot, Memory.Form form, long windowMs) {
        for (Memory.Kept each : kept) {
            if (each.isFor(slot, form, windowMs)) {
                return each.memory();
            }
        }
        Memory memory = form.begin(quantities[slot], windowMs);
        kept.add(new Memory.Kept(slot, form, windowMs, memory));
        slots |= 1L << slot;
        return memory;
    }

    /** Takes in a plausible reading. */
    void add(int slot, long timeMs, double value) {
        if ((slots >> slot & 1) == 0) {
            return;
        }
        for (int i = 0; i < kept.size(); i++) {
            Memory.Kept each = kept.get(i);
            if (each.slot() == slot) {
                each.memory().add(timeMs, value);
            }
        }
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
                if (other.quantities[theirs.slot()] == quantities[mine.slot()]
                        && theirs.isFor(theirs.slot(), mine.form(), mine.windowMs())) {
                    mine.memory().read(ByteSource.of(theirs.memory()::write));
                }
            }
        }
    }
}
