package org.beaconhub.rules.detect;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.site.DeviceType;

/** What devices of a type measure, each quantity in a slot of its own; devices of one type share it. */
final class Slots {
    private static final Set<Quantity> DOUBTFUL =
            EnumSet.of(Quantity.WARMING_UP, Quantity.MASKED, Quantity.BLINDED, Quantity.EVENT);

    /** Readings closer than this are held against the change of this time: clocks and roundings are no jumps. */
    private static final double JUMP_SECONDS_MIN = 1;

    private final Quantity[] quantities;
    private final double[] changePerSecondMax;
    private final byte[] slotOf = new byte[Quantity.values().length];
    private final boolean mayDoubt;

    private record Key(List<Quantity> measures, boolean warmsUp) {}

    private Slots(Key key) {
        quantities = key.measures.toArray(Quantity[]::new);
        changePerSecondMax =
                Stream.of(quantities).mapToDouble(Quantity::changePerSecondMax).toArray();
        mayDoubt = key.warmsUp || Stream.of(quantities).anyMatch(DOUBTFUL::contains);
        Arrays.fill(slotOf, (byte) -1);
        for (int slot = 0; slot < quantities.length; slot++) {
            slotOf[quantities[slot].ordinal()] = (byte) slot;
        }
    }

    /** None at all. */
    static final Slots NONE = new Slots(new Key(List.of(), false));

    /** The slots of a type; {@code shared} holds what devices have in common. */
    static Slots of(DeviceType type, Map<Object, Object> shared) {
        Key key = new Key(List.copyOf(type.measures()), type.warmUpMs() > 0);
        return (Slots) shared.computeIfAbsent(key, each -> new Slots(key));
    }

    /** How many there are. */
    int size() {
        return quantities.length;
    }

    Quantity quantity(int slot) {
        return quantities[slot];
    }

    /** The slot of a quantity; less than 0 where it is not measured. */
    int of(Quantity quantity) {
        return slotOf[quantity.ordinal()];
    }

    /** The quantity of a slot, as a bit by ordinal. */
    long bit(int slot) {
        return 1L << quantities[slot].ordinal();
    }

    /** The most that a sound sensor's reading changes in a second. */
    double changePerSecondMax(int slot) {
        return changePerSecondMax[slot];
    }

    /** Whether so much is more than a sound sensor's reading changes in so many seconds. */
    boolean isJump(int slot, double change, double seconds) {
        return change > changePerSecondMax[slot] * Math.max(JUMP_SECONDS_MIN, seconds);
    }

    /** Whether these devices can say of themselves that they are not to be believed. */
    boolean mayDoubt() {
        return mayDoubt;
    }
}
