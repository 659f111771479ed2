package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.beaconhub.rules.drill.DrillRecord;
import org.beaconhub.rules.drill.DrillView;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.drill.Milestone;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.rehearse.ScenarioReader;

/** Drills in the words of the API: their alarms and incidents as the real ones, but under the drill, and none of them sounds. */
final class DrillJson {
    private DrillJson() {}

    /** The drill that goes on, and those that ended, newest first. */
    static ObjectNode all(DrillsView drills) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        drills.running().ifPresent(drill -> node.set("running", running(drill)));
        ArrayNode past = node.putArray("past");
        drills.past().forEach(record -> past.add(record(record)));
        node.put("notices_pending", drills.pendingNotices().size());
        return node;
    }

    /** That a drill goes on: what every message to a page carries, so that none shows less. */
    static ObjectNode mark(DrillView drill) {
        DrillRecord record = drill.record();
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("id", record.id());
        node.set("title", Console.text(record.title()));
        return node.put("since", record.beganAtMs())
                .put("ends", record.endsAtMs())
                .put("seq", drill.world().seq());
    }

    /** What can be played, and what is wrong with the rest. */
    static ObjectNode scenarios(ScenarioReader.Scenarios read) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode all = node.putArray("scenarios");
        read.scenarios().forEach(each -> {
            ObjectNode one = all.addObject().put("name", each.name());
            one.set("title", Console.text(each.title()));
            one.put("ignition_ms", each.ignitionMs())
                    .put("length_ms", each.lengthMs())
                    .put("messages", each.script().size());
        });
        ArrayNode problems = node.putArray("problems");
        read.problems().forEach(each -> problems.add(each.toString()));
        ArrayNode texts = node.putArray("problem_texts");
        read.problems().forEach(each -> texts.add(Console.text(each.told())));
        return node;
    }

    private static ObjectNode running(DrillView drill) {
        ObjectNode node = record(drill.record());
        View world = drill.world();
        drill.cast().stream().sorted().forEach(node.putArray("cast")::add);
        node.put("script_length", drill.scriptLength()).put("seq", world.seq());
        ArrayNode alarms = node.putArray("alarms");
        // The versions are those of the real world, where the same id may be another alarm.
        world.alarms()
                .forEach(alarm -> alarms.add(
                        AlarmJson.of(world.site(), alarm).put("version", 0).put("sound", "none")));
        ArrayNode incidents = node.putArray("incidents");
        world.incidents()
                .incidents()
                .forEach(each -> incidents.add(IncidentJson.whole(world, each).put("version", 0)));
        return node;
    }

    private static ObjectNode record(DrillRecord record) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", record.id())
                .put("scenario", record.scenario())
                .put("by", record.by())
                .put("since", record.beganAtMs())
                .put("ignition", record.ignitionAtMs())
                .put("ends", record.endsAtMs());
        node.set("title", Console.text(record.title()));
        record.end()
                .ifPresent(end -> node.putObject("ended").put("by", end.by()).put("reason", end.reason()));
        ArrayNode times = node.putArray("times");
        for (Milestone milestone : Milestone.values()) {
            ObjectNode time = times.addObject().put("milestone", StateJson.lower(milestone));
            record.delayMs(milestone)
                    .ifPresent(delayMs ->
                            time.put("at", record.ignitionAtMs() + delayMs).put("delay_ms", delayMs));
        }
        node.putObject("tally")
                .put("messages", record.tally().said())
                .put("alarms", record.tally().alarms())
                .put("notices_sent", record.tally().sent())
                .put("notices_spared", record.tally().spared());
        return node;
    }
}
