package org.beaconhub.rules.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.detect.Roster;
import org.beaconhub.rules.detect.Sighting;
import org.beaconhub.rules.detect.Surroundings;
import org.beaconhub.rules.detect.Track;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Value;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Neighbours;
import org.beaconhub.rules.site.Site;

/**
 * What rules want to know of other devices: each sighting once, however many rules and devices count it, and the
 * watches that must look when it begins to count. A reading asks at most as many as stand around its device.
 */
final class Lookouts {
    private static final Lookout[] NONE = {};

    private final Track[] tracks;
    private final Surroundings around;
    private final Neighbours neighbours;
    private final IntFunction<List<Track>> through;
    private final Map<String, Lookout> byKey = new HashMap<>();
    private final List<Lookout> all = new ArrayList<>();
    private final Lookout[][] byDevice;
    private final Roster[] rosters;
    private TimerHeap timers = new TimerHeap(0, number -> TimerHeap.NONE);

    /** One sighting and who counts it. */
    private record Lookout(int number, String key, Sighting sighting, List<Watch> watchers) {}

    Lookouts(Site site, Track[] tracks, Surroundings around, IntFunction<List<Track>> through) {
        this.through = through;
        this.tracks = tracks;
        this.around = around;
        this.neighbours = new Neighbours(site.devices());
        this.byDevice = new Lookout[tracks.length][];
        Arrays.fill(byDevice, NONE);
        this.rosters = Stream.of(tracks).map(Roster::new).toArray(Roster[]::new);
    }

    /** What one watch asks for while it is made. */
    final class Asked implements Surroundings.Others {
        private final Device device;
        private final Set<Lookout> lookouts = new LinkedHashSet<>();

        private Asked(Device device) {
            this.device = device;
        }

        @Override
        public List<Sighting> sightings(Condition.Several several) {
            List<Lookout> asked = neighbours.around(device, several.types(), several.metres()).stream()
                    .filter(other -> !several.others() || other.index() != device.index())
                    .map(other -> lookout(other, several))
                    .toList();
            lookouts.addAll(asked);
            return asked.stream().map(Lookout::sighting).toList();
        }

        @Override
        public List<Track> measuring(Value.Drift drift) {
            return neighbours.compared(device, drift).stream()
                    .map(other -> tracks[other.index()])
                    .toList();
        }

        /** The watch is made. */
        void by(Watch watch) {
            lookouts.forEach(lookout -> lookout.watchers().add(watch));
        }
    }

    Asked askedOf(Device device) {
        return new Asked(device);
    }

    private Lookout lookout(Device device, Condition.Several several) {
        Condition part = several.part().at(device.subject());
        String key = device.id() + "|" + device.type().name() + "|" + several.withinMs() + "|" + part.text();
        Lookout known = byKey.get(key);
        if (known != null) {
            return known;
        }
        Sighting sighting = new Sighting(
                part, several.withinMs(), tracks[device.index()], around.through(through.apply(device.index())));
        Lookout lookout = new Lookout(all.size(), key, sighting, new ArrayList<>());
        byKey.put(key, lookout);
        all.add(lookout);
        Lookout[] own = Arrays.copyOf(byDevice[device.index()], byDevice[device.index()].length + 1);
        own[own.length - 1] = lookout;
        byDevice[device.index()] = own;
        rosters[device.index()].add(sighting.needs());
        return lookout;
    }

    /** All watches are made; {@code shared} holds what devices have in common. */
    void ready(Map<Object, Object> shared) {
        for (Roster roster : rosters) {
            roster.ready(shared);
        }
        timers = new TimerHeap(all.size(), number -> all.get(number).sighting.dueMs());
    }

    /** Lets every sighting of a device look that the told quantities concern, and those who count it. */
    void look(int device, long told, long hubMs, Floor.Turn turn) {
        Lookout[] own = byDevice[device];
        if (own.length == 0) {
            return;
        }
        Roster roster = rosters[device];
        long called = roster.called(told, hubMs);
        long all = called | roster.rearming();
        for (int i = roster.next(all, 0); i < own.length; i = roster.next(all, i + 1)) {
            Lookout lookout = own[i];
            if (Roster.isIn(called, i) && roster.concerns(i, told)) {
                look(lookout, hubMs, turn);
                roster.looked(i, lookout.sighting.restlessFromMs());
            } else if (lookout.sighting.isTimed()) {
                timers.set(lookout.number, lookout.sighting.dueMs());
            }
        }
    }

    /** Who must look at a device for others. */
    Roster roster(int device) {
        return rosters[device];
    }

    private void wake(Lookout lookout) {
        int device = lookout.sighting.track().device().index();
        rosters[device].wake(Arrays.asList(byDevice[device]).indexOf(lookout));
    }

    private void look(Lookout lookout, long hubMs, Floor.Turn turn) {
        boolean counts = lookout.sighting.look(hubMs);
        timers.set(lookout.number, lookout.sighting.dueMs());
        if (lookout.sighting.stirred()) {
            lookout.watchers.forEach(Watch::wake);
        }
        if (counts) {
            for (int i = 0; i < lookout.watchers.size(); i++) {
                turn.look(lookout.watchers.get(i), hubMs);
            }
        }
    }

    /** Lets every sighting look that concerns what was told, and those who count it. */
    void lookAt(long told, long hubMs, Floor.Turn turn) {
        for (Lookout lookout : all) {
            if (lookout.sighting.concerns(told)) {
                look(lookout, hubMs, turn);
                wake(lookout);
            }
        }
    }

    /** Lets every sighting of a device look, and those who count it: whether it counts has changed by something else than its word. */
    void lookAround(int device, long hubMs, Floor.Turn turn) {
        for (Lookout lookout : byDevice[device]) {
            look(lookout, hubMs, turn);
            wake(lookout);
            lookout.watchers.forEach(watcher -> turn.look(watcher, hubMs));
        }
    }

    void lookAll(long hubMs, Floor.Turn turn) {
        for (Lookout lookout : all) {
            look(lookout, hubMs, turn);
            wake(lookout);
        }
    }

    void timePassed(long hubMs, Floor.Turn turn) {
        for (int next = timers.takeDue(hubMs); next >= 0; next = timers.takeDue(hubMs)) {
            Lookout due = all.get(next);
            look(due, hubMs, turn);
            wake(due);
            timers.set(due.number, Math.max(due.sighting.dueMs(), hubMs + 1));
        }
    }

    long nextTimerMs() {
        return timers.earliestMs();
    }

    boolean isDue(long hubMs) {
        return timers.isDue(hubMs);
    }

    /** Takes over what other lookouts knew of the same. */
    void adopt(Lookouts old) {
        for (Lookout lookout : all) {
            Lookout before = old.byKey.get(lookout.key);
            if (before != null) {
                lookout.sighting.read(ByteSource.of(before.sighting::write));
            }
        }
        setTimers();
    }

    private void setTimers() {
        all.forEach(lookout -> timers.set(lookout.number, lookout.sighting.dueMs()));
    }

    void write(ByteSink sink) {
        all.forEach(lookout -> lookout.sighting.write(sink));
    }

    void read(ByteSource source) {
        all.forEach(lookout -> lookout.sighting.read(source));
        setTimers();
    }
}
