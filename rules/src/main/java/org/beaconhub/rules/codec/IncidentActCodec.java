package org.beaconhub.rules.codec;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.IncidentAct;

/** Acts on incidents as bytes: a number, the incident, then the fields in the order of the record. */
final class IncidentActCodec {
    private IncidentActCodec() {}

    static void write(ByteSink sink, IncidentAct act) {
        sink.put(number(act));
        sink.putText(act.incident());
        switch (act) {
            case IncidentAct.Advance each -> {
                sink.put(each.step().ordinal());
                sink.putText(each.note());
            }
            case IncidentAct.Agree each -> {
                sink.put(each.check().ordinal());
                sink.putText(each.note());
            }
            case IncidentAct.CloseIncident each -> {
                sink.put(each.disposition().ordinal());
                sink.putText(each.note());
            }
            case IncidentAct.Assign each -> sink.putText(each.unit());
            case IncidentAct.Tick each -> {
                sink.putSigned(each.task());
                sink.putText(each.note());
            }
            case IncidentAct.Remark each -> sink.putText(each.note());
            case IncidentAct.Attach each -> {
                sink.putText(each.picture());
                sink.putText(each.note());
            }
            case IncidentAct.Acknowledge each -> sink.putText(each.note());
            case IncidentAct.FalseAnswer each -> sink.putText(each.why());
            case IncidentAct.Publish each -> {
                TextCodec.write(sink, each.text());
            }
            case IncidentAct.Withdraw each -> {}
            case IncidentAct.Merge each -> sink.putText(each.into());
            case IncidentAct.Split each -> {
                sink.putUnsigned(each.signs().size());
                each.signs().forEach(sink::putText);
            }
        }
    }

    private static int number(IncidentAct act) {
        return switch (act) {
            case IncidentAct.Advance each -> 0;
            case IncidentAct.Agree each -> 1;
            case IncidentAct.CloseIncident each -> 2;
            case IncidentAct.Assign each -> 3;
            case IncidentAct.Tick each -> 4;
            case IncidentAct.Remark each -> 5;
            case IncidentAct.Merge each -> 6;
            case IncidentAct.Split each -> 7;
            case IncidentAct.Attach each -> 10;
            case IncidentAct.Acknowledge each -> 8;
            case IncidentAct.FalseAnswer each -> 9;
            case IncidentAct.Publish each -> 11;
            case IncidentAct.Withdraw each -> 12;
        };
    }

    static IncidentAct read(ByteSource source) {
        int number = source.get();
        String id = source.getText();
        return switch (number) {
            case 0 -> new IncidentAct.Advance(id, source.getOneOf(IncidentAct.Step.values()), source.getText());
            case 1 -> new IncidentAct.Agree(id, source.getOneOf(IncidentAct.Check.values()), source.getText());
            case 2 -> new IncidentAct.CloseIncident(id, source.getOneOf(Disposition.values()), source.getText());
            case 3 -> new IncidentAct.Assign(id, source.getText());
            case 4 -> new IncidentAct.Tick(id, (int) source.getSigned(), source.getText());
            case 5 -> new IncidentAct.Remark(id, source.getText());
            case 6 -> new IncidentAct.Merge(id, source.getText());
            case 8 -> new IncidentAct.Acknowledge(id, source.getText());
            case 9 -> new IncidentAct.FalseAnswer(id, source.getText());
            case 7 -> new IncidentAct.Split(id, texts(source));
            case 10 -> new IncidentAct.Attach(id, source.getText(), source.getText());
            case 11 -> new IncidentAct.Publish(id, TextCodec.read(source));
            case 12 -> new IncidentAct.Withdraw(id);
            default -> throw new IllegalArgumentException("no act on an incident has the number " + number);
        };
    }

    private static List<String> texts(ByteSource source) {
        int count = source.getCount();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(source.getText());
        }
        return texts;
    }
}
