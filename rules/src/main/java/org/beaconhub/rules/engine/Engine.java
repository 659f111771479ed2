package org.beaconhub.rules.engine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.FactCodec;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.detect.Listening;
import org.beaconhub.rules.detect.Track;
import org.beaconhub.rules.explain.Why;
import org.beaconhub.rules.fact.ActKey;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DrillFact;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.fact.WatchAct;
import org.beaconhub.rules.live.CallDesk;
import org.beaconhub.rules.live.IncidentDesk;
import org.beaconhub.rules.live.LiveDesk;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.watch.WatchList;

/** The hub's mind: takes entries in, in order, and gives decisions out. One thread at a time. */
public final class Engine {
    /** An observation older than this, by its own time, is old news: it raises only where the rule says so. */
    public static final long LATE_AFTER_MS = 5 * 60_000;

    /** A timer that is due fires by one {@link TimePassed}; where so many in a row leave one due, time goes on without that one. */
    public static final int IDLE_TURNS_MAX = 100;

    private static final int FORMAT = 14;

    private final LiveDesk desk = new LiveDesk();
    private final IncidentDesk incidents = new IncidentDesk();
    private final CallDesk calls = new CallDesk(desk, incidents);
    private final Listening listening = new Listening();
    private final WatchList watchList = new WatchList();
    private final KnownActs knownActs = new KnownActs();
    private Floor floor = new Floor(Site.NONE, listening, desk);
    private SiteChanged siteText = new SiteChanged("start", List.of());
    private long seq;
    private long hubTimeMs;
    private long observations;
    private long repeats;
    private long outOfOrder;
    private long unreadables;
    private long alarms;
    private long notices;

    private Engine() {}

    /** An engine that knows no site yet. */
    public static Engine empty() {
        return new Engine();
    }

    /**
     * An engine that knows nothing of what was, for a journal whose beginning is gone.
     *
     * @param seq the entry after which it begins
     * @param hubTimeMs hub time of that entry
     */
    public static Engine emptyAfter(long seq, long hubTimeMs) {
        Engine engine = new Engine();
        engine.seq = seq;
        engine.hubTimeMs = hubTimeMs;
        return engine;
    }

    /**
     * Takes in the next entry. What belongs to a drill is none of its business.
     *
     * @return what follows from it, in order; most often nothing
     * @throws IllegalStateException where an entry is missing or comes twice
     */
    public List<LiveDecision> apply(Entry entry) {
        if (entry.seq() != seq + 1) {
            throw new IllegalStateException("entry " + (seq + 1) + " must come next, got " + entry.seq());
        }
        if (entry.hubTimeMs() < hubTimeMs) {
            throw new IllegalStateException(
                    "entry " + entry.seq() + " is of " + entry.hubTimeMs() + ", before " + hubTimeMs);
        }
        seq = entry.seq();
        hubTimeMs = entry.hubTimeMs();
        return switch (entry.fact()) {
            case LiveFact fact -> decide(entry, fact);
            case DrillFact drill -> List.of();
        };
    }

    /**
     * Tells before each entry of a batch that it comes next, which changes nothing and may be left out: what is known of those
     * who speak in the next few entries is fetched into the processor's cache at once, where each entry would wait for its own.
     *
     * @param batch entries in order
     * @param from the place of the one that comes next
     */
    public void expect(List<Entry> batch, int from) {
        floor.expected().expect(batch, from);
    }

    private List<LiveDecision> decide(Entry entry, LiveFact fact) {
        desk.begin(seq, hubTimeMs);
        switch (fact) {
            case Observation observation -> observe(observation);
            case Unreadable unreadable -> unreadables++;
            case Command command -> {
                desk.command(command);
                if (command.act() instanceof WatchAct act) {
                    watchList.act(command.by(), act, seq, hubTimeMs).ifPresent(desk::refuse);
                } else if (command.act() instanceof Command.TakeOut out) {
                    floor.lookAround(out.device(), hubTimeMs);
                } else if (command.act() instanceof Command.PutBack back) {
                    floor.lookAround(back.device(), hubTimeMs);
                }
            }
            case DeliveryReport report -> desk.report(report);
            case TimePassed passed -> {
                desk.timePassed();
                floor.timePassed(hubTimeMs);
                watchList.timePassed(hubTimeMs);
            }
            case SiteChanged changed -> change(changed);
            case PersonReport report -> {}
            case ActKey key -> knownActs.take(key, seq + 1, hubTimeMs);
        }
        desk.end();
        List<LiveDecision> decisions = calls.after(entry, floor.site(), incidents.after(entry, desk.decisions()));
        if (!decisions.isEmpty()) {
            count(decisions);
        }
        return decisions;
    }

