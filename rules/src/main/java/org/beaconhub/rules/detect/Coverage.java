package org.beaconhub.rules.detect;

/**
 * How many of the sensing devices of an area, and of those within, do what they are there for.
 *
 * @param area path of the area
 * @param working how many work
 * @param blind how many are heard, but warming up, covered or blinded
 * @param silent how many are not heard
 * @param outOfService how many a person took out
 */
public record Coverage(String area, int working, int blind, int silent, int outOfService) {
    private static final double PERCENT = 100;

    /** How many there are. */
    public int all() {
        return working + blind + silent + outOfService;
    }

    /** The share that works, in %; of none, all work. */
    public double percent() {
        return all() == 0 ? PERCENT : PERCENT * working / all();
    }

    /** That of an area where so many do each duty, by its ordinal. */
    static Coverage of(String area, int[] counts) {
        return new Coverage(
                area,
                counts[Duty.WORKING.ordinal()],
                counts[Duty.WARMING_UP.ordinal()] + counts[Duty.BLIND.ordinal()],
                counts[Duty.SILENT.ordinal()],
                counts[Duty.OUT_OF_SERVICE.ordinal()]);
    }
}
