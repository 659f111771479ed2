package org.beaconhub.rules.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.ActKey;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DrillFact;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.fact.Unreadable;

/**
 * Facts as bytes: a tag, then the fields in the order of the record.
 *
 * <pre>
 * reading   varint(quantity * 4 + form) value
 *   form 0  whole number, zigzag           form 1  thousandths, zigzag
 *   form 2  eight bytes of IEEE 754        form 3  text
 * </pre>
 */
public final class FactCodec {
    private static final int OBSERVATION = 1;
    /** As it was written when it was told in one language. */
    private static final int UNREADABLE_IN_ONE = 2;

    private static final int COMMAND = 3;
    private static final int DELIVERY_REPORT = 4;
    private static final int TIME_PASSED = 5;
    private static final int SITE_CHANGED = 6;
    private static final int PERSON_REPORT = 7;
    private static final int ACT_KEY = 8;
    private static final int UNREADABLE = 9;
    private static final int DELIVERED = 0;
    /** As these were written when they were told in one language. */
    private static final int RETRYING_IN_ONE = 1;

    private static final int FAILED_IN_ONE = 2;
    private static final int RETRYING = 3;
    private static final int FAILED = 4;
    private static final int WHOLE = 0;
    private static final int THOUSANDTHS = 1;
    private static final int RAW = 2;
    private static final int TEXT = 3;
    private static final double WHOLE_MAX = 1e15;
    private static final Quantity[] QUANTITIES = Quantity.values();

    private FactCodec() {}

    /** Writes a fact; times are kept relative to {@code nearMs}, so that they are short. */
    public static void write(ByteSink sink, Fact fact, long nearMs) {
        switch (fact) {
            case LiveFact live -> writeLive(sink, live, nearMs);
            case DrillFact drill -> DrillFactCodec.write(sink, drill);
        }
    }

    private static void writeLive(ByteSink sink, LiveFact fact, long nearMs) {
        switch (fact) {
            case Observation observation -> writeObservation(sink, observation, nearMs);
            case Unreadable unreadable -> writeUnreadable(sink, unreadable);
            case Command command -> {
                sink.put(COMMAND);
                CommandCodec.write(sink, command);
            }
            case DeliveryReport report -> writeReport(sink, report);
            case TimePassed passed -> sink.put(TIME_PASSED);
            case SiteChanged changed -> writeSite(sink, changed);
            case PersonReport report -> writePersonReport(sink, report);
            case ActKey key -> {
                sink.put(ACT_KEY);
                sink.putText(key.key());
                sink.putText(key.request());
            }
        }
    }

    /** Reads a fact. */
    public static Fact read(ByteSource source, long nearMs) {
        int tag = source.get();
        return switch (tag) {
            case OBSERVATION -> readObservation(source, nearMs);
            case UNREADABLE -> readUnreadable(source, TextCodec::read);
            case UNREADABLE_IN_ONE -> readUnreadable(source, from -> Text.verbatim(from.getText()));
            case COMMAND -> CommandCodec.read(source);
            case DELIVERY_REPORT -> readReport(source);
            case TIME_PASSED -> new TimePassed();
            case SITE_CHANGED -> readSite(source);
            case PERSON_REPORT ->
                new PersonReport(
                        source.getText(),
                        source.getText(),
                        source.getText(),
                        new Place(source.getDouble(), source.getDouble()),
                        source.getText(),
                        source.getText());
            case ACT_KEY -> new ActKey(source.getText(), source.getText());
            default -> DrillFactCodec.read(tag, source);
        };
    }

    private static void writeObservation(ByteSink sink, Observation observation, long nearMs) {
        sink.put(OBSERVATION);
        sink.putText(observation.device());
        sink.putSigned(observation.observedAtMs() - nearMs);
        sink.put(observation.timeSource().ordinal());
        sink.putSigned(observation.deviceSeq());
        List<Reading> readings = observation.readings();
        sink.putUnsigned(readings.size());
        for (int i = 0; i < readings.size(); i++) {
            writeReading(sink, readings.get(i));
        }
    }

    static void writeReading(ByteSink sink, Reading reading) {
        int head = reading.quantity().ordinal() << 2;
        switch (reading) {
            case Measurement measurement -> writeValue(sink, head, measurement.value());
            case Label label -> {
                sink.putUnsigned(head | TEXT);
                sink.putText(label.text());
            }
        }
    }

    private static void writeValue(ByteSink sink, int head, double value) {
        double thousandths = value * 1000;
        long whole = (long) value;
        long rounded = Math.round(thousandths);
        boolean negativeZero = value == 0 && 1 / value < 0;
        if (whole == value && Math.abs(value) < WHOLE_MAX && !negativeZero) {
            sink.putUnsigned(head | WHOLE);
            sink.putSigned(whole);
        } else if (Math.abs(thousandths) < WHOLE_MAX && rounded / 1000.0 == value && !negativeZero) {
            sink.putUnsigned(head | THOUSANDTHS);
            sink.putSigned(rounded);
        } else {
            sink.putUnsigned(head | RAW);
            sink.putDouble(value);
        }
    }

