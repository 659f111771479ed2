package org.beaconhub.gateway.series.embedded;

import java.util.BitSet;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Reading;

/**
 * What one device told at one moment, as bytes: for each reading the number of its quantity, doubled and odd for texts,
 * then eight bytes or the text.
 */
final class Row {
    private Row() {}

    /** Is shown the measurements of a row; texts it is not shown. */
    interface Look {
        void at(long quantity, double value);
    }

    static void add(ByteSink sink, long quantity, Reading reading) {
        switch (reading) {
            case Measurement measurement -> {
                sink.putUnsigned(quantity * 2);
                sink.putDouble(measurement.value());
            }
            case Label label -> {
                sink.putUnsigned(quantity * 2 + 1);
                sink.putText(label.text());
            }
        }
    }

    /** Shows the measurements from a place in the row on, in bytes. */
    static void look(byte[] row, int from, Look look) {
        ByteSource source = new ByteSource(row, from, row.length);
        while (source.left() > 0) {
            long kind = source.getUnsigned();
            if (kind % 2 == 0) {
                look.at(kind / 2, source.getDouble());
            } else {
                source.getText();
            }
        }
    }

    /** Those readings of the second row whose quantities the first has not. */
    static byte[] missing(byte[] first, byte[] second) {
        BitSet kinds = new BitSet();
        ByteSource source = new ByteSource(first);
        while (source.left() > 0) {
            kinds.set(kind(source));
        }
        ByteSink missing = new ByteSink(second.length);
        ByteSource other = new ByteSource(second);
        while (other.left() > 0) {
            int from = second.length - other.left();
            if (!kinds.get(kind(other))) {
                missing.putRaw(second, from, second.length - other.left() - from);
            }
        }
        return missing.toBytes();
    }

    /** Passes over one reading. */
    private static int kind(ByteSource source) {
        int kind = (int) source.getUnsigned();
        if (kind % 2 == 0) {
            source.getLong();
        } else {
            source.getText();
        }
        return kind;
    }
}
