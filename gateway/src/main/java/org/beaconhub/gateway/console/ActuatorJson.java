package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Way;

/** The site's actuators, and what each was last told. */
final class ActuatorJson {
    private ActuatorJson() {}

    static ArrayNode all(View view) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Channel channel : view.site().channels()) {
            if (channel.way() instanceof Way.Actuator actuator) {
                one(all.addObject(), view, channel.name(), actuator);
            }
        }
        return all;
    }

    private static void one(ObjectNode node, View view, String channel, Way.Actuator actuator) {
        node.put("channel", channel).put("type", type(actuator)).put("device", actuator.device());
        view.site().device(actuator.device()).map(Device::name).ifPresent(name -> node.set("name", Console.text(name)));
        Optional<Actuation> last = view.actuations().stream()
                .filter(each -> each.channel().equals(channel))
                .findFirst();
        node.put("active", last.map(Actuation::active).orElse(false));
        last.ifPresent(told -> {
            node.put("since", told.atMs()).put("confirmed", isConfirmed(view, told));
            switch (told.why()) {
                case Actuation.ByAlarm by -> node.put("alarm", by.alarm());
                case Actuation.ByPerson by -> node.put("by", by.by()).put("reason", by.reason());
            }
        });
    }

    private static boolean isConfirmed(View view, Actuation told) {
        return view.pendingNotices().stream()
                .noneMatch(each -> each.notice().about().equals(told));
    }

    private static String type(Way.Actuator actuator) {
        return switch (actuator) {
            case Way.Siren _ -> "siren";
            case Way.Gate _ -> "gate";
            case Way.Speaker _ -> "speaker";
        };
    }
}