    private void count(List<LiveDecision> decisions) {
        for (LiveDecision decision : decisions) {
            if (decision instanceof AlarmMoved moved) {
                alarms += moved.reason() == MoveReason.RAISED || moved.reason() == MoveReason.RAISED_AGAIN ? 1 : 0;
            }
            notices += decision instanceof NoticeOrdered ? 1 : 0;
        }
    }

    private void observe(Observation observation) {
        Post post = floor.expected().speaking(observation.device());
        if (post == null) {
            // A site need not list the hub, yet who cannot be heard is not silent there either.
            if (observation.device().equals(Device.HUB) && listening.broker(observation, hubTimeMs)) {
                floor.lookAll(hubTimeMs);
            }
            return;
        }
        long newestMs = post.track().observedAtMs();
        boolean paced = post.repeats().keepsPace(observation, hubTimeMs);
        if (post.repeats().isRepeat(observation, newestMs, paced)) {
            repeats++;
            return;
        }
        Sightings.raise(desk, post.track().device(), observation, watchList.seen(observation, hubTimeMs), seq);
        floor.weather(post, observation, hubTimeMs);
        floor.heard(post, hubTimeMs);
        post.touched();
        boolean older = observation.observedAtMs() < newestMs;
        if (older && !paced) {
            outOfOrder++;
            floor.look(post, Track.HEARD, hubTimeMs, true);
            return;
        }
        observations++;
        // A clock that was put back: what comes at the pace of time is of now.
        Observation current = older ? observation.atHubTime(Math.max(hubTimeMs, newestMs)) : observation;
        long told = post.track().observe(current, seq);
        if (post.isHub() && listening.broker(observation, hubTimeMs)) {
            floor.lookAll(hubTimeMs);
            return;
        }
        if (told != Track.CALM) {
            floor.look(post, told, hubTimeMs, !paced && hubTimeMs - current.observedAtMs() > LATE_AFTER_MS);
        }
    }

    private void change(SiteChanged changed) {
        switch (Site.parse(changed.files())) {
            case Parsed.Valid valid -> {
                Floor next = new Floor(valid.site(), listening, desk);
                desk.change(valid.site());
                next.adopt(floor);
                floor = next;
                siteText = changed;
                incidents.know(valid.site());
                calls.change();
                floor.lookAll(hubTimeMs);
            }
            case Parsed.Invalid invalid -> {
                String first = invalid.problems().getFirst().toString();
                desk.refuse(new Text("站点未更改：" + first, "the site is not changed: " + first));
            }
        }
    }

    /** Hub time of the earliest timer, or {@link Long#MAX_VALUE}: a {@link TimePassed} is wanted then. */
    public long nextTimerMs() {
        return Math.min(
                floor.nextTimerMs(),
                Math.min(
                        Math.min(desk.nextTimerMs(), watchList.nextMs()),
                        Math.min(incidents.nextTimerMs(), calls.nextTimerMs())));
    }

    /** Whether a timer is due: {@link #nextTimerMs} is at or before a moment. Cheap enough to be asked before each entry. */
    public boolean isDue(long nowMs) {
        return floor.isDue(nowMs)
                || desk.nextTimerMs() <= nowMs
                || incidents.nextTimerMs() <= nowMs
                || calls.nextTimerMs() <= nowMs
                || watchList.nextMs() <= nowMs;
    }

    /** Whether the broker is connected, as the hub told last. */
    public boolean hears() {
        return listening.connected();
    }

    /** Whether nobody needs to look at what a device tells next, as long as it goes on so. */
    boolean isCalm(String device) {
        return floor.isCalm(device);
    }

    /** The last entry taken in, 0 before the first. */
    public long seq() {
        return seq;
    }

    /** The hub time of the last entry. */
    public long hubTimeMs() {
        return hubTimeMs;
    }

    /** The site as of now; {@link Site#NONE} before the first. */
    public Site site() {
        return floor.site();
    }

    /** The site's texts as of now; empty before the first. */
    public List<SiteChanged.SiteFile> siteFiles() {
        return siteText.files();
    }

