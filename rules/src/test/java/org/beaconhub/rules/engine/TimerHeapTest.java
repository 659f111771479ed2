package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private static final int WATCHES = 40;

    @Test
    void whateverIsSetPutOffAndEndedTheEarliestIsOnTopAndOfEqualOnesTheFirst() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            TimerHeap heap = new TimerHeap(WATCHES, watch -> Long.MIN_VALUE);
            Map<Integer, Long> due = new TreeMap<>();
            for (int turn = 0; turn < 500; turn++) {
                int watch = random.nextInt(WATCHES);
                long timeMs = random.nextInt(4) == 0 ? TimerHeap.NONE : random.nextInt(30);
                heap.set(watch, timeMs);
                due.remove(watch);
                if (timeMs != TimerHeap.NONE) {
                    due.put(watch, timeMs);
                }
                if (random.nextBoolean()) {
                    assertEarliest(seed, heap, due);
                }
                if (random.nextInt(8) == 0) {
                    assertTaken(seed, heap, due, random.nextInt(30));
                }
            }
        }
    }

    @Test
    void aTimerThatIsPutOffWithoutAWordIsAskedWhenItWouldBeTheEarliest() {
        long[] putOffMs = {10, 0};
        TimerHeap heap = new TimerHeap(2, watch -> putOffMs[watch]);
        heap.set(0, 10);
        heap.set(1, 20);
        assertThat(heap.isDue(9)).isFalse();
        assertThat(heap.isDue(10)).isTrue();
        putOffMs[0] = 30;
        assertThat(heap.isDue(10)).isFalse();
        assertThat(heap.earliestMs()).isEqualTo(20);
        putOffMs[1] = TimerHeap.NONE;
        assertThat(heap.takeDue(29)).isEqualTo(-1);
        assertThat(heap.earliestMs()).isEqualTo(30);
        assertThat(heap.takeDue(30)).isZero();
        assertThat(heap.earliestMs()).isEqualTo(TimerHeap.NONE);
    }

    private static void assertEarliest(long seed, TimerHeap heap, Map<Integer, Long> due) {
        due.entrySet().stream()
                .min(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .ifPresentOrElse(
                        first ->
                                assertThat(heap.earliestMs()).as("seed " + seed).isEqualTo(first.getValue()),
                        () -> assertThat(heap.earliestMs()).as("seed " + seed).isEqualTo(TimerHeap.NONE));
    }

    private static void assertTaken(long seed, TimerHeap heap, Map<Integer, Long> due, long nowMs) {
        int wanted = due.entrySet().stream()
                .filter(each -> each.getValue() <= nowMs)
                .min(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .map(Map.Entry::getKey)
                .orElse(-1);
        assertThat(heap.takeDue(nowMs)).as("seed " + seed).isEqualTo(wanted);
        due.remove(wanted);
    }
}
