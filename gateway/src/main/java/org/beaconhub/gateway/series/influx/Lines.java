package org.beaconhub.gateway.series.influx;

import java.util.List;
import org.beaconhub.gateway.series.Sample;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Reading;

/**
 * Samples as line protocol: {@code reading,device=node-7 temperature=21.3,smoke=0.2 1800000000000000010}. Samples of
 * one device and time that follow each other share a line; the server merges fields that come apart.
 */
final class Lines {
    /** The one measurement. */
    static final String MEASUREMENT = "reading";

    private static final int CHARACTERS_PER_SAMPLE = 48;

    private Lines() {}

    static String of(List<Sample> samples) {
        StringBuilder text = new StringBuilder(samples.size() * CHARACTERS_PER_SAMPLE);
        Sample open = samples.getFirst();
        begin(text, open);
        field(text, open.reading());
        for (int i = 1; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            if (sample.atNs() == open.atNs() && sample.device().equals(open.device())) {
                text.append(',');
            } else {
                text.append(' ').append(open.atNs()).append('\n');
                open = sample;
                begin(text, open);
            }
            field(text, sample.reading());
        }
        return text.append(' ').append(open.atNs()).toString();
    }

    /** How many lines these samples are. */
    static int count(List<Sample> samples) {
        int count = 1;
        for (int i = 1; i < samples.size(); i++) {
            Sample before = samples.get(i - 1);
            Sample sample = samples.get(i);
            if (sample.atNs() != before.atNs() || !sample.device().equals(before.device())) {
                count++;
            }
        }
        return count;
    }

    private static void begin(StringBuilder text, Sample sample) {
        text.append(MEASUREMENT).append(",device=");
        tag(text, sample.device());
        text.append(' ');
    }

    private static void tag(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '=' || c == ' ') {
                text.append('\\').append(c);
            } else {
                text.append(c < ' ' || c == '\\' ? '_' : c);
            }
        }
    }

    private static void field(StringBuilder text, Reading reading) {
        text.append(reading.quantity().key()).append('=');
        switch (reading) {
            case Measurement measurement -> text.append(measurement.value());
            case Label label -> string(text, label.text());
        }
    }

    private static void string(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c < ' ' ? ' ' : c);
        }
        text.append('"');
    }
}
