package org.beaconhub.rules.codec;

import java.util.List;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.DrillCommand;
import org.beaconhub.rules.fact.DrillDeliveryReport;
import org.beaconhub.rules.fact.DrillFact;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.DrillOrdered.Saying;
import org.beaconhub.rules.fact.DrillStopped;
import org.beaconhub.rules.fact.Injected;
import org.beaconhub.rules.fact.Reading;

/** The facts of drills as bytes: a tag beyond those of live facts, then the fields in the order of the record. */
final class DrillFactCodec {
    private static final int DRILL_ORDERED = 64;
    private static final int DRILL_STOPPED = 65;
    private static final int DRILL_COMMAND = 66;
    private static final int DRILL_DELIVERY_REPORT = 67;
    private static final int INJECTED = 68;

    private DrillFactCodec() {}

    static void write(ByteSink sink, DrillFact fact) {
        switch (fact) {
            case DrillOrdered ordered -> writeOrdered(sink, ordered);
            case DrillStopped stopped -> {
                sink.put(DRILL_STOPPED);
                sink.putText(stopped.drill());
                sink.putText(stopped.by());
                sink.putText(stopped.reason());
            }
            case DrillCommand command -> {
                sink.put(DRILL_COMMAND);
                sink.putText(command.drill());
                CommandCodec.write(sink, command.by(), command.act());
            }
            case DrillDeliveryReport report -> {
                sink.put(DRILL_DELIVERY_REPORT);
                sink.putText(report.notice());
                sink.putText(report.channel());
                sink.putUnsigned(report.attempt());
                FactCodec.writeResult(sink, report.result());
            }
            case Injected injected -> {
                sink.put(INJECTED);
                sink.putText(injected.drill());
                sink.putText(injected.by());
                sink.putText(injected.device());
                writeReadings(sink, injected.readings());
            }
        }
    }

    static DrillFact read(int tag, ByteSource source) {
        return switch (tag) {
            case DRILL_ORDERED -> readOrdered(source);
            case DRILL_STOPPED -> new DrillStopped(source.getText(), source.getText(), source.getText());
            case DRILL_COMMAND -> {
                String drill = source.getText();
                var command = CommandCodec.read(source);
                yield new DrillCommand(drill, command.by(), command.act());
            }
            case DRILL_DELIVERY_REPORT ->
                new DrillDeliveryReport(
                        source.getText(), source.getText(), (int) source.getUnsigned(), FactCodec.readResult(source));
            case INJECTED -> new Injected(source.getText(), source.getText(), source.getText(), readReadings(source));
            default -> throw new IllegalArgumentException("no kind of fact has the tag " + tag);
        };
    }

    private static void writeOrdered(ByteSink sink, DrillOrdered ordered) {
        sink.put(DRILL_ORDERED);
        sink.putText(ordered.by());
        sink.putText(ordered.scenario());
        TextCodec.write(sink, ordered.title());
        sink.putUnsigned(ordered.ignitionMs());
        sink.putUnsigned(ordered.lengthMs());
        IncidentCodec.writeAll(sink, ordered.script(), (to, saying) -> {
            to.putUnsigned(saying.afterMs());
            to.putText(saying.device());
            writeReadings(to, saying.readings());
        });
    }

    private static DrillOrdered readOrdered(ByteSource source) {
        return new DrillOrdered(
                source.getText(),
                source.getText(),
                TextCodec.read(source),
                source.getUnsigned(),
                source.getUnsigned(),
                IncidentCodec.readAll(
                        source, from -> new Saying(from.getUnsigned(), from.getText(), readReadings(from))));
    }

    private static void writeReadings(ByteSink sink, List<Reading> readings) {
        IncidentCodec.writeAll(sink, readings, FactCodec::writeReading);
    }

    private static List<Reading> readReadings(ByteSource source) {
        return IncidentCodec.readAll(source, FactCodec::readReading);
    }
}
