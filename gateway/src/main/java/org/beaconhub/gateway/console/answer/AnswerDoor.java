package org.beaconhub.gateway.console.answer;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.util.Optional;
import java.util.function.Function;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.answer.Outcome;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.console.door.PlainPage;
import org.beaconhub.gateway.console.report.RateLimit;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DrillFact;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;

/** {@code /answer/TOKEN}: shows a call to an incident, and answers it. */
public final class AnswerDoor {
    private static final Text FORGED = new Text("链接无效", "the link is not one of this hub's");
    private static final Text EXPIRED = new Text("链接已过期", "the link has expired");
    static final Text FOREIGN = new Text("请在本页面应答", "answer from this page");
    private static final Text OVER = new Text("事件已结束", "the incident is over");

    private final Views views;
    private final Intake intake;
    private final AnswerLinks links;
    private final Clock clock;
    private final Function<Context, String> from;
    private final DrillAnswerDoor drills;
    /** Puts a fact into the journal. */
    public interface Intake {
        /** The view after the fact was decided upon. */
        View put(LiveFact fact) throws InterruptedException;
    }

    /** Puts a fact of a drill into the journal. */
    public interface DrillIntake {
        /** The view of what is real after the fact was decided upon. */
        View put(DrillFact fact) throws InterruptedException;
    }

    /** So many false answers in ten minutes are written down: of one sender, and of all. */
    private final RateLimit writtenDown = new RateLimit(5, 60, 600_000);

    /**
     * Puts answers in.
     *
     * @param intake takes answers to what is real
     * @param drillIntake takes answers to drills
     * @param from tells the address that a request comes from
     */
    public AnswerDoor(
            Views views,
            Intake intake,
            DrillIntake drillIntake,
            AnswerLinks links,
            Clock clock,
            Function<Context, String> from) {
        this.drills = new DrillAnswerDoor(views, drillIntake, links.ofDrills(), clock, from);
        this.from = from;
        this.views = views;
        this.intake = intake;
        this.links = links;
        this.clock = clock;
    }

    /** Adds its page, and that of drills; they need what {@code everybody} says. */
    public void open(RoutesConfig routes, RouteRole everybody) {
        routes.get(AnswerLinks.PATH + "{token}", this::show, everybody);
        routes.post(AnswerLinks.PATH + "{token}", this::take, everybody);
        drills.open(routes, everybody);
    }

    private void show(Context ctx) throws InterruptedException {
        String token = ctx.pathParam("token");
        switch (links.read(token, clock.nowMs())) {
            case AnswerLinks.Holds holds -> {
                View view = views.view();
                Optional<Incident> incident = view.incidents().standing(holds.incident());
                if (incident.isEmpty() || !incident.get().state().isOpen()) {
                    PlainPage.sendSecret(ctx, 410, AnswerPages.said(OVER));
                } else {
                    PlainPage.sendSecret(ctx, 200, AnswerPages.call(view, incident.get(), holds.contact(), token));
                }
            }
            case AnswerLinks.Expired expired -> refuse(ctx, expired.contact(), expired.incident(), 410, EXPIRED);
            case AnswerLinks.Forged forged -> refuse(ctx, "link", "", 403, FORGED);
        }
    }

    private void take(Context ctx) throws InterruptedException {
        if (isForeign(ctx)) {
            PlainPage.sendSecret(ctx, 403, AnswerPages.said(FOREIGN));
            return;
        }
        switch (links.read(ctx.pathParam("token"), clock.nowMs())) {
            case AnswerLinks.Holds holds -> answer(ctx, holds);
            case AnswerLinks.Expired expired -> refuse(ctx, expired.contact(), expired.incident(), 410, EXPIRED);
            case AnswerLinks.Forged forged -> refuse(ctx, "link", "", 403, FORGED);
        }
    }

    /** Whether another site's page made the browser ask. */
    static boolean isForeign(Context ctx) {
        String host = ctx.header("Host");
        String origin = ctx.header("Origin");
        return origin != null
                && !origin.equals("null")
                && !origin.equals("http://" + host)
                && !origin.equals("https://" + host);
    }

    private void answer(Context ctx, AnswerLinks.Holds holds) throws InterruptedException {
        IncidentAct.Acknowledge act = new IncidentAct.Acknowledge(holds.incident(), "link " + holds.notice());
        View before = views.view();
        Optional<Text> refused = Outcome.refusal(before, holds.contact(), act);
        View view = intake.put(new Command(holds.contact(), act));
        Optional<Text> refusal = refused.or(() -> Outcome.lost(before, view, holds.contact(), act));
        if (refusal.isPresent()) {
            PlainPage.sendSecret(ctx, 409, AnswerPages.said(refusal.get()));
        } else {
            PlainPage.sendSecret(ctx, 200, AnswerPages.answered(view, holds.contact()));
        }
    }

    /** Says that it does not hold, and writes it down. */
    private void refuse(Context ctx, String by, String incident, int status, Text why) throws InterruptedException {
        if (writtenDown.allows(from.apply(ctx), clock.nowMs())) {
            intake.put(new Command(by, new IncidentAct.FalseAnswer(incident, why.both())));
        }
        PlainPage.sendSecret(ctx, status, AnswerPages.said(why));
    }
}
