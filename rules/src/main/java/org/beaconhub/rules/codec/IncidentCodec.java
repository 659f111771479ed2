package org.beaconhub.rules.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.Line;
import org.beaconhub.rules.incident.PublicNotice;
import org.beaconhub.rules.incident.Recurrence;
import org.beaconhub.rules.incident.Report;
import org.beaconhub.rules.incident.Sign;
import org.beaconhub.rules.incident.Task;

/** Incidents, people's reports and recurrences as bytes: the fields in the order of the records. */
public final class IncidentCodec {
    private IncidentCodec() {}

    /** Writes a list. */
    public static <T> void writeAll(ByteSink sink, Collection<T> all, BiConsumer<ByteSink, T> write) {
        sink.putUnsigned(all.size());
        all.forEach(each -> write.accept(sink, each));
    }

    /** Reads a list. */
    public static <T> List<T> readAll(ByteSource source, Function<ByteSource, T> read) {
        int count = source.getCount();
        List<T> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(read.apply(source));
        }
        return all;
    }

    /** Writes an incident. */
    public static void write(ByteSink sink, Incident incident) {
        write(sink, incident.head());
        writeAll(sink, incident.signs(), IncidentCodec::writeSign);
        writeAll(sink, incident.tasks(), IncidentCodec::writeTask);
        writeAll(sink, incident.lines(), IncidentCodec::write);
        writeAll(sink, incident.notice().stream().toList(), IncidentCodec::writeNotice);
    }

    /** Reads an incident. */
    public static Incident read(ByteSource source) {
        return new Incident(
                readHead(source),
                readAll(source, IncidentCodec::readSign),
                readAll(source, IncidentCodec::readTask),
                readAll(source, IncidentCodec::readLine),
                readAll(source, IncidentCodec::readNotice).stream().findFirst());
    }

    private static void writeNotice(ByteSink sink, PublicNotice notice) {
        TextCodec.write(sink, notice.text());
        sink.putSigned(notice.sinceMs());
        sink.putSigned(notice.changedMs());
        sink.putSigned(notice.clearedMs());
    }

    private static PublicNotice readNotice(ByteSource source) {
        return new PublicNotice(TextCodec.read(source), source.getSigned(), source.getSigned(), source.getSigned());
    }

    /** Writes what an incident is and where it stands. */
    public static void write(ByteSink sink, Incident.Head head) {
        sink.putText(head.id());
        sink.putText(head.type());
        sink.putSigned(head.openedAtMs());
        sink.putSigned(head.lastSignMs());
        sink.put(head.severity().ordinal());
        sink.putText(head.area());
        writePlace(sink, head.place());
        sink.putText(head.firstOut());
        sink.putText(head.unit());
        IncidentStateCodec.write(sink, head.state());
    }

    /** Reads what an incident is and where it stands. */
    public static Incident.Head readHead(ByteSource source) {
        return new Incident.Head(
                source.getText(),
                source.getText(),
                source.getSigned(),
                source.getSigned(),
                source.getOneOf(Severity.values()),
                source.getText(),
                readPlace(source),
                source.getText(),
                source.getText(),
                IncidentStateCodec.read(source));
    }

    /** Writes a line of a time line. */
    public static void write(ByteSink sink, Line line) {
        sink.putSigned(line.atMs());
        sink.put(line.what().ordinal());
        sink.putText(line.by());
        sink.putText(line.ref());
        sink.putText(line.note());
    }

    /** Reads a line of a time line. */
    public static Line readLine(ByteSource source) {
        return new Line(
                source.getSigned(),
                source.getOneOf(Line.What.values()),
                source.getText(),
                source.getText(),
                source.getText());
    }

    /** Writes a recurrence. */
    public static void write(ByteSink sink, Recurrence recurrence) {
        sink.putText(recurrence.type());
        sink.put(recurrence.scope().ordinal());
        sink.putText(recurrence.name());
        writeAll(sink, recurrence.timesMs(), ByteSink::putSigned);
    }

    /** Reads a recurrence. */
    public static Recurrence readRecurrence(ByteSource source) {
        return new Recurrence(
                source.getText(),
                source.getOneOf(Recurrence.Scope.values()),
                source.getText(),
                readAll(source, ByteSource::getSigned));
    }

    /** Writes what became of a report. */
    public static void write(ByteSink sink, Report report) {
        sink.putText(report.id());
        sink.putText(report.code());
        sink.putSigned(report.atMs());
        sink.putText(report.incident());
        IncidentStateCodec.write(sink, report.state());
        sink.putText(report.unit());
    }

    /** Reads what became of a report. */
    public static Report readReport(ByteSource source) {
        return new Report(
                source.getText(),
                source.getText(),
                source.getSigned(),
                source.getText(),
                IncidentStateCodec.read(source),
                source.getText());
    }

    private static void writeSign(ByteSink sink, Sign sign) {
        sink.putText(sign.id());
        sink.put(sign.origin().ordinal());
        sink.putText(sign.subject());
        sink.putText(sign.area());
        writePlace(sink, sign.place());
        sink.putSigned(sign.atMs());
        sink.put(sign.severity().ordinal());
        sink.putFlag(sign.holds());
    }

    private static Sign readSign(ByteSource source) {
        return new Sign(
                source.getText(),
                source.getOneOf(Sign.Origin.values()),
                source.getText(),
                source.getText(),
                readPlace(source),
                source.getSigned(),
                source.getOneOf(Severity.values()),
                source.getFlag());
    }

    private static void writeTask(ByteSink sink, Task task) {
        TextCodec.write(sink, task.step());
        sink.putText(task.doneBy());
        sink.putSigned(task.doneAtMs());
        sink.putText(task.note());
    }

    private static Task readTask(ByteSource source) {
        return new Task(TextCodec.read(source), source.getText(), source.getSigned(), source.getText());
    }

    private static void writePlace(ByteSink sink, Place place) {
        sink.putDouble(place.lat());
        sink.putDouble(place.lon());
    }

    private static Place readPlace(ByteSource source) {
        return new Place(source.getDouble(), source.getDouble());
    }
}
