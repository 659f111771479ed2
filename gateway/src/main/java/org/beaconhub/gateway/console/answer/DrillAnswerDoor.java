package org.beaconhub.gateway.console.answer;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.util.Optional;
import java.util.function.Function;
import org.beaconhub.gateway.answer.DrillAnswerLinks;
import org.beaconhub.gateway.answer.Outcome;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.console.door.PlainPage;
import org.beaconhub.gateway.console.report.RateLimit;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.drill.DrillView;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.DrillCommand;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;

/** {@code /answer/drill/TOKEN}: shows a call of a drill, and answers it there. It can put in nothing but facts of drills. */
final class DrillAnswerDoor {
    private static final Text OVER = new Text(
            "演练或该事件已结束，无需再应答，谢谢参与",
            "the drill, or this incident of it, is over: there is nothing left to answer. Thank you for taking part");
    private static final Text NONE_OF_OURS = new Text("不是本系统的演练链接", "this is no link of a drill of this hub");
    private static final Text EXPIRED =
            new Text("演练链接已过期，无需再应答", "the drill's link has expired: there is nothing left to answer");

    private final Views views;
    private final AnswerDoor.DrillIntake intake;
    private final DrillAnswerLinks links;
    private final Clock clock;
    private final Function<Context, String> from;
    /** So many false answers in ten minutes are written down: of one sender, and of all. */
    private final RateLimit writtenDown = new RateLimit(5, 60, 600_000);

    /** Puts answers in by {@code intake}; {@code from} tells the address that a request comes from. */
    DrillAnswerDoor(
            Views views,
            AnswerDoor.DrillIntake intake,
            DrillAnswerLinks links,
            Clock clock,
            Function<Context, String> from) {
        this.from = from;
        this.views = views;
        this.intake = intake;
        this.links = links;
        this.clock = clock;
    }

    /** Adds its page; it needs what {@code everybody} says. */
    void open(RoutesConfig routes, RouteRole everybody) {
        routes.get(DrillAnswerLinks.PATH + "{token}", this::show, everybody);
        routes.post(DrillAnswerLinks.PATH + "{token}", this::take, everybody);
    }

    private void show(Context ctx) throws InterruptedException {
        String token = ctx.pathParam("token");
        switch (links.read(token, clock.nowMs())) {
            case DrillAnswerLinks.Holds holds -> {
                Optional<View> world = world(holds);
                Optional<Incident> incident = world.flatMap(each -> open(each, holds));
                if (incident.isEmpty()) {
                    PlainPage.sendSecret(ctx, 410, DrillAnswerPages.said(OVER));
                } else {
                    PlainPage.sendSecret(
                            ctx, 200, DrillAnswerPages.call(world.get(), incident.get(), holds.contact(), token));
                }
            }
            case DrillAnswerLinks.Expired expired -> refuse(ctx, expired.contact(), expired.incident(), 410, EXPIRED);
            case DrillAnswerLinks.Forged _ -> refuse(ctx, "link", "", 403, NONE_OF_OURS);
        }
    }

    private void take(Context ctx) throws InterruptedException {
        if (AnswerDoor.isForeign(ctx)) {
            PlainPage.sendSecret(ctx, 403, DrillAnswerPages.said(AnswerDoor.FOREIGN));
            return;
        }
        switch (links.read(ctx.pathParam("token"), clock.nowMs())) {
            case DrillAnswerLinks.Holds holds -> answer(ctx, holds);
            case DrillAnswerLinks.Expired expired -> refuse(ctx, expired.contact(), expired.incident(), 410, EXPIRED);
            case DrillAnswerLinks.Forged _ -> refuse(ctx, "link", "", 403, NONE_OF_OURS);
        }
    }

    private void answer(Context ctx, DrillAnswerLinks.Holds holds) throws InterruptedException {
        Optional<View> world = world(holds);
        if (world.flatMap(each -> open(each, holds)).isEmpty()) {
            PlainPage.sendSecret(ctx, 410, DrillAnswerPages.said(OVER));
            return;
        }
        View before = world.get();
        IncidentAct.Acknowledge act = new IncidentAct.Acknowledge(holds.incident(), "link " + holds.notice());
        Optional<Text> refused = Outcome.refusal(before, holds.contact(), act);
        if (refused.isEmpty()) {
            intake.put(new DrillCommand(holds.drill(), holds.contact(), act));
        }
        Optional<Text> refusal =
                refused.or(() -> world(holds).flatMap(after -> Outcome.lost(before, after, holds.contact(), act)));
        if (refusal.isPresent()) {
            PlainPage.sendSecret(ctx, 409, DrillAnswerPages.said(refusal.get()));
            return;
        }
        PlainPage.sendSecret(ctx, 200, DrillAnswerPages.answered(before, holds.contact()));
    }

    /** The world of a link's drill; empty where that is over. */
    private Optional<View> world(DrillAnswerLinks.Holds holds) {
        return views.drills()
                .running()
                .filter(drill -> drill.record().id().equals(holds.drill()))
                .map(DrillView::world);
    }

    /** Says that it does not hold; while a drill goes on, that drill has it written down. */
    private void refuse(Context ctx, String by, String incident, int status, Text why) throws InterruptedException {
        Optional<String> drill =
                views.drills().running().map(each -> each.record().id());
        if (drill.isPresent() && writtenDown.allows(from.apply(ctx), clock.nowMs())) {
            IncidentAct act = new IncidentAct.FalseAnswer(incident, why.both());
            intake.put(new DrillCommand(drill.get(), by, act));
        }
        PlainPage.sendSecret(ctx, status, DrillAnswerPages.said(why));
    }

    private static Optional<Incident> open(View world, DrillAnswerLinks.Holds holds) {
        return world.incidents()
                .standing(holds.incident())
                .filter(each -> each.state().isOpen());
    }
}
