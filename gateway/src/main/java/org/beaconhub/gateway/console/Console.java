package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.beaconhub.gateway.access.Right;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.console.answer.AnswerDoor;
import org.beaconhub.gateway.console.door.Door;
import org.beaconhub.gateway.console.door.Needs;
import org.beaconhub.gateway.console.door.PasswordDoor;
import org.beaconhub.gateway.console.door.Refusal;
import org.beaconhub.gateway.console.door.SignInDoor;
import org.beaconhub.gateway.console.notices.NoticeDoor;
import org.beaconhub.gateway.console.report.ReportDoor;
import org.beaconhub.gateway.console.report.ReportPictures;
import org.beaconhub.gateway.records.Table;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.gateway.series.Charts;
import org.beaconhub.gateway.vitals.Meters;
import org.beaconhub.gateway.vitals.Vitals;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.kpi.Kpis;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control room's page and the HTTP API under {@code /api/v1}. */
public final class Console implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final int BODY_BYTES_MAX = 16 * 1024;
    private static final Needs OPEN = Needs.OPEN;
    private static final Needs LOOK = Needs.right(Right.LOOK);

    private final Views views;
    private final Clock clock;
    private final Vitals vitals;
    private final Meters meters;
    private final StateJson json;
    private final Door door;
    private final SignInDoor signIn;
    private final PeopleAnswers people;
    private final ActLane lane;
    private final ApiDocument document = new ApiDocument();
    private final Assets assets = new Assets();
    private final Versions versions = new Versions();
    private final Events events;
    private final ChartAnswers charts;
    private final WatchCommands watch;
    private final SiteAnswers site;
    private final IncidentCommands incidents;
    private final DrillCommands drills;
    private final DrillCourseAnswers courses;
    private final PictureAnswers pictures;
    private final CameraAnswers cameras;
    private final RecordAnswers records;
    private final CapAnswers messages;
    private final ReportDoor reports;
    private final AnswerDoor answers;
    private final Submission submission;
    private final Supplier<Kpis> kpis;
    private final Javalin server;
    private final String host;

    private Console(
            ConsoleOptions options,
            Views views,
            Charts charts,
            Inbox inbox,
            Clock clock,
            Vitals vitals,
            Meters meters,
            Supplier<Kpis> kpis,
            SiteReload reload,
            Entrance entrance,
            AnswerLinks links,
            Shelves shelves) {
        this.views = views;
        this.clock = clock;
        this.vitals = vitals;
        this.meters = meters;
        this.door = new Door(options.street(), entrance.keys(), clock);
        this.signIn = new SignInDoor(door, entrance.firstCode(), entrance.oidc());
        this.json = new StateJson(vitals, clock, versions, views::drills, door::isLocked, assets::version);
        this.events = new Events(views, json, clock);
        this.charts = new ChartAnswers(views, charts, clock);
        this.people = new PeopleAnswers(views, door, entrance);
        this.records = new RecordAnswers(shelves.records(), people, views);
        this.messages = new CapAnswers(shelves.messages(), views, door::base);
        this.lane = new ActLane(views, versions, door, clock, shelves.pseudonyms());
        this.submission = new Submission(views, inbox, door);
        this.site = new SiteAnswers(reload, submission);
        this.watch = new WatchCommands(submission, shelves.pseudonyms());
        this.incidents = new IncidentCommands(submission, versions);
        this.drills = new DrillCommands(submission, shelves.scenarios());
        this.courses = new DrillCourseAnswers(views, shelves.courses());
        this.pictures = new PictureAnswers(submission, incidents, lane, shelves.pictures(), shelves.darkroom());
        this.cameras = new CameraAnswers(views, door, shelves.cameras());
        this.reports = reports(options, views, submission, shelves, clock);
        this.answers = answers(options, views, submission, links, clock);
        this.kpis = kpis;
        this.host = options.host();
        this.server = serve(options, new MapAnswers(views, shelves.ground()));
    }

    private Javalin serve(ConsoleOptions options, MapAnswers map) {
        return Javalin.create(config -> configure(config, new Guard(options, views), map))
                .start(options.host(), options.port());
    }

    private static AnswerDoor answers(
            ConsoleOptions options, Views views, Submission submission, AnswerLinks links, Clock clock) {
        AnswerDoor.Intake live = submission::carriedOut;
        return new AnswerDoor(views, live, submission::carriedOut, links, clock, options.street()::from);
    }

    private static ReportDoor reports(
            ConsoleOptions options, Views views, Submission submission, Shelves shelves, Clock clock) {
        ReportPictures photos =
                new ReportPictures(shelves.pictures(), shelves.darkroom(), submission::carriedOutInTime);
        return new ReportDoor(views, submission::carriedOutInTime, photos, clock, options.street()::from);
    }

    /**
     * Starts to listen.
     *
     * @param kpis the alarm system's figures so far
     * @param reload takes over the site's folder
     * @param entrance who gets in
     * @param links reads the links by which people answer
     * @param shelves what is shown beside the present
     * @throws io.javalin.util.JavalinBindException where the port is taken
     */
    public static Console start(
            ConsoleOptions options,
            Views views,
            Charts charts,
            Inbox inbox,
            Clock clock,
            Vitals vitals,
            Meters meters,
            Supplier<Kpis> kpis,
            SiteReload reload,
            Entrance entrance,
            AnswerLinks links,
            Shelves shelves) {
        Console console = new Console(
                options, views, charts, inbox, clock, vitals, meters, kpis, reload, entrance, links, shelves);
        console.events.begin();
        return console;
    }

    /** The routes that there are, and what each asks for. */
    List<Route> routes() {
        return Route.of(server);
    }

    /** How many live clients there are. */
    int liveClients() {
        return events.clients();
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Where to look at it with a browser. */
    public String url() {
        return "http://" + (host.equals("::1") ? "[::1]" : host) + ":" + port() + "/";
    }

    private void configure(JavalinConfig config, Guard guard, MapAnswers map) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = BODY_BYTES_MAX;
        config.routes.before(guard::check);
        config.routes.beforeMatched(door::check);
        config.routes.after(door::after);
        config.routes.get("/", ctx -> assets.page(ctx, views.view().site()), LOOK);
        config.routes.get("/assets/{name}", assets::own, OPEN);
        config.routes.get("/vendor/{name}", assets::vendor, OPEN);
        signIn.open(config.routes);
        new PasswordDoor(door, signIn).open(config.routes, LOOK);
        reports.open(config.routes, OPEN);
        answers.open(config.routes, OPEN);
        new NoticeDoor(views, clock, door::base).open(config.routes, OPEN);
        looks(config.routes);
        map.open(config.routes, LOOK);
        alarmActs(config.routes);
        otherActs(config.routes);
        incidents(config.routes);
        drills(config.routes);
        records(config.routes);
        config.routes.get("/health", this::health, OPEN);
        config.routes.get("/ready", this::ready, OPEN);
        config.routes.get(
                "/metrics",
                ctx -> ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(meters.scrape()),
                LOOK);
        faults(config);
    }

    /** What there is to see. */
    private void looks(RoutesConfig routes) {
        routes.get(ApiDocument.PATH, ctx -> answer(ctx, document.of(routes())), LOOK);
        routes.get("/api/v1/state", ctx -> answer(ctx, json.whole(views.view())), LOOK);
        routes.get("/api/v1/alarms", ctx -> answer(ctx, AlarmLists.chosen(json.alarms(views.view()), ctx)), LOOK);
        routes.get("/api/v1/devices", ctx -> answer(ctx, json.devices(views.view())), LOOK);
        routes.get("/api/v1/chart", ctx -> answer(ctx, charts.answer(ctx)), LOOK);
        routes.get("/api/v1/why", ctx -> answer(ctx, new WhyAnswers(views).answer(ctx)), LOOK);
        routes.get("/api/v1/events", ctx -> events.stream(ctx, door.still(ctx)), LOOK);
        routes.get("/api/v1/areas", ctx -> answer(ctx, AreaJson.areas(views.view(), clock.nowMs())), LOOK);
        routes.get("/api/v1/coverage", ctx -> answer(ctx, StateJson.coverage(views.view())), LOOK);
        routes.get("/api/v1/actuators", ctx -> answer(ctx, ActuatorJson.all(views.view())), LOOK);
        routes.get("/api/v1/silenced", ctx -> answer(ctx, StateJson.silenced(views.view())), LOOK);
        HubAnswers hub = new HubAnswers(views, vitals, meters.deliveries(), this::liveClients, clock);
        routes.get("/api/v1/hub", ctx -> answer(ctx, hub.now()), LOOK);
        routes.get("/api/v1/kpi", ctx -> answer(ctx, KpiJson.of(kpis.get())), LOOK);
        routes.get(
                "/api/v1/quarantine",
                ctx -> answer(ctx, people.quarantine(ctx, json.quarantine())),
                Needs.right(Right.SEE_PEOPLE));
        routes.get(
                "/api/v1/devices/{id}/people", ctx -> answer(ctx, people.ofDevice(ctx)), Needs.right(Right.SEE_PEOPLE));
        routes.get("/api/v1/devices/{id}/snapshot", cameras::show, Needs.right(Right.SEE_PEOPLE));
        routes.get("/api/v1/audit", ctx -> answer(ctx, people.audit(ctx)), Needs.right(Right.READ_AUDIT));
    }

    /** What goes wrong is answered with a sentence. */
    private void faults(JavalinConfig config) {
        config.routes.error(404, ctx -> {
            String type = ctx.res().getContentType();
            if (ctx.result() == null || type == null || !type.matches("(application/json|text/html).*")) {
                sentence(ctx, 404, new Text("没有此地址：" + ctx.path(), "there is nothing at " + ctx.path()));
            }
        });
        config.routes.exception(Rejected.class, (e, ctx) -> sentence(ctx, e.status(), e.text()));
        config.routes.exception(Refusal.class, (e, ctx) -> {
            e.location().ifPresent(location -> ctx.header("Location", location));
            sentence(ctx, e.status(), e.text());
        });
        config.routes.exception(HttpResponseException.class, (e, ctx) -> {
            String why = e.getStatus() + " " + e.getMessage();
            sentence(
                    ctx,
                    e.getStatus(),
                    new Text("烽台不接受此请求：HTTP " + why, "the hub does not take this request: HTTP " + why));
        });
        config.routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
            sentence(ctx, 500, new Text("烽台未能答复，原因见其日志", "the hub failed to answer; its log says why"));
        });
    }

    private void act(RoutesConfig routes, Right right, String path, ActLane.Act act) {
        routes.post("/api/v1/" + path, ctx -> lane.run(ctx, act), Needs.right(right));
    }

    private void alarmActs(RoutesConfig routes) {
        Commands commands = new Commands(submission, json);
        act(routes, Right.HANDLE_ALARMS, "alarms/{id}/acknowledge", commands::acknowledge);
        act(routes, Right.HANDLE_ALARMS, "alarms/{id}/close", commands::close);
        act(routes, Right.HANDLE_ALARMS, "alarms/{id}/reset", commands::reset);
        act(routes, Right.HANDLE_ALARMS, "alarms/{id}/shelve", commands::shelve);
        act(routes, Right.HANDLE_ALARMS, "alarms/{id}/unshelve", commands::unshelve);
    }

    private void otherActs(RoutesConfig routes) {
        ServiceCommands service = new ServiceCommands(submission);
        routes.get("/api/v1/watch-list", ctx -> answer(ctx, watch.list(ctx)), Needs.right(Right.WATCH));
        act(routes, Right.WATCH, "watch-list", watch::watch);
        act(routes, Right.WATCH, "watch-list/{id}/end", watch::unwatch);
        act(routes, Right.MAINTAIN, "devices/{id}/out-of-service", service::takeOut);
        act(routes, Right.MAINTAIN, "devices/{id}/in-service", service::putBack);
        act(routes, Right.MAINTAIN, "maintenance", service::beginMaintenance);
        act(routes, Right.MAINTAIN, "maintenance/{id}/end", service::endMaintenance);
        act(routes, Right.ACTUATE, "actuators/{channel}/activate", service::activate);
        act(routes, Right.ACTUATE, "actuators/{channel}/rest", service::rest);
        act(routes, Right.HANDLE_INCIDENTS, "reports", new ReportCommands(submission)::report);
        act(routes, Right.CHANGE_SITE, "site", site::reload);
        act(routes, Right.DRILL, "site/check", site::check);
    }

    /** Incidents, and what people do to them. */
    private void incidents(RoutesConfig routes) {
        routes.get("/api/v1/incidents", ctx -> answer(ctx, json.incidents(views.view())), LOOK);
        routes.get("/api/v1/incidents/{id}", ctx -> answer(ctx, people.seen(ctx, incidents.one(ctx))), LOOK);
        routes.post("/api/v1/incidents/{id}/pictures", pictures::attach, Needs.right(Right.HANDLE_INCIDENTS));
        routes.get("/api/v1/pictures/{name}", pictures::show, Needs.right(Right.SEE_PEOPLE));
        for (String each : List.of("acknowledge", "verify", "agree", "look-back", "tick", "note")) {
            act(routes, Right.HANDLE_INCIDENTS, "incidents/{id}/" + each, incidents::act);
        }
        for (String each : List.of("respond", "contain", "close", "assign", "merge", "split", "publish", "withdraw")) {
            act(routes, Right.DISPATCH, "incidents/{id}/" + each, incidents::act);
        }
    }

    /** Drills: none of these routes reaches anything real. */
    private void drills(RoutesConfig routes) {
        routes.get("/api/v1/drills", ctx -> answer(ctx, drills.all()), LOOK);
        routes.get("/api/v1/drills/scenarios", ctx -> answer(ctx, drills.scenarios()), LOOK);
        routes.get("/api/v1/drills/{id}/course", ctx -> answer(ctx, courses.all(ctx)), LOOK);
        routes.get("/api/v1/drills/{id}/course.csv", courses::sheet, LOOK);
        act(routes, Right.DRILL, "drills", drills::begin);
        act(routes, Right.DRILL, "drills/{id}/stop", drills::stop);
        act(routes, Right.DRILL, "drills/{id}/acts", drills::act);
        act(routes, Right.DRILL, "drills/{id}/inject", drills::inject);
    }

    /** What is over, and what other systems fetch. */
    private void records(RoutesConfig routes) {
        for (Table table : Table.values()) {
            String path = "/api/v1/records/" + table.name().toLowerCase(Locale.ROOT);
            routes.get(path, ctx -> answer(ctx, records.rows(ctx, table)), LOOK);
            routes.get(path + ".csv", ctx -> records.sheet(ctx, table), LOOK);
        }
        routes.get("/api/v1/records/incidents/{id}", ctx -> answer(ctx, records.incident(ctx)), LOOK);
        routes.get(CapAnswers.FEED, messages::feed, LOOK);
        routes.get(CapAnswers.MESSAGES + "{id}", messages::message, LOOK);
    }

    private void health(Context ctx) {
        ctx.status(vitals.alive() ? 200 : 503);
        answer(ctx, JsonNodeFactory.instance.objectNode().put("alive", vitals.alive()));
    }

    private void ready(Context ctx) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ready", vitals.ready());
        ArrayNode reasons = answer.putArray("reasons");
        vitals.findings()
                .forEach(finding -> reasons.addObject()
                        .put("code", finding.code())
                        .put("blocks", finding.blocks())
                        .set("text", text(finding.text())));
        ctx.status(vitals.ready() ? 200 : 503);
        answer(ctx, answer);
    }

    /** What a request is refused with. */
    static ObjectNode refusal(Text why) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("error", why.en());
        return body.set("text", text(why));
    }

    static ObjectNode text(Text text) {
        return JsonNodeFactory.instance.objectNode().put("zh", text.zh()).put("en", text.en());
    }

    static void answer(Context ctx, JsonNode body) {
        ctx.contentType("application/json").result(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void sentence(Context ctx, int status, Text why) {
        ctx.status(status);
        answer(ctx, refusal(why));
    }

    /** The server at times waits for ever for one of its own threads (Jetty's selectors): a hub must end all the same. */
    @Override
    public void close() {
        events.close();
        Thread stopping = Thread.ofPlatform().daemon().name("console stops").start(server::stop);
        try {
            if (!stopping.join(STOP_MAX)) {
                LOG.warn("the pages' server has not stopped within {} s", STOP_MAX.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
