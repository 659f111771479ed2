package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.beaconhub.rules.contact.Policy;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.escalation.Call;
import org.beaconhub.rules.escalation.Escalation;
import org.beaconhub.rules.escalation.EscalationState;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Site;
import org.jspecify.annotations.Nullable;

/** Who was called to an incident in the words of the API; times in milliseconds since 1970 UTC. */
final class CallJson {
    private CallJson() {}

    /** Adds {@code calls}: everybody who was told, oldest first. */
    static void calls(ObjectNode node, @Nullable Escalation escalation, Site site) {
        ArrayNode calls = node.putArray("calls");
        if (escalation != null) {
            escalation.calls().forEach(call -> calls.add(call(calls.objectNode(), escalation, call, site)));
        }
    }

    /** The escalations by the ids of their incidents. */
    static Map<String, Escalation> byIncident(View view) {
        Map<String, Escalation> all = new HashMap<>();
        view.escalations().forEach(each -> all.put(each.incident().id(), each));
        return all;
    }

    /** Adds {@code escalation} where a policy is for the incident. */
    static void escalation(ObjectNode node, @Nullable Escalation escalation, Site site) {
        if (escalation != null) {
            where(node.putObject("escalation"), escalation, site);
        }
    }

    private static ObjectNode call(ObjectNode node, Escalation escalation, Call call, Site site) {
        node.put("at", call.atMs())
                .put("step", call.step())
                .put("reason", lower(call.reason()))
                .put("channel", call.channel())
                .put("notice", call.notice())
                .put("state", lower(call.state()));
        Text name = site.contact(call.recipient())
                .map(each -> each.name())
                .orElse(new Text(
                        call.recipient().isEmpty() ? call.channel() : call.recipient(),
                        call.recipient().isEmpty() ? call.channel() : call.recipient()));
        node.putObject("recipient").put("id", call.recipient()).set("name", Console.text(name));
        if (escalation.state() instanceof EscalationState.Answered answered
                && call.reason().calls()) {
            node.put("answered_by", answered.by());
        }
        return node;
    }

    private static void where(ObjectNode node, Escalation escalation, Site site) {
        List<Policy.Step> steps =
                site.callPlan().policy(escalation.policy()).map(Policy::steps).orElse(List.of());
        node.put("policy", escalation.policy()).put("step", escalation.step()).put("steps", steps.size());
        for (Call.State state : List.of(Call.State.PENDING, Call.State.DELIVERED, Call.State.FAILED)) {
            node.put(
                    lower(state),
                    escalation.calls().stream()
                            .filter(each -> each.state() == state)
                            .count());
        }
        switch (escalation.state()) {
            case EscalationState.Calling s -> node.put("state", "calling").put("deadline", s.dueMs());
            case EscalationState.Exhausted s -> {
                node.put("state", "exhausted");
                if (s.againAtMs() != EscalationState.NEVER) {
                    node.put("deadline", s.againAtMs());
                }
            }
            case EscalationState.Answered s ->
                node.put("state", "answered").put("answered_by", s.by()).put("answered_at", s.atMs());
            case EscalationState.Ended s -> node.put("state", "ended").put("why", lower(s.why()));
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
