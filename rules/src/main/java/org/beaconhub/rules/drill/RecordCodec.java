package org.beaconhub.rules.drill;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.TextCodec;

/** Records of drills as bytes: the fields in the order of the record. */
final class RecordCodec {
    private RecordCodec() {}

    static void write(ByteSink sink, DrillRecord record) {
        sink.putText(record.id());
        sink.putText(record.scenario());
        TextCodec.write(sink, record.title());
        sink.putText(record.by());
        sink.putUnsigned(record.beganAtMs());
        sink.putUnsigned(record.ignitionAtMs());
        sink.putUnsigned(record.endsAtMs());
        sink.putFlag(record.end().isPresent());
        record.end().ifPresent(end -> {
            sink.putText(end.by());
            sink.putText(end.reason());
        });
        write(sink, record.times());
        write(sink, record.tally());
    }

    static DrillRecord read(ByteSource source) {
        return new DrillRecord(
                source.getText(),
                source.getText(),
                TextCodec.read(source),
                source.getText(),
                source.getUnsigned(),
                source.getUnsigned(),
                source.getUnsigned(),
                source.getFlag()
                        ? Optional.of(new DrillRecord.End(source.getText(), source.getText()))
                        : Optional.empty(),
                readTimes(source),
                readTally(source));
    }

    static void write(ByteSink sink, Map<Milestone, Long> times) {
        sink.putUnsigned(times.size());
        times.forEach((milestone, atMs) -> {
            sink.put(milestone.ordinal());
            sink.putUnsigned(atMs);
        });
    }

    static Map<Milestone, Long> readTimes(ByteSource source) {
        Map<Milestone, Long> times = new EnumMap<>(Milestone.class);
        for (int count = source.getCount(); count > 0; count--) {
            times.put(source.getOneOf(Milestone.values()), source.getUnsigned());
        }
        return times;
    }

    static void write(ByteSink sink, DrillRecord.Tally tally) {
        sink.putUnsigned(tally.said());
        sink.putUnsigned(tally.alarms());
        sink.putUnsigned(tally.sent());
        sink.putUnsigned(tally.spared());
    }

    static DrillRecord.Tally readTally(ByteSource source) {
        return new DrillRecord.Tally(
                source.getUnsigned(), source.getUnsigned(), source.getUnsigned(), source.getUnsigned());
    }
}
