package org.beaconhub.rules.codec;

import java.util.List;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.IncidentAct.Check;
import org.beaconhub.rules.incident.IncidentState;
import org.beaconhub.rules.incident.IncidentState.Accepted;
import org.beaconhub.rules.incident.IncidentState.Agreement;
import org.beaconhub.rules.incident.IncidentState.Closed;
import org.beaconhub.rules.incident.IncidentState.Contained;
import org.beaconhub.rules.incident.IncidentState.LookBackDue;
import org.beaconhub.rules.incident.IncidentState.LookedBack;
import org.beaconhub.rules.incident.IncidentState.Merged;
import org.beaconhub.rules.incident.IncidentState.Reported;
import org.beaconhub.rules.incident.IncidentState.Responding;
import org.beaconhub.rules.incident.IncidentState.Verified;

/**
 * States of incidents as bytes: a number, since when, then the fields in the order of the record. Numbers 5 to 7 are read
 * only: what is over had no agreements then.
 */
final class IncidentStateCodec {
    private IncidentStateCodec() {}

    static void write(ByteSink sink, IncidentState state) {
        sink.put(number(state));
        sink.putSigned(state.sinceMs());
        switch (state) {
            case Reported each -> {}
            case Verified each -> sink.putText(each.by());
            case Responding each -> sink.putText(each.by());
            case Contained each -> {
                sink.putText(each.by());
                writeAgreements(sink, each);
            }
            case Accepted each -> writeAgreements(sink, each);
            case Closed each -> {
                sink.putText(each.by());
                sink.put(each.disposition().ordinal());
                sink.putText(each.note());
                sink.putSigned(each.watchUntilMs());
                sink.putSigned(each.lookBackAtMs());
                writeAgreements(sink, each);
            }
            case LookBackDue each -> {
                sink.put(each.disposition().ordinal());
                writeAgreements(sink, each);
            }
            case LookedBack each -> {
                sink.putText(each.by());
                sink.putText(each.note());
                writeAgreements(sink, each);
            }
            case Merged each -> {
                sink.putText(each.by());
                sink.putText(each.into());
            }
        }
    }

    private static int number(IncidentState state) {
        return switch (state) {
            case Reported each -> 0;
            case Verified each -> 1;
            case Responding each -> 2;
            case Contained each -> 3;
            case Accepted each -> 4;
            case Merged each -> 8;
            case Closed each -> 9;
            case LookBackDue each -> 10;
            case LookedBack each -> 11;
        };
    }

    static IncidentState read(ByteSource source) {
        int number = source.get();
        long sinceMs = source.getSigned();
        return switch (number) {
            case 0 -> new Reported(sinceMs);
            case 1 -> new Verified(sinceMs, source.getText());
            case 2 -> new Responding(sinceMs, source.getText());
            case 3 -> new Contained(sinceMs, source.getText(), agreements(source));
            case 4 -> new Accepted(sinceMs, agreements(source));
            case 5 -> closed(sinceMs, source, false);
            case 6 -> new LookBackDue(sinceMs, source.getOneOf(Disposition.values()), List.of());
            case 7 -> new LookedBack(sinceMs, source.getText(), source.getText(), List.of());
            case 8 -> new Merged(sinceMs, source.getText(), source.getText());
            case 9 -> closed(sinceMs, source, true);
            case 10 -> new LookBackDue(sinceMs, source.getOneOf(Disposition.values()), agreements(source));
            case 11 -> new LookedBack(sinceMs, source.getText(), source.getText(), agreements(source));
            default -> throw new IllegalArgumentException("no state of an incident has the number " + number);
        };
    }

    private static Closed closed(long sinceMs, ByteSource source, boolean withAgreements) {
        return new Closed(
                sinceMs,
                source.getText(),
                source.getOneOf(Disposition.values()),
                source.getText(),
                source.getSigned(),
                source.getSigned(),
                withAgreements ? agreements(source) : List.of());
    }

    private static void writeAgreements(ByteSink sink, IncidentState state) {
        IncidentCodec.writeAll(sink, state.agreements(), IncidentStateCodec::writeAgreement);
    }

    private static List<Agreement> agreements(ByteSource source) {
        return IncidentCodec.readAll(source, IncidentStateCodec::readAgreement);
    }

    private static void writeAgreement(ByteSink sink, Agreement agreement) {
        sink.put(agreement.check().ordinal());
        sink.putText(agreement.by());
        sink.putSigned(agreement.atMs());
        IncidentCodec.writeAll(sink, agreement.agree(), ByteSink::putText);
        IncidentCodec.writeAll(sink, agreement.disagree(), ByteSink::putText);
        sink.putText(agreement.note());
    }

    private static Agreement readAgreement(ByteSource source) {
        return new Agreement(
                source.getOneOf(Check.values()),
                source.getText(),
                source.getSigned(),
                IncidentCodec.readAll(source, ByteSource::getText),
                IncidentCodec.readAll(source, ByteSource::getText),
                source.getText());
    }
}
