package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.beaconhub.rules.calendar.Calendars;
import org.beaconhub.rules.calendar.Span;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Area;

/** What holds for an area as a whole: its opening hours and its fire weather; times in milliseconds since 1970 UTC. */
final class AreaJson {
    private AreaJson() {}

    /** The areas with the opening hours of their premises, as they are at a moment. */
    static ArrayNode areas(View view, long nowMs) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        Calendars calendars = view.site().calendars();
        for (Area area : view.site().areas()) {
            ObjectNode node = all.addObject().put("path", area.path());
            node.set("name", Console.text(area.name()));
            calendars.of(Calendars.OPENING_HOURS, area.path()).ifPresent(hours -> {
                Span span = calendars.span(hours, nowMs);
                node.putObject("hours")
                        .put("calendar", hours.name())
                        .put("open", span.within())
                        .put("until", span.untilMs());
            });
        }
        return all;
    }

    /** The fire weather of each area at its last noon. */
    static ArrayNode fireWeather(View view) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        view.fireWeather()
                .forEach(each -> all.addObject()
                        .put("area", each.area())
                        .put("noon", each.noonMs())
                        .put("grade", each.grade().number())
                        .put("fwi", each.fireWeather().fwi())
                        .put("stations", each.stations())
                        .put("estimated_days", each.estimatedDays())
                        .set(
                                "name",
                                Console.text(
                                        new Text(each.grade().zh(), each.grade().en()))));
        return all;
    }
}
