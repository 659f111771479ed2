package org.beaconhub.rules.codec;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.escalation.Call;
import org.beaconhub.rules.escalation.Escalation;
import org.beaconhub.rules.escalation.EscalationState;
import org.beaconhub.rules.escalation.EscalationState.Answered;
import org.beaconhub.rules.escalation.EscalationState.Calling;
import org.beaconhub.rules.escalation.EscalationState.End;
import org.beaconhub.rules.escalation.EscalationState.Ended;
import org.beaconhub.rules.escalation.EscalationState.Exhausted;

/** Escalations as bytes: the fields in the order of the records. */
public final class EscalationCodec {
    private EscalationCodec() {}

    /** Writes an escalation. */
    public static void write(ByteSink sink, Escalation escalation) {
        IncidentCodec.write(sink, escalation.incident());
        sink.putText(escalation.policy());
        sink.putSigned(escalation.beganAtMs());
        sink.putUnsigned(escalation.step());
        sink.putSigned(escalation.steppedAtMs());
        writeState(sink, escalation.state());
        IncidentCodec.writeAll(sink, escalation.calls(), EscalationCodec::writeCall);
    }

    /** Reads an escalation. */
    public static Escalation read(ByteSource source) {
        return new Escalation(
                IncidentCodec.readHead(source),
                source.getText(),
                source.getSigned(),
                (int) source.getUnsigned(),
                source.getSigned(),
                readState(source),
                IncidentCodec.readAll(source, EscalationCodec::readCall));
    }

    private static void writeState(ByteSink sink, EscalationState state) {
        switch (state) {
            case Calling s -> {
                sink.put(0);
                sink.putSigned(s.dueMs());
            }
            case Exhausted s -> {
                sink.put(1);
                sink.putSigned(s.sinceMs());
                sink.putSigned(s.againAtMs());
            }
            case Answered s -> {
                sink.put(2);
                sink.putSigned(s.atMs());
                sink.putText(s.by());
            }
            case Ended s -> {
                sink.put(3);
                sink.putSigned(s.atMs());
                sink.put(s.why().ordinal());
            }
        }
    }

    private static EscalationState readState(ByteSource source) {
        int number = source.get();
        return switch (number) {
            case 0 -> new Calling(source.getSigned());
            case 1 -> new Exhausted(source.getSigned(), source.getSigned());
            case 2 -> new Answered(source.getSigned(), source.getText());
            case 3 -> new Ended(source.getSigned(), source.getOneOf(End.values()));
            default -> throw new IllegalArgumentException("no state of an escalation has the number " + number);
        };
    }

    private static void writeCall(ByteSink sink, Call call) {
        sink.putSigned(call.atMs());
        sink.putUnsigned(call.step());
        sink.put(call.reason().ordinal());
        sink.putText(call.recipient());
        sink.putText(call.channel());
        sink.putText(call.notice());
        sink.put(call.state().ordinal());
    }

    private static Call readCall(ByteSource source) {
        return new Call(
                source.getSigned(),
                (int) source.getUnsigned(),
                source.getOneOf(CallReason.values()),
                source.getText(),
                source.getText(),
                source.getText(),
                source.getOneOf(Call.State.values()));
    }
}
