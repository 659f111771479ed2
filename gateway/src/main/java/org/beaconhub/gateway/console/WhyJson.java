package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.explain.Finding;
import org.beaconhub.rules.explain.HubAlarm;
import org.beaconhub.rules.explain.Lack;
import org.beaconhub.rules.explain.Why;

/** Why there is an alarm, or none, in the words of the API; moments in milliseconds since 1970 UTC. */
public final class WhyJson {
    private WhyJson() {}

    /** All that an explanation has. */
    public static ObjectNode of(Why why) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("rule", why.rule())
                .put("device", why.device())
                .put("at", why.atMs())
                .put("seq", why.seq())
                .put("stands", why.stands());
        node.set("device_name", Console.text(why.deviceName()));
        why.heardAtMs().ifPresent(ms -> node.put("heard_at", ms));
        why.alarm().ifPresent(alarm -> node.set("alarm", alarm(alarm)));
        why.missing().ifPresent(text -> node.set("missing", Console.text(text)));
        why.notOver().ifPresent(text -> node.set("not_over", Console.text(text)));
        node.set("raise", finding(why, why.raise()));
        why.clear().ifPresent(clear -> node.set("clear", finding(why, clear)));
        why.confirm().ifPresent(confirm -> node.set("confirm", finding(why, confirm)));
        ArrayNode sentences = node.putArray("sentences");
        why.sentences().forEach(text -> sentences.add(Console.text(text)));
        return node;
    }

    /** All that is told of one of the hub's own alarms. */
    public static ObjectNode of(HubAlarm own) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("rule", own.alarm().rule())
                .put("subject", own.alarm().subject())
                .put("stands", own.alarm().state().holds());
        node.set("alarm", alarm(own.alarm()));
        node.set("clause", Console.text(own.clause()));
        node.put("value", own.value());
        node.set("ends", Console.text(own.ends()));
        ArrayNode sentences = node.putArray("sentences");
        own.sentences().forEach(text -> sentences.add(Console.text(text)));
        return node;
    }

    private static ObjectNode alarm(Alarm alarm) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", alarm.id())
                .put("state", alarm.state().word())
                .put("state_since", alarm.state().sinceMs())
                .put("raised_at", alarm.raisedAtMs())
                .put("severity", alarm.severity().name().toLowerCase(Locale.ROOT));
        node.set("explanation", AlarmJson.explanation(alarm));
        return node;
    }

    private static ObjectNode finding(Why why, Finding finding) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("clause", finding.clause().text())
                .put("answer", finding.answer().name().toLowerCase(Locale.ROOT));
        if (!finding.value().isEmpty()) {
            node.put("value", finding.value());
        }
        finding.sinceMs().ifPresent(ms -> node.put("since", ms));
        finding.seq().ifPresent(seq -> node.put("seq", seq));
        finding.lack().ifPresent(lack -> {
            node.set("missing", Console.text(why.words(finding)));
            figures(node, lack);
        });
        if (!finding.parts().isEmpty()) {
            ArrayNode parts = node.putArray("parts");
            finding.parts().forEach(part -> parts.add(finding(why, part)));
        }
        return node;
    }

    /** What a program would reckon with. */
    private static void figures(ObjectNode node, Lack lack) {
        if (lack instanceof Lack.HeldShort held) {
            node.put("held_ms", held.heldMs()).put("for_ms", held.forMs());
        } else if (lack instanceof Lack.Off off) {
            node.put("threshold", off.threshold());
        } else if (lack instanceof Lack.WrongTime time && time.untilMs() < Long.MAX_VALUE) {
            node.put("until", time.untilMs());
        } else if (lack instanceof Lack.TooFewSeen few) {
            node.put("wanted", few.wanted()).put("around", few.around());
            few.seen().forEach(node.putArray("seen")::add);
        }
    }
}
