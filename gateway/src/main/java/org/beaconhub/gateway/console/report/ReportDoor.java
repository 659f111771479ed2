package org.beaconhub.gateway.console.report;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.console.door.PlainPage;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.site.Site;

/** {@code /report}: takes in what a person has seen, and tells by a code what became of it. */
public final class ReportDoor {
    /** Where it is. */
    public static final String PATH = "/report";

    private static final int BODY_BYTES_MAX = 8 * 1024;

    private final Views views;
    private final Intake intake;
    private final Clock clock;
    private final Function<Context, String> from;
    private final Tickets tickets = new Tickets();
    /** So many reports in ten minutes: of one sender, and of all. */
    private final RateLimit limit = new RateLimit(5, 60, 600_000);

    /** Puts a fact into the journal. */
    public interface Intake {
        /** The view after the fact was decided upon. */
        View put(LiveFact fact) throws InterruptedException;
    }

    /** Puts reports in by {@code intake}; {@code from} tells the address that a request comes from. */
    public ReportDoor(Views views, Intake intake, Clock clock, Function<Context, String> from) {
        this.from = from;
        this.views = views;
        this.intake = intake;
        this.clock = clock;
    }

    /** Adds its pages; they need what {@code everybody} says. */
    public void open(RoutesConfig routes, RouteRole everybody) {
        routes.get(PATH, ctx -> form(ctx, 200, ""), everybody);
        routes.post(PATH, this::take, everybody);
        routes.get(
                PATH + "/style.css",
                ctx -> ctx.contentType("text/css; charset=utf-8")
                        .result(ReportPages.STYLE.getBytes(StandardCharsets.UTF_8)),
                everybody);
        routes.get(PATH + "/{code}", this::status, everybody);
    }

    private void form(Context ctx, int status, String wrong) {
        PlainPage.send(ctx, status, ReportPages.form(views.view().site(), tickets.give(clock.nowMs()), wrong));
    }

    private void take(Context ctx) throws InterruptedException {
        String host = ctx.header("Host");
        String origin = ctx.header("Origin");
        if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
            form(ctx, 403, "请在本页面提交 · Send the form from this page");
            return;
        }
        String type = Optional.ofNullable(ctx.contentType()).orElse("");
        if (!type.startsWith("application/x-www-form-urlencoded") || ctx.bodyAsBytes().length > BODY_BYTES_MAX) {
            form(ctx, 400, "内容过长或格式不对 · Too long, or not from this form");
            return;
        }
        long nowMs = clock.nowMs();
        if (!field(ctx, "website").isEmpty() || !tickets.isGood(field(ctx, "ticket"), nowMs)) {
            form(ctx, 400, "页面已过期，请再次提交 · The page has expired, please send again");
            return;
        }
        Optional<PersonReport> report = report(ctx, views.view().site());
        if (report.isEmpty()) {
            form(ctx, 400, "请选择情况，并选择地点或填写坐标 · Say what, and where: an area or coordinates");
        } else if (!limit.allows(from.apply(ctx), nowMs)) {
            form(ctx, 429, "报告过于频繁，请稍后再试；紧急情况请拨打 119 · Too many reports; in an emergency call 119");
        } else {
            put(ctx, report.get());
        }
    }

    private void put(Context ctx, PersonReport report) throws InterruptedException {
        View view = intake.put(report);
        if (view.incidents().report(report.code()).isEmpty()) {
            form(ctx, 429, "待核实的报告太多；紧急情况请拨打 119 · Too many reports wait; in an emergency call 119");
            return;
        }
        ctx.status(303).header("Location", PATH + "/" + report.code());
    }

    private Optional<PersonReport> report(Context ctx, Site site) {
        String type = field(ctx, "type");
        String area = field(ctx, "area");
        Optional<Place> place = place(field(ctx, "lat"), field(ctx, "lon"));
        boolean typeKnown = site.plan().knows(type);
        boolean areaKnown = area.isEmpty() || site.hasArea(area);
        boolean somewhere = place.isPresent() && (place.get().isKnown() || !area.isEmpty());
        String text = field(ctx, "text");
        String reporter = field(ctx, "reporter");
        if (!typeKnown
                || !areaKnown
                || !somewhere
                || text.length() > PersonReport.TEXT_LENGTH_MAX
                || reporter.length() > PersonReport.REPORTER_LENGTH_MAX) {
            return Optional.empty();
        }
        return Optional.of(new PersonReport(ReportCode.next(), type, area, place.get(), text, reporter));
    }

    /** Where two numbers lie; not known where both are missing; empty where they are no place. */
    private static Optional<Place> place(String lat, String lon) {
        if (lat.isEmpty() && lon.isEmpty()) {
            return Optional.of(Place.NONE);
        }
        String number = "-?[0-9]{1,3}(\\.[0-9]{1,8})?";
        if (!lat.matches(number) || !lon.matches(number)) {
            return Optional.empty();
        }
        double north = Double.parseDouble(lat);
        double east = Double.parseDouble(lon);
        return Math.abs(north) <= 90 && Math.abs(east) <= 180 ? Optional.of(new Place(north, east)) : Optional.empty();
    }

    /** A field without control characters; line ends become blanks. */
    private static String field(Context ctx, String name) {
        String text = Optional.ofNullable(ctx.formParam(name)).orElse("");
        return text.codePoints()
                .map(each -> Character.isISOControl(each) ? ' ' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private void status(Context ctx) {
        View view = views.view();
        view.incidents()
                .report(ctx.pathParam("code"))
                .ifPresentOrElse(
                        report -> PlainPage.send(ctx, 200, ReportPages.status(view.site(), report)),
                        () -> PlainPage.send(ctx, 404, ReportPages.unknown()));
    }
}
