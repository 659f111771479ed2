package org.beaconhub.gateway.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.cameras.Cameras;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.dispatch.cap.CapFeed;
import org.beaconhub.gateway.dispatch.cap.CapMessages;
import org.beaconhub.gateway.dispatch.cap.JournalLedger;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.gateway.journal.MemoryJournal;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Pictures;
import org.beaconhub.gateway.records.DrillCourse;
import org.beaconhub.gateway.records.RecordsReader;
import org.beaconhub.gateway.records.RecordsTarget;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.gateway.series.Charts;
import org.beaconhub.gateway.vitals.JournalFigures;
import org.beaconhub.gateway.vitals.Meters;
import org.beaconhub.gateway.vitals.Quarantine;
import org.beaconhub.gateway.vitals.Signs;
import org.beaconhub.gateway.vitals.Vitals;
import org.beaconhub.gateway.wire.Pseudonyms;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.engine.KnownAct;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.explain.Why;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.kpi.KpiMeter;
import org.beaconhub.rules.kpi.Kpis;
import org.beaconhub.rules.site.Site;

/** A hub with a small journal in memory: the real engine behind the console's doors, with figures that a test sets. */
final class TrialHub implements Inbox, Views, Charts, Signs {
    /** A console's hub that has no site folder. */
    static final SiteReload NO_FOLDER = new SiteReload() {
        @Override
        public Answer check() {
            return new Answer.Unchanged();
        }

        @Override
        public Answer reload(String by) {
            return new Answer.Unchanged();
        }
    };

    /** What stands in for plates and cards. */
    static final Pseudonyms PSEUDONYMS = new Pseudonyms(new byte[Pseudonyms.KEY_BYTES_MIN]);

    private static final int ENTRIES_KEPT = 1_000;
    static final AnswerLinks LINKS = new AnswerLinks(new byte[] {7}, () -> "http://127.0.0.1/");

    final Clock clock = new SystemClock();
    final Quarantine quarantine = new Quarantine();
    final Vitals vitals;
    final Meters meters;
    final Pictures pictures = new Pictures(folder("pictures"), clock, new Pictures.Bounds(90, 1 << 20, 0));
    final Path secrets = folder("secrets"); // of cameras, and of messages that are signed
    final Darkroom darkroom = new Darkroom();
    final Cameras cameras = Cameras.of(new Secrets(secrets), darkroom, clock);
    private final MemoryJournal journal = new MemoryJournal();
    private final CapMessages worded = new CapMessages(new JournalLedger(journal), Optional.empty(), () -> Ground.NONE);
    private final CapFeed messages = new CapFeed(journal, worded, new Secrets(secrets));
    private final Path recordsFolder = folder("records");
    /** For {@link org.beaconhub.gateway.records.PastRecords}. */
    final RecordsTarget recorded = RecordsTarget.file(recordsFolder);

    volatile Ground ground = Ground.NONE;
    volatile boolean broker = true;
    volatile boolean full;
    volatile List<Fact> comesBefore = List.of(); // the next fact that somebody puts
    volatile boolean historyDown;
    volatile boolean historyHalted;
    volatile long historyLagMs = 1_200;
    volatile OptionalLong backupAtMs = OptionalLong.empty();
    volatile List<Point> history = List.of();
    private final Mind mind = Mind.around(Engine.empty());
    private final Engine engine = mind.live();
    private final List<Entry> taken = new ArrayList<>();
    private final KpiMeter meter = new KpiMeter(Site.NONE);
    private volatile View view = engine.view();
    private volatile DrillsView drills = mind.drills();

    TrialHub(TrialSite site) {
        apply(site.facts(), clock.nowMs());
        vitals = Vitals.start(this, quarantine, this, clock);
        meters = new Meters(this, vitals, this, this::kpis);
    }

    private static Path folder(String name) {
        try {
            Path folder = Files.createTempDirectory(name);
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the trial's " + name, e);
        }
    }

    Shelves shelves() {
        return new Shelves(
                pictures,
                darkroom,
                cameras,
                new RecordsReader(recorded),
                messages,
                PSEUDONYMS,
                _ -> TrialScenarios.read(),
                () -> ground,
                drill -> DrillCourse.of(drill, journal));
    }

    /** The file of the records is something else from now on. */
    void loseRecords() throws IOException {
        Files.writeString(recordsFolder.resolve("records.mv.db"), "no database");
    }

    Console console() {
        return console(new ConsoleOptions("127.0.0.1", 0), Entrance.free(clock), clock);
    }

    /** A console with a door of its own, whose sessions go by {@code doorClock}. */
    Console console(ConsoleOptions options, Entrance entrance, Clock doorClock) {
        return Console.start(
                options,
                this,
                this,
                this,
                doorClock,
                vitals,
                meters,
                this::kpis,
                NO_FOLDER,
                entrance,
                LINKS,
                shelves());
    }

    /** One observation now, which was made some seconds ago. */
    void observe(String device, double secondsAgo, Reading... readings) {
        long now = clock.nowMs();
        put(
                List.of(new Observation(
                        device,
                        now - Math.round(secondsAgo * 1000),
                        Observation.TimeSource.DEVICE,
                        Observation.NO_SEQ,
                        List.of(readings))),
                Receipt.NONE);
    }

