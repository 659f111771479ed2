package org.beaconhub.gateway.app;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.answer.Answers;
import org.beaconhub.gateway.answer.ReplyDesk;
import org.beaconhub.gateway.broker.BrokerOptions;
import org.beaconhub.gateway.broker.Credentials;
import org.beaconhub.gateway.broker.EmbeddedBroker;
import org.beaconhub.gateway.cameras.FirstSight;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.console.Console;
import org.beaconhub.gateway.console.Shelves;
import org.beaconhub.gateway.dispatch.Dispatch;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.dispatch.cap.CapMessages;
import org.beaconhub.gateway.dispatch.cap.JournalLedger;
import org.beaconhub.gateway.ingest.IntakeRoute;
import org.beaconhub.gateway.ingest.MqttComponent;
import org.beaconhub.gateway.ingest.MqttOptions;
import org.beaconhub.gateway.journal.Cursor;
import org.beaconhub.gateway.journal.FolderLock;
import org.beaconhub.gateway.journal.JournalOptions;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.gateway.records.Records;
import org.beaconhub.gateway.records.RecordsTarget;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.KpiReader;
import org.beaconhub.gateway.run.Loop;
import org.beaconhub.gateway.series.Charts;
import org.beaconhub.gateway.series.Series;
import org.beaconhub.gateway.series.SeriesOptions;
import org.beaconhub.gateway.series.SeriesStore;
import org.beaconhub.gateway.series.embedded.H2Store;
import org.beaconhub.gateway.series.influx.InfluxStore;
import org.beaconhub.gateway.vitals.Meters;
import org.beaconhub.gateway.vitals.Quarantine;
import org.beaconhub.gateway.vitals.Signs;
import org.beaconhub.gateway.vitals.Vitals;
import org.beaconhub.gateway.vitals.WeatherReport;
import org.beaconhub.gateway.wire.Dialects;
import org.beaconhub.gateway.wire.Pseudonyms;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Unreadable;

/** One hub in this process, from start to stop. */
public final class Hub implements AutoCloseable {
    /** With so many notices on their way the records wait. */
    private static final int HURRY_NOTICES = 50;

    private static final String CLIENT_ID = "beacon-hub";
    private static final long INFLUX_TIMEOUT_MS = 10_000;
    private static final long SITE_WAIT_MS = 60_000;

    private final Parts parts;
    private final Loop loop;
    private final JournalReader journal;
    private final Series series;
    private final Records records;
    private final Routes routes;
    private final Console console;
    private final int brokerPort;
    private final LongAdder taken;
    private final Optional<String> firstLink;

    private Hub(
            Parts parts,
            Loop loop,
            JournalReader journal,
            Series series,
            Records records,
            Routes routes,
            Console console,
            int brokerPort,
            LongAdder taken,
            Optional<String> firstLink) {
        this.firstLink = firstLink;
        this.parts = parts;
        this.loop = loop;
        this.journal = journal;
        this.series = series;
        this.records = records;
        this.routes = routes;
        this.console = console;
        this.brokerPort = brokerPort;
        this.taken = taken;
    }

    private record Broker(MqttOptions options, int port) {}

    private record History(Series series, Charts charts) {}

    /**
     * Starts a hub; it is ready when this returns, whether or not the broker answers yet.
     *
     * @throws SiteRejected where the site has errors; nothing was started
     * @throws IOException where a part cannot be started; what had been started is stopped again
     */
    public static Hub start(HubOptions options) throws IOException, InterruptedException {
        Frontage.check(options);
        List<SiteFile> site = SiteFiles.read(options.site());
        FolderReload.Taken taken =
                new FolderReload.Taken(site, MapFolder.ground(options.site(), SiteFiles.parse(site)));
        Parts parts = new Parts();
        boolean started = false;
        try {
            Hub hub = start(options, taken, parts);
            started = true;
            return hub;
        } finally {
            if (!started) {
                parts.close();
            }
        }
    }

