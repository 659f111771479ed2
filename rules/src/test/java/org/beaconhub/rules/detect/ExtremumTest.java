package org.beaconhub.rules.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The least or greatest of a window, against all readings of it looked through one by one. */
class ExtremumTest {
    private static final long WINDOW_MS = 600_000;
    private static final long PANE_MS = (WINDOW_MS + Window.PANES - 1) / Window.PANES;
    private static final int READINGS = 20_000;

    private record Told(long ms, double value) {}

    /** A device whose readings wander, what remembers their extreme, and all that it told. */
    private static final class Wandering {
        private final Memory.Form form;
        private final SplittableRandom random;
        private final List<Told> all = new ArrayList<>();
        private Extremum extremum;
        private long ms;
        private double value = 20;

        Wandering(Memory.Form form, int seed) {
            this.form = form;
            this.random = new SplittableRandom(seed);
            this.extremum = new Extremum(form, WINDOW_MS);
        }

        /** One more reading, by so many units at the most from the one before. */
        void tell(long afterMs, int changeMax) {
            ms += afterMs;
            value += random.nextInt(2 * changeMax + 1) - changeMax;
            extremum.add(ms, value);
            all.add(new Told(ms, value));
        }

        double extreme(long fromMs) {
            Stream<Double> values = all.reversed().stream()
                    .takeWhile(each -> each.ms() > fromMs)
                    .map(Told::value);
            return values.reduce(form == Memory.Form.MIN ? Math::min : Math::max)
                    .orElse(Double.NaN);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MIN", "MAX"})
    void aDeviceThatSpeaksOncePerPaneIsReckonedReadingByReading(Memory.Form form) {
        Wandering device = new Wandering(form, 7);
        SplittableRandom random = device.random;
        for (int i = 0; i < READINGS; i++) {
            device.tell(PANE_MS + random.nextLong(random.nextInt(50) == 0 ? 2 * WINDOW_MS : PANE_MS), 1);
            long nowMs = device.ms + random.nextLong(PANE_MS);
            assertThat(device.extremum.known(nowMs)).isTrue();
            assertThat(device.extremum.now(nowMs)).isEqualTo(device.extreme(nowMs - WINDOW_MS));
        }
        assertThat(device.extremum.known(device.ms + WINDOW_MS)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"MIN", "MAX"})
    void aFasterOneHasAWindowThatIsOnePaneTooLongAtTheMost(Memory.Form form) {
        Wandering device = new Wandering(form, 8);
        SplittableRandom random = device.random;
        for (int i = 0; i < READINGS; i++) {
            device.tell(1 + random.nextLong(PANE_MS / 3), 2);
            if (random.nextInt(100) == 0) {
                device.extremum = restored(form, device.extremum, device.ms);
            }
            double exact = device.extreme(device.ms - WINDOW_MS);
            double longer = device.extreme(device.ms - WINDOW_MS - PANE_MS);
            assertThat(device.extremum.known(device.ms)).isTrue();
            assertThat(device.extremum.now(device.ms)).isBetween(Math.min(exact, longer), Math.max(exact, longer));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MIN", "MAX"})
    void whatStandsStillIsOnePaneAndWhatMovesAwayNoMoreThanTheWindowHas(Memory.Form form) {
        double away = form == Memory.Form.MIN ? 1 : -1;
        Extremum still = new Extremum(form, WINDOW_MS);
        Extremum moving = new Extremum(form, WINDOW_MS);
        for (int i = 0; i < READINGS; i++) {
            still.add(i * 10_000L, 20);
            moving.add(i * 1_000L, 20 + away * i);
        }
        assertThat(panes(still)).isEqualTo(1);
        assertThat(panes(moving)).isBetween(Window.PANES / 2L, Window.PANES + 2L);
    }

    private static long panes(Extremum extremum) {
        return ByteSource.of(sink -> extremum.write(sink, 0)).getUnsigned();
    }

    private static Extremum restored(Memory.Form form, Extremum before, long nearMs) {
        ByteSink sink = new ByteSink(100);
        before.write(sink, nearMs);
        Extremum after = new Extremum(form, WINDOW_MS);
        after.read(new ByteSource(sink.toBytes()), nearMs);
        return after;
    }
}
