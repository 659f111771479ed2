package org.beaconhub.rules.codec;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.Text;

/** Alarms as bytes. */
public final class AlarmCodec {
    private AlarmCodec() {}

    /** Writes an alarm. */
    public static void write(ByteSink sink, Alarm alarm) {
        sink.putText(alarm.id());
        sink.putText(alarm.rule());
        sink.putText(alarm.subject());
        sink.putText(alarm.area());
        sink.put(alarm.kind().ordinal());
        sink.put(alarm.severity().ordinal());
        sink.putText(alarm.message().zh());
        sink.putText(alarm.message().en());
        sink.putSigned(alarm.raisedAtMs());
        sink.putSigned(alarm.observedAtMs());
        sink.putUnsigned(alarm.explanation().size());
        for (Evidence evidence : alarm.explanation()) {
            sink.putText(evidence.clause());
            sink.putText(evidence.value());
            sink.putSigned(evidence.sinceMs());
            sink.putUnsigned(evidence.seq());
        }
        writeState(sink, alarm.state());
    }

    /** Reads an alarm. */
    public static Alarm read(ByteSource source) {
        return new Alarm(
                source.getText(),
                source.getText(),
                source.getText(),
                source.getText(),
                source.getOneOf(Kind.values()),
                source.getOneOf(Severity.values()),
                new Text(source.getText(), source.getText()),
                source.getSigned(),
                source.getSigned(),
                readExplanation(source),
                readState(source));
    }

    private static List<Evidence> readExplanation(ByteSource source) {
        int count = source.getCount();
        List<Evidence> explanation = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            explanation.add(new Evidence(source.getText(), source.getText(), source.getSigned(), source.getUnsigned()));
        }
        return explanation;
    }

    private static void writeState(ByteSink sink, AlarmState state) {
        switch (state) {
            case AlarmState.Unacknowledged open -> {
                sink.put(0);
                sink.putSigned(open.sinceMs());
            }
            case AlarmState.Acknowledged acknowledged -> {
                sink.put(1);
                sink.putSigned(acknowledged.sinceMs());
                sink.putText(acknowledged.by());
            }
            case AlarmState.ReturnedUnacknowledged returned -> {
                sink.put(2);
                sink.putSigned(returned.sinceMs());
            }
            case AlarmState.Returned returned -> {
                sink.put(3);
                sink.putSigned(returned.sinceMs());
                sink.putText(returned.by());
            }
            case AlarmState.Closed closed -> {
                sink.put(4);
                sink.putSigned(closed.sinceMs());
                sink.putText(closed.by());
                sink.put(closed.disposition().ordinal());
                sink.putText(closed.note());
            }
        }
    }

    private static AlarmState readState(ByteSource source) {
        int form = source.get();
        long sinceMs = source.getSigned();
        return switch (form) {
            case 0 -> new AlarmState.Unacknowledged(sinceMs);
            case 1 -> new AlarmState.Acknowledged(sinceMs, source.getText());
            case 2 -> new AlarmState.ReturnedUnacknowledged(sinceMs);
            case 3 -> new AlarmState.Returned(sinceMs, source.getText());
            case 4 ->
                new AlarmState.Closed(
                        sinceMs, source.getText(), source.getOneOf(Disposition.values()), source.getText());
            default -> throw new IllegalArgumentException("no alarm state has the number " + form);
        };
    }
}
