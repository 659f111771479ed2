package org.beaconhub.rules.codec;

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

/** States of incidents as bytes: a number, since when, then the fields in the order of the record. */
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
                IncidentCodec.writeAll(sink, each.agreements(), IncidentStateCodec::writeAgreement);
            }
            case Accepted each -> IncidentCodec.writeAll(sink, each.agreements(), IncidentStateCodec::writeAgreement);
            case Closed each -> {
                sink.putText(each.by());
                sink.put(each.disposition().ordinal());
                sink.putText(each.note());
                sink.putSigned(each.watchUntilMs());
                sink.putSigned(each.lookBackAtMs());
            }
            case LookBackDue each -> sink.put(each.disposition().ordinal());
            case LookedBack each -> {
                sink.putText(each.by());
                sink.putText(each.note());
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
            case Closed each -> 5;
            case LookBackDue each -> 6;
            case LookedBack each -> 7;
            case Merged each -> 8;
        };
    }

    static IncidentState read(ByteSource source) {
        int number = source.get();
        long sinceMs = source.getSigned();
        return switch (number) {
            case 0 -> new Reported(sinceMs);
            case 1 -> new Verified(sinceMs, source.getText());
            case 2 -> new Responding(sinceMs, source.getText());
            case 3 ->
                new Contained(
                        sinceMs, source.getText(), IncidentCodec.readAll(source, IncidentStateCodec::readAgreement));
            case 4 -> new Accepted(sinceMs, IncidentCodec.readAll(source, IncidentStateCodec::readAgreement));
            case 5 ->
                new Closed(
                        sinceMs,
                        source.getText(),
                        source.getOneOf(Disposition.values()),
                        source.getText(),
                        source.getSigned(),
                        source.getSigned());
            case 6 -> new LookBackDue(sinceMs, source.getOneOf(Disposition.values()));
            case 7 -> new LookedBack(sinceMs, source.getText(), source.getText());
            case 8 -> new Merged(sinceMs, source.getText(), source.getText());
            default -> throw new IllegalArgumentException("no state of an incident has the number " + number);
        };
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
