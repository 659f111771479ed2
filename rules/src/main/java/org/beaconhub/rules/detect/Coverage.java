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

    /** The same with one more device. */
    Coverage with(Duty duty) {
        return switch (duty) {
            case WORKING -> new Coverage(area, working + 1, blind, silent, outOfService);
            case WARMING_UP, BLIND -> new Coverage(area, working, blind + 1, silent, outOfService);
            case SILENT -> new Coverage(area, working, blind, silent + 1, outOfService);
            case OUT_OF_SERVICE -> new Coverage(area, working, blind, silent, outOfService + 1);
        };
    }
}