    private static Observation readObservation(ByteSource source, long nearMs) {
        String device = source.getText();
        long observedAtMs = source.getSigned() + nearMs;
        Observation.TimeSource timeSource = source.getOneOf(Observation.TimeSource.values());
        long deviceSeq = source.getSigned();
        int count = source.getCount();
        List<Reading> readings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            readings.add(readReading(source));
        }
        return new Observation(device, observedAtMs, timeSource, deviceSeq, readings);
    }

    static Reading readReading(ByteSource source) {
        int head = (int) source.getUnsigned();
        int ordinal = head >>> 2;
        if (ordinal >= QUANTITIES.length) {
            throw new IllegalArgumentException("no quantity has the number " + ordinal);
        }
        Quantity quantity = QUANTITIES[ordinal];
        return switch (head & 3) {
            case WHOLE -> new Measurement(quantity, source.getSigned());
            case THOUSANDTHS -> new Measurement(quantity, source.getSigned() / 1000.0);
            case RAW -> new Measurement(quantity, source.getDouble());
            default -> new Label(quantity, source.getText());
        };
    }

    private static void writeUnreadable(ByteSink sink, Unreadable unreadable) {
        sink.put(UNREADABLE);
        sink.putText(unreadable.source());
        sink.putText(unreadable.device());
        sink.put(unreadable.reason().ordinal());
        TextCodec.write(sink, unreadable.detail());
        sink.putUnsigned(unreadable.sizeBytes());
        sink.putText(unreadable.excerpt());
    }

    private static Unreadable readUnreadable(ByteSource source, Function<ByteSource, Text> detail) {
        return new Unreadable(
                source.getText(),
                source.getText(),
                source.getOneOf(Unreadable.Reason.values()),
                detail.apply(source),
                (int) source.getUnsigned(),
                source.getText());
    }

    private static void writeReport(ByteSink sink, DeliveryReport report) {
        sink.put(DELIVERY_REPORT);
        sink.putText(report.notice());
        sink.putText(report.channel());
        sink.putUnsigned(report.attempt());
        writeResult(sink, report.result());
    }

    static void writeResult(ByteSink sink, DeliveryReport.Result result) {
        switch (result) {
            case DeliveryReport.Delivered delivered -> {
                sink.put(DELIVERED);
                sink.putText(delivered.receipt());
            }
            case DeliveryReport.Retrying retrying -> {
                sink.put(RETRYING);
                TextCodec.write(sink, retrying.why());
            }
            case DeliveryReport.Failed failed -> {
                sink.put(FAILED);
                TextCodec.write(sink, failed.why());
            }
        }
    }

    private static DeliveryReport readReport(ByteSource source) {
        String notice = source.getText();
        String channel = source.getText();
        int attempt = (int) source.getUnsigned();
        return new DeliveryReport(notice, channel, attempt, readResult(source));
    }

    static DeliveryReport.Result readResult(ByteSource source) {
        int form = source.get();
        return switch (form) {
            case DELIVERED -> new DeliveryReport.Delivered(source.getText());
            case RETRYING -> new DeliveryReport.Retrying(TextCodec.read(source));
            case FAILED -> new DeliveryReport.Failed(TextCodec.read(source));
            case RETRYING_IN_ONE -> new DeliveryReport.Retrying(Text.verbatim(source.getText()));
            case FAILED_IN_ONE -> new DeliveryReport.Failed(Text.verbatim(source.getText()));
            default -> throw new IllegalArgumentException("no delivery result has the number " + form);
        };
    }

    private static void writePersonReport(ByteSink sink, PersonReport report) {
        sink.put(PERSON_REPORT);
        sink.putText(report.code());
        sink.putText(report.type());
        sink.putText(report.area());
        sink.putDouble(report.place().lat());
        sink.putDouble(report.place().lon());
        sink.putText(report.text());
        sink.putText(report.reporter());
    }

    private static void writeSite(ByteSink sink, SiteChanged changed) {
        sink.put(SITE_CHANGED);
        sink.putText(changed.by());
        sink.putUnsigned(changed.files().size());
        for (SiteFile file : changed.files()) {
            sink.putText(file.name());
            sink.putText(file.text());
        }
    }

    private static SiteChanged readSite(ByteSource source) {
        String by = source.getText();
        int count = source.getCount();
        List<SiteFile> files = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            files.add(new SiteFile(source.getText(), source.getText()));
        }
        return new SiteChanged(by, files);
    }
}
