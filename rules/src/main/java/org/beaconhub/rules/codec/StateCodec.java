package org.beaconhub.rules.codec;

import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.AlarmState.Acknowledged;
import org.beaconhub.rules.alarm.AlarmState.Closed;
import org.beaconhub.rules.alarm.AlarmState.LatchedAcknowledged;
import org.beaconhub.rules.alarm.AlarmState.LatchedUnacknowledged;
import org.beaconhub.rules.alarm.AlarmState.Normal;
import org.beaconhub.rules.alarm.AlarmState.OutOfUse;
import org.beaconhub.rules.alarm.AlarmState.Returned;
import org.beaconhub.rules.alarm.AlarmState.ReturnedUnacknowledged;
import org.beaconhub.rules.alarm.AlarmState.Shelved;
import org.beaconhub.rules.alarm.AlarmState.SuppressedByDesign;
import org.beaconhub.rules.alarm.AlarmState.Unacknowledged;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Command.Disposition;

/** States of alarms as bytes: a number, since when, then the fields in the order of the record. */
final class StateCodec {
    private StateCodec() {}

    static void write(ByteSink sink, AlarmState state) {
        sink.put(number(state));
        sink.putSigned(state.sinceMs());
        switch (state) {
            case Unacknowledged each -> {}
            case ReturnedUnacknowledged each -> {}
            case LatchedUnacknowledged each -> {}
            case Normal each -> {}
            case Acknowledged each -> sink.putText(each.by());
            case Returned each -> sink.putText(each.by());
            case LatchedAcknowledged each -> sink.putText(each.by());
            case Shelved each -> {
                sink.putText(each.by());
                sink.putText(each.reason());
                sink.putSigned(each.untilMs());
                sink.putFlag(each.holds());
            }
            case SuppressedByDesign each -> {
                sink.putText(each.cause());
                sink.putFlag(each.holds());
                sink.putFlag(each.told());
            }
            case OutOfUse each -> {
                sink.putText(each.by());
                sink.putText(each.reason());
                sink.putFlag(each.holds());
                sink.putFlag(each.told());
            }
            case Closed each -> {
                sink.putText(each.by());
                sink.put(each.disposition().ordinal());
                sink.putText(each.note());
            }
        }
    }

    private static int number(AlarmState state) {
        return switch (state) {
            case Unacknowledged each -> 0;
            case Acknowledged each -> 1;
            case ReturnedUnacknowledged each -> 2;
            case Returned each -> 3;
            case Closed each -> 4;
            case LatchedUnacknowledged each -> 5;
            case LatchedAcknowledged each -> 6;
            case Shelved each -> 7;
            case SuppressedByDesign each -> 8;
            case OutOfUse each -> 9;
            case Normal each -> 10;
        };
    }

    static AlarmState read(ByteSource source) {
        int number = source.get();
        long sinceMs = source.getSigned();
        return switch (number) {
            case 0 -> new Unacknowledged(sinceMs);
            case 1 -> new Acknowledged(sinceMs, source.getText());
            case 2 -> new ReturnedUnacknowledged(sinceMs);
            case 3 -> new Returned(sinceMs, source.getText());
            case 4 -> new Closed(sinceMs, source.getText(), source.getOneOf(Disposition.values()), source.getText());
            case 5 -> new LatchedUnacknowledged(sinceMs);
            case 6 -> new LatchedAcknowledged(sinceMs, source.getText());
            case 7 -> new Shelved(sinceMs, source.getText(), source.getText(), source.getSigned(), source.getFlag());
            case 8 -> new SuppressedByDesign(sinceMs, source.getText(), source.getFlag(), source.getFlag());
            case 9 -> new OutOfUse(sinceMs, source.getText(), source.getText(), source.getFlag(), source.getFlag());
            case 10 -> new Normal();
            default -> throw new IllegalArgumentException("no alarm state has the number " + number);
        };
    }
}
