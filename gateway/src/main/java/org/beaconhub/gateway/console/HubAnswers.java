package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.gateway.vitals.Deliveries;
import org.beaconhub.gateway.vitals.JournalFigures;
import org.beaconhub.gateway.vitals.Signs;
import org.beaconhub.gateway.vitals.Vitals;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;

/** How the hub itself is, for who looks after it: its troubles and since when, and each of its parts with what is waiting there. */
final class HubAnswers {
    private final Views views;
    private final Vitals vitals;
    private final Deliveries deliveries;
    private final IntSupplier liveClients;
    private final Clock clock;

    HubAnswers(Views views, Vitals vitals, Deliveries deliveries, IntSupplier liveClients, Clock clock) {
        this.views = views;
        this.vitals = vitals;
        this.deliveries = deliveries;
        this.liveClients = liveClients;
        this.clock = clock;
    }

    ObjectNode now() {
        View view = views.view();
        Signs signs = vitals.signs();
        long nowMs = clock.nowMs();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("now", nowMs)
                .put("uptime_ms", vitals.uptimeMs())
                .put("ready", vitals.ready())
                .put("broker_connected", signs.brokerConnected())
                .put("live_clients", liveClients.getAsInt())
                .put("clock_step_s", vitals.newest().getOrDefault(Quantity.CLOCK_STEP, 0.0));
        Optional.ofNullable(HubAnswers.class.getPackage().getImplementationVersion())
                .ifPresent(version -> node.put("version", version));
        node.set("findings", findings(nowMs));
        node.set("journal", journal(view, signs));
        store(node.putObject("history"), signs.historyLagMs(), signs.historyStopped());
        store(node.putObject("records"), signs.recordsLagMs(), signs.recordsTrouble());
        node.putObject("disk").put("room_bytes", signs.roomBytes()).put("bytes", signs.diskBytes());
        node.set("outbox", outbox(view));
        node.set("quarantine", quarantine(nowMs));
        ArrayNode intake = node.putArray("intake");
        vitals.diary()
                .minutes()
                .forEach(each -> intake.addObject().put("from", each.fromMs()).put("messages", each.messages()));
        return node;
    }

    private ArrayNode findings(long nowMs) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        vitals.findings()
                .forEach(each -> all.addObject()
                        .put("code", each.code())
                        .put("blocks", each.blocks())
                        .put("since", vitals.diary().since(each, nowMs))
                        .set("text", Console.text(each.text())));
        return all;
    }

    private static ObjectNode journal(View view, Signs signs) {
        JournalFigures figures = signs.journalFigures();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("last_seq", view.seq())
                .put("last_entry_at", view.hubTimeMs())
                .put("bytes", figures.bytes())
                .put("keep_ms", figures.keepMs());
        figures.snapshotAtMs().ifPresent(at -> node.put("snapshot_at", at));
        figures.backupAtMs().ifPresent(at -> node.put("backup_at", at));
        return node;
    }

    private static void store(ObjectNode node, long lagMs, Optional<String> trouble) {
        node.put("lag_ms", lagMs);
        trouble.ifPresent(why -> node.put("trouble", why));
    }

    /** The channels of the site, and any other that notices wait for. */
    private ArrayNode outbox(View view) {
        TreeMap<String, Integer> waiting = new TreeMap<>();
        view.site().channels().forEach(each -> waiting.put(each.name(), 0));
        view.pendingNotices().forEach(each -> waiting.merge(each.channel(), 1, Integer::sum));
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        waiting.forEach((channel, count) -> {
            Deliveries.Last last = deliveries.of(channel);
            ObjectNode node = all.addObject()
                    .put("channel", channel)
                    .put("waiting", count)
                    .put("fails", last.fails());
            if (last.deliveredAtMs() > 0) {
                node.put("delivered_at", last.deliveredAtMs());
            }
            Text why = last.why();
            if (why != null) {
                node.put("failed_at", last.failedAtMs()).put("why", why.en()).set("text", Console.text(why));
            }
        });
        return all;
    }

    private ArrayNode quarantine(long nowMs) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        vitals.quarantine()
                .lastHour(nowMs)
                .forEach(group -> all.addObject()
                        .put("reason", group.reason().name().toLowerCase(Locale.ROOT))
                        .put("count", group.count())
                        .put("at", group.last().atMs())
                        .put("source", group.last().unreadable().source())
                        .put("detail", group.last().unreadable().detail().en())
                        .set("text", Console.text(group.last().unreadable().detail())));
        return all;
    }
}
