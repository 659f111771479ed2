package org.beaconhub.gateway.series;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;

/**
 * From observations to samples. The nanoseconds of a sample are {@code milliseconds × 1,000,000 + tie × 10 + repeat}:
 *
 * <pre>
 *  ...mmm|ttttt|r     mmm    milliseconds
 *                     ttttt  0 to 99,999: tells messages of one device and millisecond apart
 *                     r      0 to 9: tells readings of one quantity in one message apart
 * </pre>
 *
 * The tie is the same whenever the entry is read again. A message that a broker delivers twice becomes one sample
 * wherever the device gave its time: the tie is then its own number, or its content where it does not number. Where
 * the hub gave the time, the tie is the journal's sequence.
 */
final class Sampler {
    private static final int TIES = 100_000;
    private static final int REPEATS = 10;
    private static final long NANOS_PER_MS = 1_000_000;
    private static final long AT_MS_MAX = Long.MAX_VALUE / NANOS_PER_MS - 1;

    private final int devicesMax;
    private final Set<String> devices = new HashSet<>();

    Sampler(int devicesMax) {
        this.devicesMax = devicesMax;
    }

    /** Adds the samples of an observation; why it is dropped instead, or some of it, is the answer. */
    Optional<String> sample(Entry entry, Observation observation, List<Sample> into) {
        if (observation.observedAtMs() < 0 || observation.observedAtMs() > AT_MS_MAX) {
            return Optional.of("its time " + observation.observedAtMs() + " ms must be 0 to " + AT_MS_MAX);
        }
        if (!devices.contains(observation.device())) {
            if (devices.size() >= devicesMax) {
                return Optional.of("the history holds " + devicesMax + " devices already");
            }
            devices.add(observation.device());
        }
        return add(observation, observation.observedAtMs() * NANOS_PER_MS + tie(entry, observation) * REPEATS, into);
    }

    private static Optional<String> add(Observation observation, long atNs, List<Sample> into) {
        Map<Quantity, Integer> repeats = new EnumMap<>(Quantity.class);
        boolean tooMany = false;
        for (Reading reading : observation.readings()) {
            int repeat = repeats.merge(reading.quantity(), 1, Integer::sum) - 1;
            if (repeat < REPEATS) {
                into.add(new Sample(observation.device(), atNs + repeat, reading));
            } else {
                tooMany = true;
            }
        }
        return tooMany
                ? Optional.of("only the first " + REPEATS + " readings of a quantity are kept")
                : Optional.empty();
    }

    private static long tie(Entry entry, Observation observation) {
        return switch (observation.timeSource()) {
            case HUB -> entry.seq() % TIES;
            case DEVICE ->
                observation.deviceSeq() == Observation.NO_SEQ
                        ? Long.remainderUnsigned(content(observation), TIES)
                        : Long.remainderUnsigned(observation.deviceSeq(), TIES);
        };
    }

    /** Reckoned by hand, since records of enumerations hash differently in each run. */
    private static long content(Observation observation) {
        long mark = 1;
        for (Reading reading : observation.readings()) {
            long value = switch (reading) {
                case Measurement measurement -> Double.doubleToLongBits(measurement.value());
                case Label label -> label.text().hashCode();
            };
            mark = (mark * 31 + reading.quantity().key().hashCode()) * 0x9E3779B97F4A7C15L + value;
            mark ^= mark >>> 29;
        }
        return mark;
    }
}
