package org.beaconhub.rules.codec;

import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.DrillAlarmMoved;
import org.beaconhub.rules.decision.DrillBegan;
import org.beaconhub.rules.decision.DrillCalled;
import org.beaconhub.rules.decision.DrillDecision;
import org.beaconhub.rules.decision.DrillEnded;
import org.beaconhub.rules.decision.DrillIncidentMoved;
import org.beaconhub.rules.decision.DrillNotice;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.DrillNoticeSpared;
import org.beaconhub.rules.decision.DrillNoticeWithdrawn;
import org.beaconhub.rules.decision.DrillRefused;
import org.beaconhub.rules.fact.Text;

/** The decisions of drills as bytes: a tag beyond those of live decisions, the cause, the drill, then the other fields. */
public final class DrillDecisionCodec {
    private static final int BEGAN = 64;
    private static final int ENDED = 65;
    private static final int ALARM_MOVED = 66;
    private static final int INCIDENT_MOVED = 67;
    private static final int CALLED = 68;
    private static final int NOTICE_ORDERED = 69;
    private static final int NOTICE_SPARED = 70;
    private static final int NOTICE_WITHDRAWN = 71;
    private static final int REFUSED = 72;
    private static final int ALARM_MOVED_AMONG_OTHERS = 73;

    private DrillDecisionCodec() {}

    static void write(ByteSink sink, DrillDecision decision) {
        switch (decision) {
            case DrillBegan began -> {
                begin(sink, BEGAN, began);
                sink.putText(began.scenario());
                TextCodec.write(sink, began.title());
                sink.putText(began.by());
            }
            case DrillIncidentMoved moved -> {
                begin(sink, INCIDENT_MOVED, moved);
                IncidentCodec.write(sink, moved.incident());
                IncidentCodec.write(sink, moved.line());
            }
            case DrillNoticeOrdered ordered -> write(sink, ordered);
            case DrillNoticeSpared spared -> {
                begin(sink, NOTICE_SPARED, spared);
                sink.putText(spared.channel());
                sink.putText(spared.recipient());
            }
            case DrillNoticeWithdrawn withdrawn -> {
                begin(sink, NOTICE_WITHDRAWN, withdrawn);
                sink.putText(withdrawn.notice());
            }
            case DrillRefused refused -> {
                begin(sink, REFUSED, refused);
                TextCodec.write(sink, refused.text());
            }
            case DrillEnded ended -> writeAbout(sink, ended);
            case DrillAlarmMoved moved -> writeAbout(sink, moved);
            case DrillCalled called -> writeAbout(sink, called);
        }
    }

    static DrillDecision read(int tag, ByteSource source) {
        return switch (tag) {
            case ENDED, ALARM_MOVED, ALARM_MOVED_AMONG_OTHERS, CALLED -> (DrillDecision) readAbout(tag, source);
            case BEGAN ->
                new DrillBegan(
                        cause(source), source.getText(), source.getText(), TextCodec.read(source), source.getText());
            case INCIDENT_MOVED ->
                new DrillIncidentMoved(
                        cause(source),
                        source.getText(),
                        IncidentCodec.readHead(source),
                        IncidentCodec.readLine(source));
            case NOTICE_ORDERED -> readOrdered(source);
            case NOTICE_SPARED ->
                new DrillNoticeSpared(cause(source), source.getText(), source.getText(), source.getText());
            case NOTICE_WITHDRAWN -> new DrillNoticeWithdrawn(cause(source), source.getText(), source.getText());
            case REFUSED -> new DrillRefused(cause(source), source.getText(), TextCodec.read(source));
            default -> throw new IllegalArgumentException("no kind of decision has the tag " + tag);
        };
    }

    /** Writes an order of a notice, as the outbox keeps it too. */
    public static void write(ByteSink sink, DrillNoticeOrdered ordered) {
        begin(sink, NOTICE_ORDERED, ordered);
        sink.putText(ordered.channel());
        sink.putText(ordered.recipient());
        TextCodec.write(sink, ordered.notice().title());
        writeAbout(sink, ordered.notice().about());
    }

    /** Reads an order of a notice. */
    public static DrillNoticeOrdered readNotice(ByteSource source) {
        int tag = source.get();
        if (tag != NOTICE_ORDERED) {
            throw new IllegalArgumentException("no order of a drill's notice has the tag " + tag);
        }
        return readOrdered(source);
    }

    private static DrillNoticeOrdered readOrdered(ByteSource source) {
        Cause cause = cause(source);
        String drill = source.getText();
        String channel = source.getText();
        String recipient = source.getText();
        Text title = TextCodec.read(source);
        DrillNotice.About about = readAbout(source.get(), source);
        return new DrillNoticeOrdered(
                cause, drill, channel, recipient, DrillNotice.of(about, title, channel, recipient));
    }

    private static void writeAbout(ByteSink sink, DrillNotice.About about) {
        switch (about) {
            case DrillEnded ended -> {
                begin(sink, ENDED, ended);
                sink.putText(ended.by());
                sink.putText(ended.reason());
                sink.putUnsigned(ended.atMs());
            }
            case DrillAlarmMoved moved -> {
                begin(sink, moved.more() == 0 ? ALARM_MOVED : ALARM_MOVED_AMONG_OTHERS, moved);
                AlarmCodec.write(sink, moved.alarm());
                sink.put(moved.reason().ordinal());
                if (moved.more() > 0) {
                    sink.putUnsigned(moved.more());
                }
            }
            case DrillCalled called -> {
                begin(sink, CALLED, called);
                IncidentCodec.write(sink, called.incident());
                sink.put(called.reason().ordinal());
                sink.putUnsigned(called.step());
                sink.putUnsigned(called.more());
            }
        }
    }

    private static DrillNotice.About readAbout(int tag, ByteSource source) {
        return switch (tag) {
            case ENDED ->
                new DrillEnded(
                        cause(source), source.getText(), source.getText(), source.getText(), source.getUnsigned());
            case ALARM_MOVED, ALARM_MOVED_AMONG_OTHERS ->
                new DrillAlarmMoved(
                        cause(source),
                        source.getText(),
                        AlarmCodec.read(source),
                        source.getOneOf(MoveReason.values()),
                        tag == ALARM_MOVED ? 0 : (int) source.getUnsigned());
            case CALLED ->
                new DrillCalled(
                        cause(source),
                        source.getText(),
                        IncidentCodec.readHead(source),
                        source.getOneOf(CallReason.values()),
                        (int) source.getUnsigned(),
                        (int) source.getUnsigned());
            default -> throw new IllegalArgumentException("no drill's notice tells of a decision with the tag " + tag);
        };
    }

    private static void begin(ByteSink sink, int tag, DrillDecision decision) {
        sink.put(tag);
        DecisionCodec.writeCause(sink, decision.cause());
        sink.putText(decision.drill());
    }

    private static Cause cause(ByteSource source) {
        return DecisionCodec.readCause(source);
    }
}
