package org.beaconhub.rules.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZeroRowsTest {
    private static byte[] packed(byte[] plain) {
        ByteSink sink = new ByteSink(16);
        sink.putZeroRows(into -> into.putRaw(plain, 0, plain.length));
        sink.put(7);
        return sink.toBytes();
    }

    @Test
    void whatIsMostlyZeroTakesFewBytes() {
        byte[] plain = new byte[150];
        plain[70] = 2;
        assertThat(packed(plain)).hasSizeLessThan(15);
    }

    @Test
    void anyBytesComeBackAndWhatFollowsIsReadNext() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] plain = new byte[random.nextInt(80)];
            int zerosIn = 1 + random.nextInt(20);
            for (int i = 0; i < plain.length; i++) {
                plain[i] = (byte) (random.nextInt(zerosIn) > 0 ? 0 : random.nextInt(256));
            }
            ByteSource source = new ByteSource(packed(plain));
            ByteSource rows = source.getZeroRows();
            byte[] read = new byte[rows.left()];
            for (int i = 0; i < read.length; i++) {
                read[i] = (byte) rows.get();
            }
            assertThat(read).as("round %d", round).isEqualTo(plain);
            assertThat(source.get()).as("round %d", round).isEqualTo(7);
        }
    }

    @Test
    void bytesThatEndEarlyAreRefused() {
        ByteSource source = new ByteSource(new byte[] {2, 0x03, 1});
        assertThatThrownBy(source::getZeroRows).isInstanceOf(IllegalArgumentException.class);
    }
}
