package org.beaconhub.rules.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private static byte[] written(double value) {
        ByteSink sink = new ByteSink(16);
        sink.putNumber(value);
        return sink.toBytes();
    }

    private static void comesBack(double value) {
        ByteSource source = new ByteSource(written(value));
        assertThat(Double.doubleToRawLongBits(source.getNumber()))
                .as("bits of %s", value)
                .isEqualTo(Double.doubleToRawLongBits(value));
        assertThat(source.left()).as("bytes left of %s", value).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "-1, 1", "90, 2", "20.1, 2", "1013.2, 3", "-12.5, 2", "0.125, 3", "97210.4, 4"})
    void aReadingOfASensorTakesFewBytes(double value, int bytes) {
        assertThat(written(value)).hasSize(bytes);
        comesBack(value);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                -0.0,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                1e300,
                4503599627370495.0,
                4503599627370496.0,
                9007199254740992.0,
                -9.223372036854776E18,
                1.0 / 3
            })
    void anyNumberComesBackBitForBit(double value) {
        comesBack(value);
        assertThat(written(value).length).isLessThanOrEqualTo(9);
    }

    @Test
    void aSumOfTenthsIsWrittenBesideAThousandth() {
        double sum = 0;
        for (int i = 0; i < 1_000; i++) {
            sum += 20.1;
        }
        assertThat(sum).as("sum with its rounding errors").isNotEqualTo(20_100.0);
        assertThat(written(sum).length).isLessThan(8);
        comesBack(sum);
    }

    @Test
    void aHundredThousandOddNumbersComeBackBitForBit() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 100_000; i++) {
            comesBack(Double.longBitsToDouble(random.nextLong()));
            double near = (random.nextInt(2_000_001) - 1_000_000) / (double) (1 + random.nextInt(2_000));
            comesBack(near);
            comesBack(Math.nextUp(near));
            comesBack(Math.rint(near * 1000) / 1000 + random.nextInt(3) * Math.ulp(near));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "20.1, 20, 1",
        "20, 20.1, 1",
        "20.1, 20.1, 1",
        "21654.3, 21650.1, 2",
        "21654.3, NaN, 3",
        "20.1, Infinity, 2"
    })
    void aNumberIsShortNearAnotherOne(double value, double near, int bytes) {
        assertThat(writtenNear(value, near)).hasSize(bytes);
        comesBackNear(value, near);
    }

    @Test
    void aHundredThousandOddNumbersComeBackBitForBitNearOthers() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 100_000; i++) {
            double near = (random.nextInt(2_000_001) - 1_000_000) / (double) (1 + random.nextInt(2_000));
            comesBackNear(Math.rint(near * 10) / 10 + random.nextInt(3) * Math.ulp(near), near);
            comesBackNear(Double.longBitsToDouble(random.nextLong()), near);
            comesBackNear(near, Double.longBitsToDouble(random.nextLong()));
        }
    }

    private static byte[] writtenNear(double value, double near) {
        ByteSink sink = new ByteSink(16);
        sink.putNumber(value, near);
        return sink.toBytes();
    }

    private static void comesBackNear(double value, double near) {
        double read = new ByteSource(writtenNear(value, near)).getNumber(near);
        assertThat(Double.doubleToRawLongBits(read))
                .as("bits of %s near %s", value, near)
                .isEqualTo(Double.doubleToRawLongBits(value));
    }

    @Test
    void aRowOfEqualMomentsAndSequencesIsAByteEachWhateverStandsBetween() {
        ByteSink sink = new ByteSink(16);
        long[] momentsMs = {
            1_800_000_000_000L, 1_800_000_000_000L, Long.MIN_VALUE, Long.MIN_VALUE + 1, 1_800_000_000_000L
        };
        for (long ms : momentsMs) {
            sink.putMoment(ms);
            sink.putSeq(4_000_000);
        }
        ByteSource source = new ByteSource(sink.toBytes());
        for (long ms : momentsMs) {
            assertThat(source.getMoment()).isEqualTo(ms);
            assertThat(source.getSeq()).isEqualTo(4_000_000);
        }
        ByteSink equal = new ByteSink(16);
        equal.putMoment(momentsMs[0]);
        int first = equal.length();
        equal.putMoment(momentsMs[0]);
        equal.putMoment(Long.MIN_VALUE);
        equal.putMoment(momentsMs[0]);
        assertThat(equal.length()).isEqualTo(first + 3);
    }

    @ParameterizedTest
    @CsvSource({
        "-9223372036854775808, 1800000000000, 1",
        "1800000000000, 1800000000000, 1",
        "1799999990000, 1800000000000, 3",
        "1800000004000, 1800000000000, 2",
        "-9223372036854775807, 1800000000000, 10",
        "1800000000000, -9223372036854775808, 10"
    })
    void aMomentIsShortNearAnotherOne(long ms, long nearMs, int bytes) {
        ByteSink sink = new ByteSink(16);
        sink.putMoment(ms, nearMs);

        assertThat(sink.length()).isEqualTo(bytes);
        assertThat(new ByteSource(sink.toBytes()).getMoment(nearMs)).isEqualTo(ms);
    }
}
