package org.beaconhub.rules.codec;

import java.util.Optional;
import java.util.function.Function;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.Basis;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.decision.DrillDecision;
import org.beaconhub.rules.decision.FloodChanged;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.IncidentMoved;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.IncidentsRecur;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.decision.NoticeWithdrawn;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.fact.Text;

/** Decisions as bytes. Reading one back is not deciding: it gives what the engine once decided. */
public final class DecisionCodec {
    private static final int ALARM_MOVED = 1;
    private static final int NOTICE_ORDERED = 2;
    private static final int REFUSED = 3;
    private static final int FLOOD_CHANGED = 4;
    private static final int INCIDENT_MOVED = 5;
    private static final int INCIDENTS_RECUR = 6;
    /** As it was written before it said what the incident was known by. */
    private static final int INCIDENT_CALLED_BARE = 7;

    private static final int NOTICE_WITHDRAWN = 8;
    private static final int ACTUATION = 9;
    private static final int INCIDENT_CALLED = 10;
    private static final int ALARM_MOVED_AMONG_OTHERS = 11;
    private static final int BY_ALARM = 1;
    private static final int BY_PERSON = 2;

    private DecisionCodec() {}

    /** Writes a decision. */
    public static void write(ByteSink sink, Decision decision) {
        switch (decision) {
            case LiveDecision live -> writeLive(sink, live);
            case DrillDecision drill -> DrillDecisionCodec.write(sink, drill);
        }
    }

    private static void writeLive(ByteSink sink, LiveDecision decision) {
        switch (decision) {
            case AlarmMoved moved -> writeAbout(sink, moved);
            case NoticeOrdered ordered -> {
                sink.put(NOTICE_ORDERED);
                writeCause(sink, ordered.cause());
                sink.putText(ordered.channel());
                sink.putText(ordered.recipient());
                writeAbout(sink, ordered.notice().about());
            }
            case Refused refused -> {
                sink.put(REFUSED);
                writeCause(sink, refused.cause());
                TextCodec.write(sink, refused.text());
            }
            case FloodChanged flood -> {
                sink.put(FLOOD_CHANGED);
                writeCause(sink, flood.cause());
                sink.putText(flood.position());
                sink.putFlag(flood.flooded());
            }
            case IncidentMoved moved -> {
                sink.put(INCIDENT_MOVED);
                writeCause(sink, moved.cause());
                IncidentCodec.write(sink, moved.incident());
                IncidentCodec.write(sink, moved.line());
            }
            case IncidentsRecur recur -> {
                sink.put(INCIDENTS_RECUR);
                writeCause(sink, recur.cause());
                IncidentCodec.write(sink, recur.recurrence());
            }
            case IncidentCalled called -> writeAbout(sink, called);
            case Actuation actuation -> writeAbout(sink, actuation);
            case NoticeWithdrawn withdrawn -> {
                sink.put(NOTICE_WITHDRAWN);
                writeCause(sink, withdrawn.cause());
                sink.putText(withdrawn.notice());
            }
        }
    }

    /** Reads a decision. */
    public static Decision read(ByteSource source) {
        int tag = source.get();
        return switch (tag) {
            case ALARM_MOVED -> readMoved(source);
            case ALARM_MOVED_AMONG_OTHERS -> readMovedAmongOthers(source);
            case INCIDENT_CALLED_BARE -> readCalled(source, DecisionCodec::noBasis);
            case INCIDENT_CALLED -> readCalled(source, DecisionCodec::readBasis);
            case ACTUATION -> readActuation(source);
            case NOTICE_WITHDRAWN -> new NoticeWithdrawn(readCause(source), source.getText());
            case NOTICE_ORDERED -> readOrdered(source);
            case REFUSED -> new Refused(readCause(source), TextCodec.read(source));
            case FLOOD_CHANGED -> new FloodChanged(readCause(source), source.getText(), source.getFlag());
            case INCIDENT_MOVED ->
                new IncidentMoved(readCause(source), IncidentCodec.readHead(source), IncidentCodec.readLine(source));
            case INCIDENTS_RECUR -> new IncidentsRecur(readCause(source), IncidentCodec.readRecurrence(source));
            default -> DrillDecisionCodec.read(tag, source);
        };
    }

    private static NoticeOrdered readOrdered(ByteSource source) {
        Cause cause = readCause(source);
        String channel = source.getText();
        String recipient = source.getText();
        return new NoticeOrdered(cause, channel, recipient, IncidentNotice.of(readAbout(source), channel, recipient));
    }

