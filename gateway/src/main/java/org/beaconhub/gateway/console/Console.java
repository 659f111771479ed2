package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.console.answer.AnswerDoor;
import org.beaconhub.gateway.console.report.ReportDoor;
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
    private static final int BODY_BYTES_MAX = 16 * 1024;

    private final Views views;
    private final Vitals vitals;
    private final Meters meters;
    private final StateJson json;
    private final Guard guard;
    private final Events events;
    private final ChartAnswers charts;
    private final WhyAnswers why;
    private final Commands commands;
    private final ServiceCommands service;
    private final SiteAnswers site;
    private final IncidentCommands incidents;
    private final ReportDoor reports;
    private final AnswerDoor answers;
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
            AnswerLinks links) {
        this.views = views;
        this.vitals = vitals;
        this.meters = meters;
        this.json = new StateJson(vitals, clock);
        this.guard = new Guard(options);
        this.events = new Events(views, json, clock);
        this.charts = new ChartAnswers(views, charts, clock);
        this.why = new WhyAnswers(views);
        this.commands = new Commands(new Submission(views, inbox), json);
        this.site = new SiteAnswers(reload);
        Submission submission = new Submission(views, inbox);
        this.service = new ServiceCommands(submission);
        this.incidents = new IncidentCommands(submission);
        this.reports = new ReportDoor(views, submission::carriedOut, clock);
        this.answers = new AnswerDoor(views, submission::carriedOut, links, clock);
        this.kpis = kpis;
        this.host = options.host();
        this.server = Javalin.create(this::configure).start(options.host(), options.port());
    }

    /**
     * Starts to listen.
     *
     * @param kpis the alarm system's figures so far
     * @param reload takes over the site's folder
     * @param links reads the links by which people answer
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
            AnswerLinks links) {
        return new Console(options, views, charts, inbox, clock, vitals, meters, kpis, reload, links);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Where to look at it with a browser. */
    public String url() {
        return "http://" + (host.equals("::1") ? "[::1]" : host) + ":" + port() + "/";
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = BODY_BYTES_MAX;
        config.routes.before(guard::check);
        Assets assets = new Assets();
        config.routes.get("/", assets::page);
        config.routes.get("/assets/{name}", assets::own);
        config.routes.get("/vendor/{name}", assets::vendor);
        config.routes.get("/api/v1/state", ctx -> answer(ctx, json.whole(views.view())));
        config.routes.get("/api/v1/alarms", ctx -> answer(ctx, AlarmLists.chosen(json.alarms(views.view()), ctx)));
        config.routes.get("/api/v1/devices", ctx -> answer(ctx, json.devices(views.view())));
        config.routes.get("/api/v1/quarantine", ctx -> answer(ctx, json.quarantine()));
        config.routes.get("/api/v1/chart", ctx -> answer(ctx, charts.answer(ctx)));
        config.routes.get("/api/v1/why", ctx -> answer(ctx, why.answer(ctx)));
        config.routes.get("/api/v1/events", events::stream);
        acts(config);
        config.routes.get("/api/v1/coverage", ctx -> answer(ctx, StateJson.coverage(views.view())));
        incidents(config);
        reports.open(config.routes);
        answers.open(config.routes);
        config.routes.get("/api/v1/silenced", ctx -> answer(ctx, StateJson.silenced(views.view())));
        config.routes.get("/api/v1/kpi", ctx -> answer(ctx, KpiJson.of(kpis.get())));
        config.routes.get("/health", this::health);
        config.routes.get("/ready", this::ready);
        config.routes.get(
                "/metrics",
                ctx -> ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(meters.scrape()));
        faults(config);
    }

    /** What goes wrong is answered with a sentence. */
    private void faults(JavalinConfig config) {
        config.routes.error(404, ctx -> {
            if (ctx.result() == null || !"application/json".equals(ctx.res().getContentType())) {
                sentence(ctx, 404, "there is nothing at " + ctx.path());
            }
        });
        config.routes.exception(Rejected.class, (e, ctx) -> {
            ctx.status(e.status());
            ObjectNode body = JsonNodeFactory.instance.objectNode().put("error", e.getMessage());
            e.text().ifPresent(text -> body.set("text", text(text)));
            answer(ctx, body);
        });
        config.routes.exception(HttpResponseException.class, (e, ctx) -> sentence(ctx, e.getStatus(), e.getMessage()));
        config.routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
            sentence(ctx, 500, "the hub failed to answer; its log says why");
        });
    }

    /** What people do. */
    private void acts(JavalinConfig config) {
        config.routes.post("/api/v1/alarms/{id}/acknowledge", ctx -> answer(ctx, commands.acknowledge(ctx)));
        config.routes.post("/api/v1/alarms/{id}/close", ctx -> answer(ctx, commands.close(ctx)));
        config.routes.post("/api/v1/alarms/{id}/reset", ctx -> answer(ctx, commands.reset(ctx)));
        config.routes.post("/api/v1/alarms/{id}/shelve", ctx -> answer(ctx, commands.shelve(ctx)));
        config.routes.post("/api/v1/alarms/{id}/unshelve", ctx -> answer(ctx, commands.unshelve(ctx)));
        config.routes.post("/api/v1/devices/{id}/out-of-service", ctx -> answer(ctx, service.takeOut(ctx)));
        config.routes.post("/api/v1/devices/{id}/in-service", ctx -> answer(ctx, service.putBack(ctx)));
        config.routes.post("/api/v1/maintenance", ctx -> answer(ctx, service.beginMaintenance(ctx)));
        config.routes.post("/api/v1/maintenance/{id}/end", ctx -> answer(ctx, service.endMaintenance(ctx)));
        config.routes.post("/api/v1/site", ctx -> answer(ctx, site.reload(ctx)));
        config.routes.post("/api/v1/site/check", ctx -> answer(ctx, site.check(ctx)));
    }

    /** Incidents, and what people do to them. */
    private void incidents(JavalinConfig config) {
        config.routes.get("/api/v1/incidents", ctx -> answer(ctx, IncidentJson.all(views.view())));
        config.routes.get("/api/v1/incidents/{id}", ctx -> answer(ctx, incidents.one(ctx)));
        config.routes.post("/api/v1/incidents/{id}/{act}", ctx -> answer(ctx, incidents.act(ctx)));
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

    static ObjectNode text(Text text) {
        return JsonNodeFactory.instance.objectNode().put("zh", text.zh()).put("en", text.en());
    }

    private static void answer(Context ctx, JsonNode body) {
        ctx.contentType("application/json").result(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void sentence(Context ctx, int status, @org.jspecify.annotations.Nullable String sentence) {
        ctx.status(status);
        answer(ctx, JsonNodeFactory.instance.objectNode().put("error", sentence == null ? "" : sentence));
    }

    @Override
    public void close() {
        events.close();
        server.stop();
    }
}