    private static Hub start(HubOptions options, FolderReload.Taken site, Parts parts)
            throws IOException, InterruptedException {
        DataFolder folder = new DataFolder(options.data());
        parts.add("data folder", FolderLock.take(options.data()));
        SecretFiles keys = SecretFiles.in(options.secrets());
        MvJournal journal = parts.add("journal", MvJournal.open(folder.journal(), JournalOptions.STANDARD));
        Cursor cursor = new Cursor(folder.cursor("series"));
        Records records = parts.add("records", records(options, folder, journal));
        Loop loop = parts.add("loop", loop(options, folder, journal, () -> Math.min(cursor.load(), records.keptSeq())));
        records.giveWayTo(() -> loop.views().view().pendingNotices().size() >= HURRY_NOTICES);
        FolderReload reload = takeOver(options, site, loop, journal);
        History history = history(options, folder, journal, cursor, parts);
        Broker broker = broker(options, folder, parts);
        Dialects dialects = Dialects.standard(new Pseudonyms(keys.key("pseudonyms")));
        AtomicReference<String> reachedAt = new AtomicReference<>("");
        AnswerLinks links = new AnswerLinks(keys.key("answers"), reachedAt::get);
        MqttComponent mqtt = new MqttComponent(broker.options(), dialects.filters());
        CapMessages messages = new CapMessages(new JournalLedger(journal), Frontage.publicUrl(options), reload::ground);
        Routes routes = parts.add("routes", routes(options, mqtt, answers(links, loop), messages));
        LongAdder faults = new LongAdder();
        Signs signs = signs(options, folder, loop, journal, history.series(), records, routes, faults);
        Quarantine quarantine = new Quarantine();
        Vitals vitals = parts.add("vitals", Vitals.start(signs, quarantine, loop.inbox(), options.clock()));
        parts.add("weather report", WeatherReport.start(loop.views(), loop.inbox(), options.clock()));
        KpiReader kpis = new KpiReader(journal, loop.views().view().site());
        Meters meters = new Meters(loop.views(), vitals, signs, kpis);
        LongAdder taken = new LongAdder();
        CountedReports reports = new CountedReports(loop.inbox(), loop.views(), meters, options.clock());
        Intake intake = new Intake(quarantine, meters, options.clock());
        routes.takeIn(route(dialects, loop, reports, options.clock(), intake, taken));
        parts.add("dispatch", dispatch(loop, reports, options.clock(), routes, faults));
        Frontage frontage = Frontage.of(options, folder, journal, records.reader(), messages, reload::ground);
        see(frontage.shelves(), loop, parts);
        Console console = parts.add(
                "console",
                console(frontage, options.clock(), loop, history.charts(), vitals, meters, kpis, reload, links));
        reachedAt.set(frontage.base(console));
        Optional<String> link = frontage.firstLink(console);
        return new Hub(parts, loop, journal, history.series(), records, routes, console, broker.port(), taken, link);
    }

    private static Signs signs(
            HubOptions options,
            DataFolder folder,
            Loop loop,
            MvJournal journal,
            Series series,
            Records records,
            Routes routes,
            LongAdder faults) {
        return new HubSigns(
                loop,
                journal,
                series,
                records,
                routes::connected,
                faults,
                options.clock(),
                folder,
                options.loop().keepMs());
    }

    private static void see(Shelves shelves, Loop loop, Parts parts) {
        parts.add("pictures", shelves.pictures());
        parts.add("cameras", shelves.cameras());
        parts.add("first sight", FirstSight.start(loop.views(), loop.inbox(), shelves.cameras(), shelves.pictures()));
    }

    private static Answers answers(AnswerLinks links, Loop loop) {
        return new Answers(links, new ReplyDesk(loop.views(), loop.inbox()));
    }

    private static Records records(HubOptions options, DataFolder folder, JournalReader journal) {
        RecordsTarget target = options.records().orElseGet(() -> RecordsTarget.file(folder.records()));
        return Records.start(journal, target, options.keeping());
    }

    private static Loop loop(HubOptions options, DataFolder folder, MvJournal journal, LongSupplier neededSeq) {
        return Loop.start(journal, new Snapshots(folder.snapshots()), options.clock(), options.loop(), neededSeq);
    }

    private static IntakeRoute route(
            Dialects dialects, Loop loop, Inbox inbox, Clock clock, Intake intake, LongAdder taken) {
        return new IntakeRoute(dialects, new SiteDirectory(loop.views()), inbox, clock, intake::seen, taken);
    }

    private static Dispatch dispatch(Loop loop, Inbox inbox, Clock clock, Routes routes, LongAdder faults) {
        return Dispatch.start(loop.views(), inbox, clock, DispatchOptions.DEFAULT, routes.carriers(), faults);
    }

    private static Routes routes(HubOptions options, MqttComponent mqtt, Answers answers, CapMessages messages)
            throws IOException {
        return Routes.start(
                mqtt, new Secrets(options.secrets()), answers, options.clock(), DispatchOptions.DEFAULT, messages);
    }

