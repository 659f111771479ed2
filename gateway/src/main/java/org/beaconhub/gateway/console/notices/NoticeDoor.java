package org.beaconhub.gateway.console.notices;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.console.door.Freshness;
import org.beaconhub.gateway.console.door.PlainPage;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.gateway.xml.AtomFeed;
import org.beaconhub.rules.engine.View;

/** {@code /public}: what everybody may read, as a page and as a feed; who looks often costs little. */
public final class NoticeDoor {
    static final String PATH = "/public";
    static final String FEED = PATH + "/feed.atom";

    private final Views views;
    private final Clock clock;
    private final Function<Context, String> base;

    /** Shows notices; {@code base} tells the console's address to who asks, without a slash at its end. */
    public NoticeDoor(Views views, Clock clock, Function<Context, String> base) {
        this.views = views;
        this.clock = clock;
        this.base = base;
    }

    /** Adds its pages; they need what {@code everybody} says. */
    public void open(RoutesConfig routes, RouteRole everybody) {
        routes.get(PATH, this::page, everybody);
        routes.get(FEED, this::feed, everybody);
        routes.get(
                PATH + "/style.css",
                ctx -> ctx.contentType("text/css; charset=utf-8")
                        .result(NoticePages.STYLE.getBytes(StandardCharsets.UTF_8)),
                everybody);
    }

    private List<Posted> posted(View view) {
        return Posted.now(view, clock.nowMs());
    }

    private void page(Context ctx) {
        View view = views.view();
        String page = NoticePages.page(view.site(), posted(view));
        PlainPage.send(ctx, 200, page);
        Freshness.answer(ctx, "public, max-age=30", page.getBytes(StandardCharsets.UTF_8));
    }

    private void feed(Context ctx) {
        View view = views.view();
        ctx.contentType(AtomFeed.TYPE);
        Freshness.answer(ctx, "public, max-age=30", NoticePages.feed(view.site(), posted(view), base.apply(ctx)));
    }
}
