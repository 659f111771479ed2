package org.beaconhub.rules.engine;

import java.util.Arrays;
import java.util.List;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Reading;

/**
 * Recognises a message that a device or broker sends again. A numbered message is known by a sliding window of
 * {@value #WINDOW} numbers, each with its time; an unnumbered one with a device time by that time and its content, among the last
 * few.
 */
final class Repeats {
    /** How far back a number is remembered. */
    static final int WINDOW = 64;

    private static final int RECENT = 4;
    private static final long NEVER = Long.MIN_VALUE;
    /** A message keeps pace that comes so much of the time between the two too early or too late, at the most. */
    private static final int PACE_PARTS = 4;

    private static final long PACE_MS_MAX = 60_000;

    private static final byte NO_MARK = 0;

    private long highest = -1;
    private long seen;
    /** Of each number of the window what its time comes down to, so that one that is used anew is no repeat; empty where no number came. */
    private byte[] marks = {};

    private final long[] recent = new long[RECENT];
    private int next;
    /** The device's time of its last message, and the hub's when it came. */
    private long saidAtMs = NEVER;

    private long cameAtMs = NEVER;

    /**
     * Whether as much time passed by the device's clock as by the hub's since its message before, and notes this one. What a
     * device stored comes faster than it was measured; what comes at the pace of time is of now, however wrong the clock is.
     */
    boolean keepsPace(Observation observation, long hubMs) {
        boolean comparable =
                saidAtMs != NEVER && observation.timeSource() == Observation.TimeSource.DEVICE && hubMs > cameAtMs;
        long passedMs = hubMs - cameAtMs;
        long offMs = Math.abs(observation.observedAtMs() - saidAtMs - passedMs);
        saidAtMs = observation.timeSource() == Observation.TimeSource.DEVICE ? observation.observedAtMs() : NEVER;
        cameAtMs = hubMs;
        return comparable && offMs <= Math.min(passedMs / PACE_PARTS, PACE_MS_MAX);
    }

    /** Reads a bit of it. */
    long fetch() {
        return highest;
    }

    /** Whether it came before; if not, it is remembered. {@code paced} is what {@link #keepsPace} told of it. */
    boolean isRepeat(Observation observation, long newestMs, boolean paced) {
        if (observation.deviceSeq() != Observation.NO_SEQ) {
            return isRepeatedNumber(observation, newestMs, paced);
        }
        return observation.timeSource() == Observation.TimeSource.DEVICE && isRepeatedContent(observation);
    }

    private boolean isRepeatedNumber(Observation observation, long newestMs, boolean paced) {
        long number = observation.deviceSeq();
        byte mark = numberMark(observation);
        long behind = highest - number;
        if (behind < 0) {
            return accept(number, mark, -behind >= WINDOW ? 1 : seen << -behind | 1, number);
        }
        boolean known = behind < WINDOW && (seen >>> behind & 1) == 1;
        if (!known && behind < WINDOW) {
            return accept(number, mark, seen | 1L << behind, highest);
        }
        boolean rebooted = observation.timeSource() == Observation.TimeSource.DEVICE
                ? observation.observedAtMs() > newestMs || (known ? isOther(number, mark) : paced)
                : number <= 1 || behind >= WINDOW || isOther(number, mark);
        return !rebooted || accept(number, mark, 1, number);
    }

    /** Remembers a number that is not a repeat. */
    private boolean accept(long number, byte mark, long nextSeen, long nextHighest) {
        seen = nextSeen;
        highest = nextHighest;
        if (marks.length == 0) {
            marks = new byte[WINDOW];
        }
        marks[(int) (number & WINDOW - 1)] = mark;
        return false;
    }

    /** Whether a number was used at another time before, or without a clock for something else. */
    private boolean isOther(long number, byte mark) {
        byte before = marks[(int) (number & WINDOW - 1)];
        return before != NO_MARK && mark != before;
    }

    /** 1 to 255, of its time, or of what it says where the device has no clock: one in 255 has that of another. */
    private static byte numberMark(Observation observation) {
        boolean timed = observation.timeSource() == Observation.TimeSource.DEVICE;
        long mixed = (timed ? observation.observedAtMs() : content(observation.readings(), 1)) * 0x9E3779B97F4A7C15L;
        return (byte) ((mixed >>> 32) % 255 + 1);
    }

    private boolean isRepeatedContent(Observation observation) {
        long mark = mark(observation);
        for (long each : recent) {
            if (each == mark) {
                return true;
            }
        }
        recent[next] = mark;
        next = (next + 1) % RECENT;
        return false;
    }

    /** Records of enumerations hash by identity, so the content is reckoned by hand: the same on any machine. */
    private static long mark(Observation observation) {
        long mark = content(observation.readings(), observation.observedAtMs() * 0x9E3779B97F4A7C15L + 1);
        return mark == 0 ? 1 : mark;
    }

    private static long content(List<Reading> readings, long seed) {
        long mark = seed;
        for (int i = 0; i < readings.size(); i++) {
            mark = mark * 31 + content(readings.get(i));
        }
        return mark;
    }

    private static long content(Reading reading) {
        long what = reading.quantity().ordinal() * 0xC2B2AE3D27D4EB4FL;
        return switch (reading) {
            case org.beaconhub.rules.fact.Measurement measurement ->
                what ^ Double.doubleToLongBits(measurement.value());
            case org.beaconhub.rules.fact.Label label -> what ^ label.text().hashCode();
        };
    }

    void write(ByteSink sink) {
        sink.putSigned(highest);
        sink.putSigned(seen);
        sink.put(marks.length);
        sink.putRaw(marks, 0, marks.length);
        // Who numbers its messages is not known by their content.
        boolean byContent = Arrays.stream(recent).anyMatch(each -> each != 0);
        sink.putFlag(byContent);
        if (byContent) {
            sink.put(next);
            for (long each : recent) {
                sink.putSigned(each);
            }
        }
        // Where one of the two is NEVER their difference wraps around, and back when it is read.
        sink.putMoment(cameAtMs);
        sink.putSigned(cameAtMs - saidAtMs);
    }

    void read(ByteSource source) {
        highest = source.getSigned();
        seen = source.getSigned();
        marks = new byte[source.get() == 0 ? 0 : WINDOW];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = (byte) source.get();
        }
        boolean byContent = source.getFlag();
        next = byContent ? source.get() % RECENT : 0;
        for (int i = 0; i < RECENT; i++) {
            recent[i] = byContent ? source.getSigned() : 0;
        }
        cameAtMs = source.getMoment();
        saidAtMs = cameAtMs - source.getSigned();
    }
}
