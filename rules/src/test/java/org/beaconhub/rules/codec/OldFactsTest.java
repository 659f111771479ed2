package org.beaconhub.rules.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DrillDeliveryReport;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable;
import org.junit.jupiter.api.Test;

/** Reasons stand in the journal in both languages; those of a journal that has them in one are read as they are. */
class OldFactsTest {
    private static final Text WHY = new Text("没有这个号码", "no such number");

    private static Fact read(ByteSink sink) {
        ByteSource source = new ByteSource(sink.toBytes());
        Fact fact = FactCodec.read(source, 0);
        assertThat(source.left()).isZero();
        return fact;
    }

    private static Fact again(Fact fact) {
        ByteSink sink = new ByteSink(64);
        FactCodec.write(sink, fact, 0);
        return read(sink);
    }

    /** A report as it was written: a tag, the notice, the channel, the attempt, the number of the result and one text. */
    private static Fact old(int tag, int result, String why) {
        ByteSink sink = new ByteSink(64);
        sink.put(tag);
        sink.putText("N1-0-sms");
        sink.putText("sms");
        sink.putUnsigned(2);
        sink.put(result);
        sink.putText(why);
        return read(sink);
    }

    private static DeliveryReport report(DeliveryReport.Result result) {
        return new DeliveryReport("N1-0-sms", "sms", 2, result);
    }

    @Test
    void reasonsAreReadInBothLanguages() {
        for (DeliveryReport.Result result : new DeliveryReport.Result[] {
            new DeliveryReport.Delivered("SMPP 7"), new DeliveryReport.Retrying(WHY), new DeliveryReport.Failed(WHY)
        }) {
            Fact fact = report(result);
            assertThat(again(fact)).isEqualTo(fact);
            Fact ofDrill = new DrillDeliveryReport("N1-0-sms", "sms", 2, result);
            assertThat(again(ofDrill)).isEqualTo(ofDrill);
        }
        Unreadable unreadable =
                new Unreadable("t", "fn-1", Unreadable.Reason.MALFORMED, new Text("内容为空", "it is empty"), 3, "{{{");
        assertThat(again(unreadable)).isEqualTo(unreadable);
    }

    @Test
    void aReportInOneLanguageIsReadAsItIs() {
        assertThat(old(4, 0, "HTTP 200")).isEqualTo(report(new DeliveryReport.Delivered("HTTP 200")));
        assertThat(old(4, 1, "HTTP 503")).isEqualTo(report(new DeliveryReport.Retrying(Text.verbatim("HTTP 503"))));
        assertThat(old(4, 2, "no such number"))
                .isEqualTo(report(new DeliveryReport.Failed(Text.verbatim("no such number"))));
        assertThat(old(67, 2, ""))
                .isEqualTo(
                        new DrillDeliveryReport("N1-0-sms", "sms", 2, new DeliveryReport.Failed(new Text("–", "–"))));
    }

    @Test
    void anUnreadableMessageInOneLanguageIsReadAsItIs() {
        ByteSink sink = new ByteSink(64);
        sink.put(2);
        sink.putText("beacon/v1/fn-1/telemetry");
        sink.putText("fn-1");
        sink.put(Unreadable.Reason.UNKNOWN_UNIT.ordinal());
        sink.putText("unit 'furlong' is unknown");
        sink.putUnsigned(41);
        sink.putText("");
        assertThat(read(sink))
                .isEqualTo(new Unreadable(
                        "beacon/v1/fn-1/telemetry",
                        "fn-1",
                        Unreadable.Reason.UNKNOWN_UNIT,
                        Text.verbatim("unit 'furlong' is unknown"),
                        41,
                        ""));
    }
}
