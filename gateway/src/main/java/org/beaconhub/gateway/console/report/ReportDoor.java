package org.beaconhub.gateway.console.report;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.console.door.FileForm;
import org.beaconhub.gateway.console.door.PlainPage;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.PersonReport;

/** {@code /report}: takes in what a person has seen, and tells by a code what became of it. */
public final class ReportDoor {
    /** Where it is. */
    public static final String PATH = "/report";

    private static final String PHOTOS = "/photos";
    private static final int MB = 1 << 20;

    private final Views views;
    private final Intake intake;
    private final ReportPictures photos;
    private final Clock clock;
    private final Function<Context, String> from;
    private final Tickets tickets = new Tickets();
    /** So many reports in ten minutes: of one sender, and of all. */
    private final RateLimit limit = new RateLimit(5, 60, 600_000);
    /** So many forms with photos in ten minutes, good or not. */
    private final RateLimit photoLimit = new RateLimit(15, 120, 600_000);
    /** So many megabytes of photos are held in memory at once. */
    private final Semaphore room = new Semaphore(64);

    /** Puts a fact into the journal. */
    public interface Intake {
        /** The view after the fact was decided upon; empty where the journal did not take it in time. */
        Optional<View> put(LiveFact fact) throws InterruptedException;
    }

    private interface Taking {
        void take(ReportForm form) throws IOException, InterruptedException;
    }

    /** Puts reports in by {@code intake}; {@code from} tells the address that a request comes from. */
    public ReportDoor(Views views, Intake intake, ReportPictures photos, Clock clock, Function<Context, String> from) {
        this.from = from;
        this.views = views;
        this.intake = intake;
        this.photos = photos;
        this.clock = clock;
    }

    /** Whether a path is one that its forms are sent to, which guard themselves. */
    public static boolean isForm(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/") && path.endsWith(PHOTOS);
    }

    /** Adds its pages; they need what {@code everybody} says. */
    public void open(RoutesConfig routes, RouteRole everybody) {
        routes.get(PATH, ctx -> form(ctx, 200, ""), everybody);
        routes.post(PATH, ctx -> read(ctx, form -> take(ctx, form)), everybody);
        routes.get(
                PATH + "/style.css",
                ctx -> ctx.contentType("text/css; charset=utf-8")
                        .result(ReportPages.STYLE.getBytes(StandardCharsets.UTF_8)),
                everybody);
        new ReportFiles().open(routes, everybody);
        routes.get(
                PATH + "/ticket",
                ctx -> ctx.contentType("text/plain; charset=utf-8")
                        .header("Cache-Control", "no-store")
                        .result(tickets.give(clock.nowMs())),
                everybody);
        routes.get(
                PATH + "/drill",
                ctx -> ctx.contentType("text/plain; charset=utf-8")
                        .header("Cache-Control", "no-store")
                        .result(Boolean.toString(views.drills().running().isPresent())),
                everybody);
        routes.get(PATH + "/{code}", ctx -> status(ctx, 200, ""), everybody);
        routes.post(PATH + "/{code}" + PHOTOS, ctx -> read(ctx, form -> takePhotos(ctx, form)), everybody);
    }

    /** The page that a form was sent from again, with what was wrong. */
    private void again(Context ctx, int status, String wrong) {
        if (ctx.path().equals(PATH)) {
            form(ctx, status, wrong);
        } else {
            status(ctx, status, wrong);
        }
    }

    private void form(Context ctx, int status, String wrong) {
        PlainPage.sendInstallable(
                ctx, status, ReportPages.form(views.drills(), views.view().site(), tickets.give(clock.nowMs()), wrong));
    }

