package org.beaconhub.gateway.series;

import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;

/** Observations for stories. */
final class Facts {
    /** A full hour, some day in 2027. */
    static final long T0 = 1_800_000_000_000L;

    private Facts() {}

    static Observation said(String device, long atMs, Reading... readings) {
        return new Observation(device, atMs, Observation.TimeSource.HUB, Observation.NO_SEQ, List.of(readings));
    }

    static Observation numbered(String device, long atMs, long number, Reading... readings) {
        return new Observation(device, atMs, Observation.TimeSource.DEVICE, number, List.of(readings));
    }

    static Measurement temperature(double value) {
        return new Measurement(Quantity.TEMPERATURE, value);
    }

    static Measurement smoke(double value) {
        return new Measurement(Quantity.SMOKE, value);
    }

    static Sample sample(String device, long atMs, Reading reading) {
        return new Sample(device, atMs * 1_000_000, reading);
    }

    static List<Sample> samples(Entry... entries) {
        List<Sample> samples = new java.util.ArrayList<>();
        Sampler sampler = new Sampler(1000);
        for (Entry entry : entries) {
            Optional<String> why = sampler.sample(entry, (Observation) entry.fact(), samples);
            if (why.isPresent()) {
                throw new AssertionError(why.get());
            }
        }
        return samples;
    }
}
