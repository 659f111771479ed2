package org.beaconhub.gateway.console;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.function.Function;
import org.beaconhub.gateway.cap.CapWriter;
import org.beaconhub.gateway.console.door.Freshness;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.cap.CapFeed;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.gateway.xml.AtomFeed;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Site;

/** Answers {@code /cap/…}: the messages of CAP 1.2 for those who fetch them, as a feed and one by one. */
final class CapAnswers {
    static final String FEED = "/api/v1/cap/feed.atom";
    static final String MESSAGES = "/api/v1/cap/messages/";
    /** A message may hold what only those who sign in may read: no store on the way keeps it. */
    private static final String CACHE = "private, no-cache";

    private final CapFeed messages;
    private final Views views;
    private final Function<Context, String> base;

    /** Answers from a feed; {@code base} tells the console's address to who asks, without a slash at its end. */
    CapAnswers(CapFeed messages, Views views, Function<Context, String> base) {
        this.messages = messages;
        this.views = views;
        this.base = base;
    }

    void feed(Context ctx) {
        Site site = views.view().site();
        String address = base.apply(ctx);
        AtomFeed feed = new AtomFeed(
                "CAP messages of " + site.name().en(),
                new Text(
                                site.name().zh() + "警示消息（CAP 1.2）",
                                "CAP 1.2 messages of " + site.name().en())
                        .both(),
                site.name().zh(),
                address + FEED,
                Instant.EPOCH,
                messages.newest(site).stream()
                        .map(each -> new AtomFeed.Entry(
                                each.id(),
                                each.title().both(),
                                "",
                                Instant.ofEpochMilli(each.atMs()),
                                address + MESSAGES + each.id(),
                                CapWriter.TYPE))
                        .toList());
        ctx.contentType(AtomFeed.TYPE);
        Freshness.answer(ctx, CACHE, feed.bytes());
    }

    void message(Context ctx) {
        String id = ctx.pathParam("id");
        try {
            byte[] message = messages.message(id, views.view().site())
                    .orElseThrow(() -> new Rejected(
                            404, new Text("没有 CAP 消息“" + id + "”", "there is no CAP message '" + id + "'")));
            ctx.contentType(CapWriter.TYPE);
            Freshness.answer(ctx, CACHE, message);
        } catch (DispatchFault fault) {
            throw new Rejected(
                    503,
                    new Text(
                            "暂时无法生成该消息：" + fault.why().zh(),
                            "the message cannot be made now: " + fault.why().en()));
        }
    }
}
