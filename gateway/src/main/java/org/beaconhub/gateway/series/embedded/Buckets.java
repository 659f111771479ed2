package org.beaconhub.gateway.series.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.beaconhub.gateway.series.Charts.Point;

/** The points of a chart while they are made. */
final class Buckets {
    private final Stretch stretch;
    private final SortedMap<Long, RollUp> byStart = new TreeMap<>();

    Buckets(Stretch stretch) {
        this.stretch = stretch;
    }

    void add(long atMs, double value) {
        of(atMs).add(value);
    }

    void add(long atMs, RollUp rollUp) {
        of(atMs).add(rollUp);
    }

    private RollUp of(long atMs) {
        long index = (atMs - stretch.fromMs()) / stretch.bucketMs();
        return byStart.computeIfAbsent(stretch.fromMs() + index * stretch.bucketMs(), start -> new RollUp());
    }

    List<Point> points() {
        List<Point> points = new ArrayList<>(byStart.size());
        byStart.forEach((start, all) -> points.add(new Point(start, all.lowest(), all.mean(), all.highest())));
        return List.copyOf(points);
    }
}