    /**
     * Why the rules that watch a device have an alarm there, or none; it changes nothing.
     *
     * @param nowMs the hub's time, no earlier than that of the last entry
     */
    public List<Why> why(String device, long nowMs) {
        return why(device, _ -> true, nowMs);
    }

    /** As {@link #why(String, long)}, of the rules alone that are wanted. */
    public List<Why> why(String device, Predicate<Rule> wanted, long nowMs) {
        Explainer explainer = new Explainer(floor.site(), desk, Math.max(nowMs, hubTimeMs), seq);
        return floor.watches(device).stream()
                .filter(watch -> wanted.test(watch.rule()))
                .map(explainer::why)
                .toList();
    }

    /** The acts that came lately under keys of their callers', the oldest first. */
    public List<KnownAct> knownActs() {
        return knownActs.all();
    }

    /** A copy for readers. */
    public View view() {
        return new View(
                seq,
                hubTimeMs,
                floor.site(),
                List.copyOf(desk.alarms()),
                floor.views(),
                floor.dutiesOf(hubTimeMs),
                List.copyOf(desk.pendingNotices()),
                floor.fireWeather(),
                floor.fireWeatherHours(),
                List.copyOf(desk.devicesOut().values()),
                List.copyOf(desk.maintenances()),
                desk.flooded(),
                incidents.view(),
                calls.view(),
                List.copyOf(desk.actuations()),
                List.copyOf(watchList.all()),
                new Counters(observations, repeats, outOfOrder, unreadables, alarms, notices));
    }

    /** The whole state; the same state always has the same bytes. */
    public byte[] snapshot() {
        ByteSink sink = new ByteSink(1 << 16);
        sink.put(FORMAT);
        sink.putUnsigned(seq);
        sink.putUnsigned(hubTimeMs);
        FactCodec.write(sink, siteText, 0);
        for (long counter : new long[] {observations, repeats, outOfOrder, unreadables, alarms, notices}) {
            sink.putUnsigned(counter);
        }
        listening.write(sink);
        desk.write(sink);
        incidents.write(sink);
        calls.write(sink);
        watchList.write(sink);
        knownActs.write(sink);
        floor.write(sink);
        return sink.toBytes();
    }

    /**
     * The engine that a snapshot was taken of.
     *
     * @throws IllegalArgumentException where the bytes are no snapshot of this format
     */
    public static Engine restore(byte[] snapshot) {
        ByteSource source = new ByteSource(snapshot);
        int format = source.get();
        if (format != FORMAT) {
            throw new IllegalArgumentException("a snapshot of format " + format + "; this hub reads format " + FORMAT);
        }
        Engine engine = new Engine();
        engine.seq = source.getUnsigned();
        engine.hubTimeMs = source.getUnsigned();
        if (!(FactCodec.read(source, 0) instanceof SiteChanged site)) {
            throw new IllegalArgumentException("the snapshot does not begin with a site");
        }
        engine.siteText = site;
        if (!site.files().isEmpty()) {
            if (!(Site.parse(site.files()) instanceof Parsed.Valid valid)) {
                throw new IllegalArgumentException("the snapshot's site is one that this hub does not understand");
            }
            engine.floor = new Floor(valid.site(), engine.listening, engine.desk);
            engine.desk.know(valid.site());
            engine.incidents.know(valid.site());
            engine.calls.know(valid.site());
        }
        engine.readCounters(source);
        engine.listening.read(source);
        engine.desk.begin(engine.seq, engine.hubTimeMs);
        engine.desk.read(source);
        engine.incidents.read(source, engine.hubTimeMs);
        engine.calls.read(source, engine.hubTimeMs);
        engine.watchList.read(source);
        engine.knownActs.read(source);
        engine.floor.read(source);
        if (source.left() > 0) {
            throw new IllegalArgumentException("the snapshot has " + source.left() + " bytes too many");
        }
        return engine;
    }

    private void readCounters(ByteSource source) {
        observations = source.getUnsigned();
        repeats = source.getUnsigned();
        outOfOrder = source.getUnsigned();
        unreadables = source.getUnsigned();
        alarms = source.getUnsigned();
        notices = source.getUnsigned();
    }

    /** SHA-256 of {@link #snapshot}, in hex: two engines with the same digest are in the same state. */
    public String digest() {
        return digest(snapshot());
    }

    /** SHA-256 of a snapshot, in hex. */
    public static String digest(byte[] snapshot) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(snapshot));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
