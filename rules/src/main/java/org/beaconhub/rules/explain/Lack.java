package org.beaconhub.rules.explain;

import java.util.List;
import org.beaconhub.rules.fact.Quantity;

/** What a clause that does not hold is missing. Times are lengths in milliseconds, moments milliseconds since 1970 UTC. */
public sealed interface Lack {
    /** About what the device told. */
    sealed interface OfReadings extends Lack {}

    /** About what comes when, or from elsewhere. */
    sealed interface OfCourse extends Lack {}

    /**
     * A value is not as it should be.
     *
     * @param value what it is, with its unit
     * @param threshold what it is compared with, with its unit
     */
    record Off(String value, String threshold) implements OfReadings {}

    /**
     * It holds, but not for long enough.
     *
     * @param heldMs how long it has
     * @param forMs how long it must
     */
    record HeldShort(long heldMs, long forMs) implements OfCourse {}

    /**
     * It held when the device was last heard, and nobody knows whether it still does.
     *
     * @param quietMs how long the device has said nothing
     * @param forMs how long it must hold
     */
    record HeldUnheard(long quietMs, long forMs) implements OfCourse {}

    /** The device has not told a quantity yet. */
    record NoReading(Quantity quantity) implements OfReadings {}

    /** The last reading of a quantity is beyond what is plausible. */
    record Impossible(Quantity quantity, String value) implements OfReadings {}

    /** The device is warming up, covered or blinded: what it told means nothing. */
    record Doubted(Quantity quantity) implements OfReadings {}

    /** Too few of the devices around are known to compare with. */
    record Alone(Quantity quantity) implements OfReadings {}

    /** A window has too few readings, or none of late. */
    record TooFew(Quantity quantity, long windowMs) implements OfReadings {}

    /** There is no number: a division by zero, or a value in it is not known. */
    record NoNumber() implements OfReadings {}

    /** The last reading is plausible, where a broken sensor is asked for. */
    record Whole(Quantity quantity, String value) implements OfReadings {}

    /** A yes/no quantity says no. */
    record SaysNo(Quantity quantity) implements OfReadings {}

    /** A text quantity has another text; {@code wanted} where {@code equal}, else anything but it. */
    record Says(Quantity quantity, String text, String wanted, boolean equal) implements OfReadings {}

    /** What was to be false is true. */
    record Holds() implements OfCourse {}

    /** A quantity has not changed; {@code withinMs} is 0 for "with its last reading". */
    record Unchanged(Quantity quantity, String value, long withinMs) implements OfReadings {}

    /** A quantity changes, where one that stands still for a time is asked for. */
    record Moves(Quantity quantity, String value, long forMs) implements OfReadings {}

    /** The device was heard. */
    record Heard(long quietMs, long forMs) implements OfCourse {}

    /** Intervals are counted, and the type of the device has none. */
    record NoInterval() implements OfCourse {}

    /** The hub could not hear the device; {@code through} is the device that is missing, empty for the broker. */
    record Deaf(String through) implements OfCourse {}

    /**
     * It was not seen at enough devices.
     *
     * @param seen ids of the devices at which it was
     * @param wanted how many are needed
     * @param around how many there are
     */
    record TooFewSeen(List<String> seen, int wanted, int around) implements OfCourse {
        /** Copies the list. */
        public TooFewSeen {
            seen = List.copyOf(seen);
        }
    }

    /** It is another time of day or year, until then; {@link Long#MAX_VALUE} for ever. */
    record WrongTime(String calendar, boolean inside, long untilMs) implements OfCourse {}

    /** The second is there, but not the first at most so long before. */
    record NoFirst(long withinMs) implements OfCourse {}

    /** The second has not come. */
    record NoSecond(long withinMs) implements OfCourse {}

    /** The first has not begun. */
    record NotBegun() implements OfCourse {}

    /** The first has begun, and the other still has time. */
    record Awaited(long leftMs) implements OfCourse {}

    /** The coverage of an area has not been reckoned yet. */
    record NoCoverage(String area) implements OfCourse {}

    /** The fire weather of an area is not known. */
    record NoWeather(String area) implements OfCourse {}
}
