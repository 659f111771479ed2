package org.beaconhub.gateway.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.beaconhub.rules.backtest.Comparison;
import org.beaconhub.rules.backtest.Difference;
import org.beaconhub.rules.backtest.Load;
import org.beaconhub.rules.backtest.Spell;
import org.beaconhub.rules.backtest.Verdict;
import org.beaconhub.rules.backtest.WhyNot;
import org.beaconhub.rules.fact.Text;

/** A comparison as JSON. */
public final class JsonReport {
    private JsonReport() {}

    /** Only the figures, as the last line of every command that measures. */
    public static ObjectNode brief(Comparison comparison) {
        ObjectNode all =
                JsonNodeFactory.instance.objectNode().put("name", "backtest").put("ok", true);
        ObjectNode figures = all.putObject("figures");
        figures.put("fromMs", comparison.fromMs())
                .put("toMs", comparison.toMs())
                .put("entries", comparison.entries())
                .put("observations", comparison.observations());
        for (Verdict verdict : Verdict.values()) {
            figures.put(word(verdict), comparison.of(verdict));
        }
        figures.set("recorded", load(comparison.recorded()));
        figures.set("changed", load(comparison.changed()));
        return all;
    }

    /** All of it. */
    public static ObjectNode whole(Comparison comparison) {
        ObjectNode all = brief(comparison);
        all.set("site", text(comparison.site()));
        all.put("zone", comparison.zone());
        ArrayNode rules = all.putArray("rules");
        comparison.rules().forEach(rule -> {
            ObjectNode node = rules.addObject()
                    .put("rule", rule.rule())
                    .put("recorded", rule.recorded())
                    .put("changed", rule.changed());
            for (Verdict verdict : Verdict.values()) {
                node.put(word(verdict), rule.of(verdict));
            }
        });
        ArrayNode days = all.putArray("days");
        comparison
                .days()
                .forEach(day -> days.addObject()
                        .put("date", day.date())
                        .put("recorded", day.recorded())
                        .put("changed", day.changed()));
        ArrayNode differences = all.putArray("differences");
        comparison.differences().forEach(each -> differences.add(difference(each)));
        ArrayNode remarks = all.putArray("remarks");
        comparison.remarks().forEach(remark -> remarks.add(text(remark)));
        return all;
    }

    private static ObjectNode difference(Difference difference) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("verdict", word(difference.verdict()))
                .put("rule", difference.rule())
                .put("subject", difference.subject())
                .put("atMs", difference.atMs());
        switch (difference) {
            case Difference.Gained gained -> node.set("changed", spell(gained.changed()));
            case Difference.Lost lost -> {
                node.set("recorded", spell(lost.recorded()));
                whyNot(node.putObject("whyNot"), lost.whyNot());
            }
            case Difference.Kept kept -> {
                node.put("laterMs", kept.laterMs());
                node.set("recorded", spell(kept.recorded()));
                node.set("changed", spell(kept.changed()));
                kept.missing().forEach(each -> whyNot(node.putObject("whyNot"), each));
            }
        }
        return node;
    }

    private static ObjectNode spell(Spell spell) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("area", spell.area())
                .put("kind", spell.kind().name().toLowerCase(Locale.ROOT))
                .put("severity", spell.severity().name().toLowerCase(Locale.ROOT))
                .put("fromMs", spell.fromMs())
                .put("told", spell.told())
                .put("notices", spell.notices());
        if (spell.untilMs() != Spell.STANDS) {
            node.put("untilMs", spell.untilMs());
        }
        node.set("message", text(spell.message()));
        ArrayNode evidence = node.putArray("evidence");
        spell.evidence()
                .forEach(each -> evidence.addObject()
                        .put("clause", each.clause())
                        .put("value", each.value())
                        .put("sinceMs", each.sinceMs())
                        .put("seq", each.seq()));
        return node;
    }

    private static void whyNot(ObjectNode node, WhyNot whyNot) {
        node.set("sentence", text(whyNot.sentence()));
        ArrayNode details = node.putArray("details");
        whyNot.details().forEach(detail -> details.add(text(detail)));
    }

    private static ObjectNode load(Load load) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("alarms", load.alarms())
                .put("hushed", load.hushed())
                .put("floods", load.floods())
                .put("acts", load.acts())
                .put("actsWithoutAlarm", load.actsWithoutAlarm())
                .put("actsRefused", load.actsRefused());
        ObjectNode notices = node.putObject("notices");
        load.notices().forEach((channel, count) -> notices.put(channel, count.longValue()));
        return node;
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode text(Text text) {
        return JsonNodeFactory.instance.objectNode().put("zh", text.zh()).put("en", text.en());
    }
}