    /** Reads a form as far as it may come, and goes on with it where a person sent it from a page of this door. */
    private void read(Context ctx, Taking next) throws InterruptedException {
        String host = ctx.header("Host");
        String origin = ctx.header("Origin");
        long bytes = ctx.req().getContentLengthLong();
        boolean large = bytes < 0 || bytes > ReportForm.PLAIN_BYTES_MAX;
        if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
            refuse(ctx, 403, "请在本页面提交 · Send the form from this page");
        } else if (bytes > ReportForm.BYTES_MAX) {
            refuse(ctx, 413, "照片过大：每张不超过 8 MB · Too large: up to 8 MB a photo");
        } else if (large && !photoLimit.allows(from.apply(ctx), clock.nowMs())) {
            refuse(ctx, 429, "照片过于频繁：请不带照片提交 · Too many photos: send without photos");
        } else {
            int megabytes = large ? Math.toIntExact((bytes < 0 ? ReportForm.BYTES_MAX : bytes) / MB) + 1 : 0;
            if (!room.tryAcquire(megabytes)) {
                refuse(ctx, 503, "照片太多：请先不带照片提交，稍后补发 · Too busy for photos: send without, add them later");
                return;
            }
            try {
                guarded(ctx, ReportForm.read(ctx), next);
            } catch (IOException e) {
                refuse(ctx, 400, "内容过长或格式不对 · Too long, or not from this form");
            } finally {
                room.release(megabytes);
            }
        }
    }

    private void refuse(Context ctx, int status, String wrong) {
        FileForm.discard(ctx);
        again(ctx, status, wrong);
    }

    private void guarded(Context ctx, ReportForm form, Taking next) throws IOException, InterruptedException {
        if (form.field("website").isEmpty() && tickets.isGood(form.field("ticket"), clock.nowMs())) {
            next.take(form);
        } else {
            again(ctx, 400, "页面已过期，请再次提交 · The page has expired, please send again");
        }
    }

    private void take(Context ctx, ReportForm form) throws IOException, InterruptedException {
        View view = views.view();
        Optional<PersonReport> report = form.report(view.site());
        if (report.isEmpty()) {
            form(ctx, 400, "请选择情况，并选择地点或填写坐标 · Say what, and where: an area or coordinates");
        } else if (view.incidents().report(report.get().code()).isPresent()) {
            String code = report.get().code(); // it comes again, because the answer was lost
            said(ctx, code, photos.take(view, code, form.photos()));
        } else if (!limit.allows(from.apply(ctx), clock.nowMs())) {
            form(ctx, 429, "报告过于频繁，请稍后再试；紧急情况请拨打 119 · Too many reports; in an emergency call 119");
        } else {
            put(ctx, report.get(), form);
        }
    }

    private void put(Context ctx, PersonReport report, ReportForm form) throws InterruptedException {
        Optional<View> view = intake.put(report);
        if (view.isEmpty()) {
            PlainPage.sendInstallable(ctx, 503, ReportPages.late(views.drills(), report.code()));
        } else if (view.get().incidents().report(report.code()).isEmpty()) {
            form(ctx, 429, "待核实的报告太多；紧急情况请拨打 119 · Too many reports wait; in an emergency call 119");
        } else {
            said(ctx, report.code(), photos.take(view.get(), report.code(), form.photos()));
        }
    }

    private void takePhotos(Context ctx, ReportForm form) throws InterruptedException {
        View view = views.view();
        String code = ctx.pathParam("code");
        if (view.incidents().report(code).isEmpty()) {
            status(ctx, 404, "");
        } else {
            said(ctx, code, photos.take(view, code, form.photos()));
        }
    }

    /** Sends on to the page of a report, which tells how many photos were left out. */
    private static void said(Context ctx, String code, int left) {
        ctx.status(303).header("Location", PATH + "/" + code + (left > 0 ? "?left=" + Math.min(left, 9) : ""));
    }

    private void status(Context ctx, int status, String wrong) {
        View view = views.view();
        Optional<String> left = Optional.ofNullable(ctx.queryParam("left")).filter(each -> each.matches("[1-9]"));
        view.incidents()
                .report(ctx.pathParam("code"))
                .ifPresentOrElse(
                        report -> PlainPage.sendInstallable(
                                ctx,
                                status,
                                ReportPages.status(
                                        views.drills(),
                                        view,
                                        report,
                                        tickets.give(clock.nowMs()),
                                        left.map(ReportPages::leftOut).orElse(wrong))),
                        () -> PlainPage.sendInstallable(ctx, 404, ReportPages.unknown(views.drills())));
    }
}
