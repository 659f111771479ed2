package org.beaconhub.rules.codec;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

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
        TextCodec.write(sink, alarm.message());
        sink.putSigned(alarm.raisedAtMs());
        sink.putSigned(alarm.observedAtMs());
        sink.putUnsigned(alarm.explanation().size());
        for (Evidence evidence : alarm.explanation()) {
            sink.putText(evidence.clause());
            sink.putText(evidence.value());
            sink.putSigned(evidence.sinceMs());
            sink.putUnsigned(evidence.seq());
        }
        StateCodec.write(sink, alarm.state());
        sink.putText(alarm.firstOut());
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
                TextCodec.read(source),
                source.getSigned(),
                source.getSigned(),
                readExplanation(source),
                StateCodec.read(source),
                source.getText());
    }

    private static List<Evidence> readExplanation(ByteSource source) {
        int count = source.getCount();
        List<Evidence> explanation = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            explanation.add(new Evidence(source.getText(), source.getText(), source.getSigned(), source.getUnsigned()));
        }
        return explanation;
    }
}
