package org.beaconhub.rules.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/** All that a track remembers beyond its last readings; each thing once, however many clauses ask for it. */
final class Memories {
    private static final Memory[] NONE = {};

    private final Slots slots;
    private Plan plan = new Plan(List.of());
    private Memory[] all = NONE;
    /** Whether the last observation made a figure change by itself sooner than it would have. */
    private boolean sooner;

    /** What is remembered of which slot; devices that remember the same share it. */
    private static final class Plan {
        private static final int[] NOTHING = {};

        private final List<Memory.Kept> kept;
        /** The places of what is remembered of each slot, up to the last slot of which anything is. */
        private final int[][] ofSlot;
        /** The slots last asked for, and what they were asked by: devices that share this tell mostly the same. */
        private int[] remembered = NOTHING;

        private long rememberedOf;

        Plan(List<Memory.Kept> kept) {
            this.kept = kept;
            int slots = 1 + kept.stream().mapToInt(Memory.Kept::slot).max().orElse(-1);
            this.ofSlot = new int[slots][];
            Arrays.fill(ofSlot, NOTHING);
            for (int i = 0; i < kept.size(); i++) {
                int slot = kept.get(i).slot();
                int[] more = Arrays.copyOf(ofSlot[slot], ofSlot[slot].length + 1);
                more[more.length - 1] = i;
                ofSlot[slot] = more;
            }
        }

        Plan with(Memory.Kept one) {
            List<Memory.Kept> more = new ArrayList<>(kept);
            more.add(one);
            return new Plan(List.copyOf(more));
        }

        int[] remembered(Slots slots, long told) {
            if (told != rememberedOf) {
                rememberedOf = told;
                remembered = IntStream.range(0, ofSlot.length)
                        .filter(slot -> ofSlot[slot].length > 0 && (told & slots.bit(slot)) != 0)
                        .toArray();
            }
            return remembered;
        }

        int[] ofSlot(int slot) {
            return slot < ofSlot.length ? ofSlot[slot] : NOTHING;
        }
    }

    /** By what equal plans are found. */
    private record Key(List<Memory.Kept> kept) {}

    Memories(Slots slots) {
        this.slots = slots;
    }

    /** What is remembered of a slot. */
    Memory of(int slot, Memory.Form form, long windowMs) {
        Memory.Kept wanted = new Memory.Kept(slot, form, windowMs);
        int known = plan.kept.indexOf(wanted);
        if (known >= 0) {
            return all[known];
        }
        plan = plan.with(wanted);
        all = Arrays.copyOf(all, all.length + 1);
        all[all.length - 1] = form.begin(slots.quantity(slot), windowMs);
        return all[all.length - 1];
    }

    /** All that is asked for is known: devices that remember the same share the plan of it. */
    void share(Map<Object, Object> shared) {
        plan = (Plan) shared.computeIfAbsent(new Key(plan.kept), key -> plan);
    }

    /** Its place among what is remembered, by which devices with the same plan have the same; -1 where it is not here. */
    int place(Memory memory) {
        return Arrays.asList(all).indexOf(memory);
    }

    /** What is remembered at a place. */
    Memory at(int place) {
        return all[place];
    }

    /** The slot of what is remembered at a place. */
    int slotAt(int place) {
        return plan.kept.get(place).slot();
    }

    /** The slots of which anything is remembered, of those whose quantities are told, as bits by ordinal. */
    int[] remembered(long told) {
        return plan.remembered(slots, told);
    }

    /** Reads a bit of each. */
    long fetch() {
        long sum = 0;
        for (Memory each : all) {
            sum += each.fetch();
        }
        return sum;
    }

    /** A new observation begins. */
    void begin() {
        sooner = false;
    }

    /** Takes in a plausible reading. */
    void add(int slot, long timeMs, double value) {
        for (int place : plan.ofSlot(slot)) {
            sooner |= all[place].add(timeMs, value);
        }
    }

    /**
     * Takes in plausible readings of a slot, which make no figure change sooner by itself.
     *
     * @param rows rows of the same width, with the time first
     * @param count how many numbers these are
     * @param at where in a row the bits of the reading are
     */
    void addAll(int slot, long[] rows, int count, int at, int width) {
        for (int place : plan.ofSlot(slot)) {
            Memory memory = all[place];
            for (int row = 0; row < count; row += width) {
                memory.add(rows[row], Double.longBitsToDouble(rows[row + at]));
            }
        }
    }

    /** Whether the last observation made a figure change by itself sooner than it would have. */
    boolean sooner() {
        return sooner;
    }

    void write(ByteSink sink, long nearMs) {
        for (Memory each : all) {
            each.write(sink, nearMs);
        }
    }

    void read(ByteSource source, long nearMs) {
        for (Memory each : all) {
            each.read(source, nearMs);
        }
    }

    /** Takes over what another track of the same device remembers; it starts anew where it differs. */
    void adopt(Memories other) {
        for (int i = 0; i < all.length; i++) {
            Memory.Kept mine = plan.kept.get(i);
            for (int j = 0; j < other.all.length; j++) {
                Memory.Kept theirs = other.plan.kept.get(j);
                if (other.slots.quantity(theirs.slot()) == slots.quantity(mine.slot())
                        && theirs.form() == mine.form()
                        && theirs.windowMs() == mine.windowMs()) {
                    all[i].adopt(other.all[j]);
                }
            }
        }
    }
}
