package org.beaconhub.rules.codec;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.WatchAct;

/** Commands as bytes: who, a number for the act, then its fields in the order of the record. */
final class CommandCodec {
    private CommandCodec() {}

    static void write(ByteSink sink, Command command) {
        write(sink, command.by(), command.act());
    }

    static void write(ByteSink sink, String by, Command.Act done) {
        sink.putText(by);
        switch (done) {
            case Command.Acknowledge act -> texts(sink, 0, act.alarm());
            case Command.Close act -> {
                texts(sink, 1, act.alarm());
                sink.put(act.disposition().ordinal());
                sink.putText(act.note());
            }
            case Command.Reset act -> texts(sink, 2, act.alarm(), act.note());
            case Command.Shelve act -> {
                texts(sink, 3, act.alarm());
                sink.putUnsigned(act.forMs());
                sink.putText(act.reason());
            }
            case Command.Unshelve act -> texts(sink, 4, act.alarm(), act.note());
            case Command.TakeOut act -> texts(sink, 5, act.device(), act.reason());
            case Command.PutBack act -> texts(sink, 6, act.device(), act.note());
            case Command.BeginMaintenance act -> {
                texts(sink, 7, act.area());
                sink.putSigned(act.fromMs());
                sink.putUnsigned(act.forMs());
                sink.putText(act.reason());
            }
            case Command.EndMaintenance act -> texts(sink, 8, act.id(), act.note());
            case Command.Actuate act -> {
                texts(sink, 10, act.channel());
                sink.putFlag(act.active());
                sink.putText(act.reason());
            }
            case WatchAct.Watch act -> writeWatch(sink, act);
            case WatchAct.Unwatch act -> texts(sink, 12, act.id(), act.note());
            case IncidentAct act -> {
                sink.put(9);
                IncidentActCodec.write(sink, act);
            }
        }
    }

    private static void writeWatch(ByteSink sink, WatchAct.Watch act) {
        texts(sink, 11, act.pseudonym(), act.reason());
        sink.put(act.quantity().ordinal());
        sink.putUnsigned(act.forMs());
    }

    private static void texts(ByteSink sink, int number, String... texts) {
        sink.put(number);
        for (String text : texts) {
            sink.putText(text);
        }
    }

    private static WatchAct.Watch readWatch(ByteSource source) {
        String pseudonym = source.getText();
        String reason = source.getText();
        return new WatchAct.Watch(source.getOneOf(Quantity.values()), pseudonym, reason, source.getUnsigned());
    }

    static Command read(ByteSource source) {
        String by = source.getText();
        int number = source.get();
        Command.Act act = switch (number) {
            case 0 -> new Command.Acknowledge(source.getText());
            case 1 -> new Command.Close(source.getText(), source.getOneOf(Disposition.values()), source.getText());
            case 2 -> new Command.Reset(source.getText(), source.getText());
            case 3 -> new Command.Shelve(source.getText(), source.getUnsigned(), source.getText());
            case 4 -> new Command.Unshelve(source.getText(), source.getText());
            case 5 -> new Command.TakeOut(source.getText(), source.getText());
            case 6 -> new Command.PutBack(source.getText(), source.getText());
            case 7 ->
                new Command.BeginMaintenance(
                        source.getText(), source.getSigned(), source.getUnsigned(), source.getText());
            case 8 -> new Command.EndMaintenance(source.getText(), source.getText());
            case 9 -> IncidentActCodec.read(source);
            case 10 -> new Command.Actuate(source.getText(), source.getFlag(), source.getText());
            case 11 -> readWatch(source);
            case 12 -> new WatchAct.Unwatch(source.getText(), source.getText());
            default -> throw new IllegalArgumentException("no act has the number " + number);
        };
        return new Command(by, act);
    }
}