    private static void writeAbout(ByteSink sink, IncidentNotice.About about) {
        switch (about) {
            case AlarmMoved moved -> {
                sink.put(moved.more() == 0 ? ALARM_MOVED : ALARM_MOVED_AMONG_OTHERS);
                writeMoved(sink, moved);
            }
            case IncidentCalled called -> {
                sink.put(INCIDENT_CALLED);
                writeCause(sink, called.cause());
                IncidentCodec.write(sink, called.incident());
                sink.put(called.reason().ordinal());
                sink.putUnsigned(called.step());
                sink.putUnsigned(called.more());
                writeBasis(sink, called.basis());
            }
            case Actuation actuation -> {
                sink.put(ACTUATION);
                writeCause(sink, actuation.cause());
                sink.putText(actuation.channel());
                sink.putFlag(actuation.active());
                sink.putSigned(actuation.atMs());
                writeWhy(sink, actuation.why());
            }
        }
    }

    private static IncidentNotice.About readAbout(ByteSource source) {
        int tag = source.get();
        return switch (tag) {
            case ALARM_MOVED -> readMoved(source);
            case ALARM_MOVED_AMONG_OTHERS -> readMovedAmongOthers(source);
            case INCIDENT_CALLED_BARE -> readCalled(source, DecisionCodec::noBasis);
            case INCIDENT_CALLED -> readCalled(source, DecisionCodec::readBasis);
            case ACTUATION -> readActuation(source);
            default -> throw new IllegalArgumentException("no notice tells of a decision with the tag " + tag);
        };
    }

    private static void writeWhy(ByteSink sink, Actuation.Why why) {
        switch (why) {
            case Actuation.ByAlarm by -> {
                sink.put(BY_ALARM);
                sink.putText(by.alarm());
                sink.put(by.severity().ordinal());
                sink.putText(by.subject());
                sink.putText(by.area());
            }
            case Actuation.ByPerson by -> {
                sink.put(BY_PERSON);
                sink.putText(by.by());
                sink.putText(by.reason());
            }
        }
    }

    private static Actuation readActuation(ByteSource source) {
        return new Actuation(
                readCause(source), source.getText(), source.getFlag(), source.getSigned(), readWhy(source));
    }

    private static Actuation.Why readWhy(ByteSource source) {
        int tag = source.get();
        return switch (tag) {
            case BY_ALARM ->
                new Actuation.ByAlarm(
                        source.getText(), source.getOneOf(Severity.values()), source.getText(), source.getText());
            case BY_PERSON -> new Actuation.ByPerson(source.getText(), source.getText());
            default -> throw new IllegalArgumentException("no actuation has the reason " + tag);
        };
    }

    private static void writeBasis(ByteSink sink, Basis basis) {
        sink.putFlag(basis.first().isPresent());
        basis.first().ifPresent(first -> {
            TextCodec.write(sink, first);
        });
        sink.putUnsigned(basis.devices());
        sink.putUnsigned(basis.reports());
    }

    private static Basis noBasis(ByteSource source) {
        return Basis.NONE;
    }

    private static Basis readBasis(ByteSource source) {
        Optional<Text> first = source.getFlag() ? Optional.of(TextCodec.read(source)) : Optional.empty();
        return new Basis(first, (int) source.getUnsigned(), (int) source.getUnsigned());
    }

    private static IncidentCalled readCalled(ByteSource source, Function<ByteSource, Basis> basis) {
        return new IncidentCalled(
                readCause(source),
                IncidentCodec.readHead(source),
                source.getOneOf(CallReason.values()),
                (int) source.getUnsigned(),
                (int) source.getUnsigned(),
                basis.apply(source));
    }

    private static void writeMoved(ByteSink sink, AlarmMoved moved) {
        writeCause(sink, moved.cause());
        AlarmCodec.write(sink, moved.alarm());
        sink.put(moved.reason().ordinal());
        if (moved.more() > 0) {
            sink.putUnsigned(moved.more());
        }
    }

    private static AlarmMoved readMoved(ByteSource source) {
        return new AlarmMoved(readCause(source), AlarmCodec.read(source), source.getOneOf(MoveReason.values()));
    }

    private static AlarmMoved readMovedAmongOthers(ByteSource source) {
        AlarmMoved moved = readMoved(source);
        return moved.among((int) source.getUnsigned());
    }

    static void writeCause(ByteSink sink, Cause cause) {
        sink.putUnsigned(cause.seq());
        sink.putUnsigned(cause.ordinal());
    }

    static Cause readCause(ByteSource source) {
        return new Cause(source.getUnsigned(), (int) source.getUnsigned());
    }
}