    static Reading reading(Quantity quantity, double value) {
        return new Measurement(quantity, value);
    }

    /** Raises the alarm {@code hot} of a node. */
    void heat(String device) {
        observe(device, 0, reading(Quantity.TEMPERATURE, 71.5), reading(Quantity.SMOKE, 6.2));
    }

    void cool(String device) {
        observe(device, 0, reading(Quantity.TEMPERATURE, 21), reading(Quantity.SMOKE, 0.1));
    }

    @Override
    public void put(List<? extends Fact> facts, Receipt receipt) {
        if (full) {
            return;
        }
        apply(comesBefore, clock.nowMs());
        comesBefore = List.of();
        receipt.committed(apply(facts, clock.nowMs()));
    }

    @Override
    public void putFirst(List<? extends Fact> facts, Receipt receipt) {
        put(facts, receipt);
    }

    private synchronized long apply(List<? extends Fact> facts, long nowMs) {
        long hubMs = Math.max(nowMs, engine.hubTimeMs());
        if (mind.nextTimerMs() <= hubMs) {
            take(new Entry(engine.seq() + 1, hubMs, new TimePassed()));
        }
        for (Fact fact : facts) {
            take(new Entry(engine.seq() + 1, hubMs, fact));
        }
        drills = mind.drills();
        view = engine.view();
        notifyAll();
        return engine.seq();
    }

    synchronized Kpis kpis() {
        return meter.figures();
    }

    /** An entry that was taken in. */
    synchronized Optional<Entry> entry(long seq) {
        return taken.stream().filter(each -> each.seq() == seq).findFirst();
    }

    private void take(Entry entry) {
        if (taken.size() < ENTRIES_KEPT) {
            taken.add(entry);
        }
        List<? extends Decision> decisions = mind.apply(entry);
        meter.take(
                entry,
                decisions.stream()
                        .filter(LiveDecision.class::isInstance)
                        .map(LiveDecision.class::cast)
                        .toList());
        if (entry.seq() == journal.lastSeq() + 1 && entry.seq() <= ENTRIES_KEPT) {
            journal.append(entry);
            journal.record(decisions);
            commit();
        }
    }

    private void commit() {
        try {
            journal.commit();
        } catch (JournalFull e) {
            throw new IllegalStateException("a journal in memory has room", e);
        }
    }

    @Override
    public synchronized List<KnownAct> knownActs() {
        return engine.knownActs();
    }

    @Override
    public DrillsView drills() {
        return drills;
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public synchronized Optional<List<Why>> why(String device, long timeoutMs) {
        return full ? Optional.empty() : Optional.of(engine.why(device, clock.nowMs()));
    }

    @Override
    public synchronized View awaitBeyond(long seq, long timeoutMs) throws InterruptedException {
        long untilNanos = clock.steadyNanos() + timeoutMs * 1_000_000;
        while (view.seq() <= seq) {
            long leftMs = (untilNanos - clock.steadyNanos()) / 1_000_000;
            if (leftMs <= 0) {
                break;
            }
            wait(leftMs);
        }
        return view;
    }

    @Override
    public List<Point> points(String device, Quantity quantity, long fromMs, long toMs, int pointsMax)
            throws HistoryUnavailable {
        if (historyDown) {
            throw new HistoryUnavailable("the trial store is down", new IllegalStateException("down"));
        }
        return new ArrayList<>(history);
    }

    @Override
    public boolean running() {
        return true;
    }

    @Override
    public boolean brokerConnected() {
        return broker;
    }

    @Override
    public long historyLagMs() {
        return historyLagMs;
    }

    @Override
    public boolean journalWritable() {
        return true;
    }

    @Override
    public long dispatchFaults() {
        return 0;
    }

    @Override
    public Optional<String> historyStopped() {
        return historyHalted ? Optional.of("database 'beacon' not found") : Optional.empty();
    }

    @Override
    public long recordsLagMs() {
        return 0;
    }

    @Override
    public Optional<String> recordsTrouble() {
        return Optional.empty();
    }

    @Override
    public Optional<String> lost() {
        return Optional.empty();
    }

    @Override
    public long roomBytes() {
        return 62_000_000_000L;
    }

    @Override
    public long diskBytes() {
        return 100_000_000_000L;
    }

    @Override
    public boolean heldBack() {
        return false;
    }

    @Override
    public boolean incidentsFull() {
        return false;
    }

    @Override
    public boolean timerStuck() {
        return false;
    }

    @Override
    public long takeSlowestCommitMs() {
        return 3;
    }

    @Override
    public int inboxDepth() {
        return 0;
    }

    @Override
    public long entries() {
        return view.seq();
    }

    @Override
    public long commits() {
        return view.seq();
    }

    @Override
    public long messages() {
        return view.counters().observations();
    }

    @Override
    public JournalFigures journalFigures() {
        return new JournalFigures(
                412_000_000L, 366L * 24 * 3600 * 1000, OptionalLong.of(clock.nowMs() - 240_000), backupAtMs);
    }

    @Override
    public long commitNanos() {
        return 1_000_000;
    }
}
