package org.beaconhub.rules.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The clauses over one device, and which of them must look when it speaks: one whose readings stay between the same
 * thresholds, whose windows answer as before and who waits for nothing would answer as before. So a word that changes
 * nothing touches no clause. Who looked for another reason is called once more, which changes nothing either.
 */
public final class Roster {
    /** The last bit stands for all clauses from here on, which always look. */
    private static final int SINGLE_MAX = Long.SIZE - 1;

    private final Track track;
    private List<Needs> needs = new ArrayList<>(0);
    private Probe[] probes = {};
    /** What each probe answered last. */
    private short[] answers = {};

    private Plan plan = Plan.of(List.of());
    private long awake = -1;
    /** Who must look from some time on, of the device's. */
    private long resting;

    private long restlessFromMs = Clause.AT_REST;
    /** Timers were set for a device's time that lies at most so far behind the hub's. */
    private long armedLagMs = Long.MAX_VALUE;

    /** What the clauses of a device ask for; devices of one kind have the same, and share it. */
    private record Plan(List<Needs.Asked> asked, long all, long marked, long exact, long timed, long rearms) {
        static Plan of(List<Needs.Asked> asked) {
            long timed = 0;
            long rearms = 0;
            for (int i = 0; i < asked.size(); i++) {
                timed |= asked.get(i).timed() ? bit(i) : 0;
                rearms |= asked.get(i).rearms() ? bit(i) : 0;
            }
            int last = asked.size() - 1;
            return new Plan(
                    asked,
                    last < 0 ? 0 : last >= SINGLE_MAX ? -1 : (bit(last) << 1) - 1,
                    asked.stream().mapToLong(Needs.Asked::marked).reduce(0, (a, b) -> a | b),
                    asked.stream().mapToLong(Needs.Asked::exact).reduce(0, (a, b) -> a | b),
                    timed,
                    rearms);
        }
    }

    /** Of a device that has no clauses yet. */
    public Roster(Track track) {
        this.track = track;
    }

    private static long bit(int place) {
        return 1L << Math.min(place, SINGLE_MAX);
    }

    /** One more clause; its place. */
    public int add(Needs asks) {
        needs.add(asks);
        return needs.size() - 1;
    }

    /** All clauses are there; {@code shared} holds what devices have in common. */
    public void ready(Map<Object, Object> shared) {
        plan = (Plan) shared.computeIfAbsent(
                needs.stream().map(Needs::asked).toList(),
                key -> Plan.of(needs.stream().map(Needs::asked).toList()));
        List<Probe> all = new ArrayList<>();
        for (int i = 0; i < needs.size(); i++) {
            for (Test test : needs.get(i).moving()) {
                probe(all, test).add(test, needs.get(i).asked().told(), bit(i));
            }
        }
        probes = all.stream().map(probe -> probe.shared(shared)).toArray(Probe[]::new);
        answers = new short[probes.length];
        Arrays.fill(answers, Probe.UNKNOWN);
        track.cells().share(shared);
        track.memories().share(shared);
        needs = List.of();
    }

    private Probe probe(List<Probe> all, Test test) {
        for (Probe each : all) {
            if (each.asks(test)) {
                return each;
            }
        }
        Probe probe = new Probe(test, track);
        all.add(probe);
        return probe;
    }

    /** Reads a bit of all that {@link #called} reads. */
    public long fetch() {
        long sum = awake + answers.length;
        for (Probe probe : probes) {
            sum += probe.fetch();
        }
        return sum;
    }

    /** The clauses that must look if they are concerned, as bits by place, after the device was heard. */
    public long called(long told, long hubMs) {
        track.settle();
        long deviceMs = track.deviceTimeMs(hubMs);
        // A device that was heard has its timers anew, and who rests wants one from when it was heard lately enough.
        if (deviceMs >= restlessFromMs || told == Track.HEARD) {
            awake |= resting;
            resting = 0;
            restlessFromMs = Clause.AT_REST;
        }
        for (int i = 0; i < probes.length; i++) {
            if (probes[i].isFor(told)) {
                short before = answers[i];
                answers[i] = probes[i].ask(track, deviceMs, hubMs);
                awake |= answers[i] == before ? 0 : probes[i].clauses();
            }
        }
        long turned = track.cells().turned() & told;
        long varied = track.cells().varied() & told;
        if ((plan.marked & turned | plan.exact & varied) != 0) {
            for (int i = 0; i < plan.asked.size(); i++) {
                Needs.Asked each = plan.asked.get(i);
                if ((each.marked() & turned | each.exact() & varied) != 0) {
                    awake |= bit(i);
                }
            }
        }
        if ((awake & plan.all) != 0) {
            track.stir();
        }
        return awake;
    }

    /** The quantities of which every other value counts, as bits by ordinal. */
    long exact() {
        return plan.exact;
    }

    /** Whether, once all have looked, nobody needs to look while the readings stay in bands, which it narrows. */
    boolean finds(Bands bands) {
        if (plan.all == 0) {
            return true;
        } else if ((awake & plan.all) != 0) {
            return false;
        }
        for (int i = 0; i < probes.length; i++) {
            if (probes[i].isFor(bands.told() | Track.HEARD) && !bands.keep(probes[i], track, answers[i])) {
                return false;
            }
        }
        bands.lagsAtLeast(armedLagMs);
        return bands.until(restlessFromMs);
    }

    /**
     * The clauses whose timers may be due sooner after a word of the device. One that is due later need not be told: a
     * timer asks again when its time has come.
     */
    public long rearming() {
        long waiting = awake & plan.timed;
        if (track.memories().sooner() || track.lagMs() < armedLagMs) {
            armedLagMs = track.lagMs();
            return plan.rearms | waiting | resting & plan.timed;
        }
        return waiting;
    }

    /** The place of the first clause in these bits at or after a place; as many as there are where there is none. */
    public int next(long bits, int place) {
        if (place >= SINGLE_MAX) {
            return place;
        }
        int next = Long.numberOfTrailingZeros(bits & -1L << place);
        return Math.min(next, plan.asked.size());
    }

    /** How many clauses there are. */
    public int size() {
        return plan.asked.size();
    }

    /** Whether what was told concerns a clause. */
    public boolean concerns(int place, long told) {
        return (plan.asked.get(place).told() & told) != 0;
    }

    /** Whether the answer of a clause may change by time alone. */
    public boolean isTimed(int place) {
        return plan.asked.get(place).timed();
    }

    /** Whether a clause is among these. */
    public static boolean isIn(long bits, int place) {
        return (bits & bit(place)) != 0;
    }

    /** A clause has looked because its device spoke, and need not look again before a moment of the device's time, as {@link Clause#restlessFromMs}. */
    public void looked(int place, long fromMs) {
        if (fromMs == Clause.RESTLESS) {
            awake |= bit(place);
        } else if (place < SINGLE_MAX) {
            awake &= ~bit(place);
            rests(bit(place), fromMs);
        }
        armed();
    }

    private void rests(long clause, long fromMs) {
        if (fromMs == Clause.AT_REST) {
            resting &= ~clause;
        } else {
            resting |= clause;
            restlessFromMs = Math.min(restlessFromMs, fromMs);
        }
    }

    private void armed() {
        armedLagMs = Math.max(armedLagMs, track.lagMs());
    }

    /** Each clause must look at the next word. */
    public void wakeAll() {
        awake = -1;
        track.stir();
    }

    /** A clause must look at the next word that concerns it. */
    public void wake(int place) {
        track.stir();
        awake |= bit(place);
        armed();
    }
}
