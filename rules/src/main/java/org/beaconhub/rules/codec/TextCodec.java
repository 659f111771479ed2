package org.beaconhub.rules.codec;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Text;

/** Texts in both languages as bytes: the Chinese one, then the English one. */
public final class TextCodec {
    private TextCodec() {}

    /** Writes a text. */
    public static void write(ByteSink sink, Text text) {
        sink.putText(text.zh());
        sink.putText(text.en());
    }

    /** Reads a text. */
    public static Text read(ByteSource source) {
        return new Text(source.getText(), source.getText());
    }
}
