package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.gateway.wire.Pseudonyms;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.WatchAct;
import org.beaconhub.rules.watch.WatchList;
import org.beaconhub.rules.watch.Watched;

/** The watch list: who looks is written down, and a plate or card becomes its pseudonym before anything keeps it. */
final class WatchCommands {
    private static final long DAY_MS = 24 * 3_600_000L;
    private static final long DAYS_MAX = WatchAct.Watch.FOR_MS_MAX / DAY_MS;
    private static final int VALUE_LENGTH_MAX = 64;

    private final Submission submission;
    private final Pseudonyms pseudonyms;

    WatchCommands(Submission submission, Pseudonyms pseudonyms) {
        this.submission = submission;
        this.pseudonyms = pseudonyms;
    }

    /** All that are watched, without what they are: nobody can read that back. */
    ObjectNode list(Context ctx) {
        submission.door().looks(ctx, "watch list");
        return json(submission.views().view());
    }

    private static ObjectNode json(View view) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode all = node.putArray("watched");
        view.watched()
                .forEach(each -> all.addObject()
                        .put("id", each.id())
                        .put("kind", each.quantity().key())
                        .put("by", each.by())
                        .put("reason", each.reason())
                        .put("since", each.sinceMs())
                        .put("until", each.untilMs()));
        return node;
    }

    ObjectNode watch(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "kind", "value", "days", "reason"));
        Quantity quantity = kind(body.path("kind").asText());
        String value = Submission.text(body, "value", 1, VALUE_LENGTH_MAX);
        if (!Pseudonyms.says(value)) {
            throw new Rejected(400, new Text("号码须有字母或数字", "the field 'value' must have letters or digits"));
        }
        String pseudonym = pseudonyms.of(quantity, value);
        Optional<Watched> there = submission.views().view().watched().stream()
                .filter(each -> each.quantity() == quantity && each.pseudonym().equals(pseudonym))
                .findFirst();
        there.ifPresent(each -> {
            throw new Rejected(409, new Text("已在布控名单中：" + each.id(), "it is watched already, as " + each.id()));
        });
        if (submission.views().view().watched().size() >= WatchList.WATCHED_MAX) {
            throw new Rejected(409, new Text("布控名单已满，请先撤除一些", "the watch list is full; take some off first"));
        }
        WatchAct act = new WatchAct.Watch(quantity, pseudonym, Submission.reason(body), days(body) * DAY_MS);
        return json(submission.carriedOut(ctx, new Command(submission.by(ctx, body), act)));
    }

    ObjectNode unwatch(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("by", "note"));
        String id = ctx.pathParam("id");
        if (submission.views().view().watched().stream()
                .noneMatch(each -> each.id().equals(id))) {
            throw new Rejected(
                    404, new Text("名单中没有该编号，可能已到期", "the list has no entry of that id; its time may be over"));
        }
        WatchAct act = new WatchAct.Unwatch(id, Submission.note(body));
        return json(submission.carriedOut(ctx, new Command(submission.by(ctx, body), act)));
    }

    private static Quantity kind(String kind) {
        return switch (kind) {
            case "plate" -> Quantity.PLATE;
            case "card" -> Quantity.CARD;
            default -> throw new Rejected(400, new Text("类别须为车牌或卡号", "the field 'kind' must be 'plate' or 'card'"));
        };
    }

    private static long days(JsonNode body) {
        JsonNode value = body.path("days");
        if (!value.isIntegralNumber() || value.asLong() < 1 || value.asLong() > DAYS_MAX) {
            throw new Rejected(
                    400,
                    new Text(
                            "“天数”须为 1 至 " + DAYS_MAX + " 的整数",
                            "the field 'days' must be a whole number from 1 to " + DAYS_MAX));
        }
        return value.asLong();
    }
}