    private static Console console(
            Frontage frontage,
            Clock clock,
            Loop loop,
            Charts charts,
            Vitals vitals,
            Meters meters,
            KpiReader kpis,
            FolderReload reload,
            AnswerLinks links) {
        return Console.start(
                frontage.where(),
                loop.views(),
                charts,
                loop.inbox(),
                clock,
                vitals,
                meters,
                kpis,
                reload,
                frontage.entrance(),
                links,
                frontage.shelves());
    }

    /** What comes in is counted, and what cannot be read is kept for people to see. */
    private record Intake(Quarantine quarantine, Meters meters, Clock clock) {
        void seen(List<LiveFact> facts) {
            meters.message();
            for (int i = 0; i < facts.size(); i++) {
                if (facts.get(i) instanceof Unreadable unreadable) {
                    quarantine.add(unreadable, clock.nowMs());
                }
            }
        }
    }

    /** The site goes into the journal where it is not what the journal knows already. */
    private static FolderReload takeOver(HubOptions options, FolderReload.Taken site, Loop loop, JournalReader journal)
            throws IOException, InterruptedException {
        FolderReload reload = new FolderReload(options.site(), site, loop, journal);
        if (site.files().equals(loop.recoveredSite())) {
            return reload;
        }
        CompletableFuture<Long> taken = new CompletableFuture<>();
        loop.inbox().putFirst(List.of(new SiteChanged("start", site.files())), taken::complete);
        try {
            long seq = taken.get(SITE_WAIT_MS, TimeUnit.MILLISECONDS);
            loop.views().awaitBeyond(seq - 1, SITE_WAIT_MS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the journal does not take the site; is its disk full?", e);
        }
        return reload;
    }

    private static History history(
            HubOptions options, DataFolder folder, JournalReader journal, Cursor cursor, Parts parts) {
        if (options.influx().isPresent()) {
            InfluxStore store = new InfluxStore(options.influx().get(), INFLUX_TIMEOUT_MS);
            return new History(follow(journal, store, cursor, parts), store);
        }
        H2Store store = new H2Store(folder.history().resolve("readings"), options.historyDays(), options.clock());
        return new History(follow(journal, store, cursor, parts), store);
    }

    private static Series follow(JournalReader journal, SeriesStore store, Cursor cursor, Parts parts) {
        parts.add("history", store);
        Series series = Series.start(journal, store, cursor, SeriesOptions.USUAL);
        parts.add("series", series::stop);
        return series;
    }

    private static Broker broker(HubOptions options, DataFolder folder, Parts parts) throws IOException {
        return switch (options.broker()) {
            case HubOptions.Broker.External external -> new Broker(external.options(), 0);
            case HubOptions.Broker.Embedded embedded -> {
                Credentials accounts = Credentials.in(options.secrets());
                int port = parts.add(
                                "broker",
                                EmbeddedBroker.start(BrokerOptions.local(embedded.port(), folder.broker(), accounts)))
                        .port();
                yield new Broker(
                        new MqttOptions(
                                "tcp://127.0.0.1:" + port,
                                CLIENT_ID,
                                Optional.of(Credentials.HUB),
                                Optional.of(accounts.hubPasswordFile()),
                                Optional.empty(),
                                Optional.empty(),
                                MqttOptions.RECEIVE_MAXIMUM),
                        port);
            }
        };
    }

    /** The loop: inbox, views, figures. */
    public Loop loop() {
        return loop;
    }

    /** What is durable. */
    public JournalReader journal() {
        return journal;
    }

    /** The history's projection. */
    public Series series() {
        return series;
    }

    /** What is over. */
    Records records() {
        return records;
    }

    /** How many messages of devices became durable since the start. */
    long taken() {
        return taken.sum();
    }

    /** Whether the broker is connected and subscribed to. */
    public boolean connected() {
        return routes.connected();
    }

    /** Where to look at it with a browser. */
    public String consoleUrl() {
        return console.url();
    }

    /** Where the first person makes the first account, good once and until the hub stops; empty where it is not for that. */
    public Optional<String> firstLink() {
        return firstLink;
    }

    /** The embedded broker's port; 0 where the broker runs elsewhere. */
    public int brokerPort() {
        return brokerPort;
    }

    @Override
    public void close() {
        parts.close();
    }
}
