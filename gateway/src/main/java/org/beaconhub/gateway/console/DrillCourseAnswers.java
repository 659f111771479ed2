package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.beaconhub.gateway.records.DrillCourse;
import org.beaconhub.gateway.records.DrillCourse.Step;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.drill.DrillRecord;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Site;

/** Answers {@code /drills/{id}/course}: who was told in a drill, whether it arrived, and what people did, in order. */
final class DrillCourseAnswers {
    private final Views views;
    private final Function<DrillRecord, List<Step>> courses;

    DrillCourseAnswers(Views views, Function<DrillRecord, List<Step>> courses) {
        this.views = views;
        this.courses = courses;
    }

    private DrillRecord record(Context ctx) {
        String id = ctx.pathParam("id");
        return Stream.concat(
                        views.drills().running().map(each -> each.record()).stream(), views.drills().past().stream())
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Rejected(404, new Text("没有演练 " + id, "there is no drill " + id)));
    }

    /** All of it as data. */
    ObjectNode all(Context ctx) {
        DrillRecord record = record(ctx);
        Site site = views.view().site();
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("id", record.id());
        List<Step> steps = courses.apply(record);
        ArrayNode all = node.put("cut", steps.size() >= DrillCourse.STEPS_MAX).putArray("steps");
        for (Step step : steps) {
            ObjectNode one = all.addObject()
                    .put("at", step.atMs())
                    .put("after_ignition_ms", step.atMs() - record.ignitionAtMs())
                    .put("what", step.what())
                    .put("by", step.who())
                    .put("channel", step.over())
                    .put("about", step.about())
                    .put("note", step.note())
                    .put("outcome", step.outcome());
            site.contact(step.who()).ifPresent(contact -> one.set("name", Console.text(contact.name())));
            if (step.outcomeAtMs() > 0) {
                one.put("outcome_at", step.outcomeAtMs());
            }
        }
        return node;
    }

    /** The same for a spreadsheet, times in the site's zone. */
    void sheet(Context ctx) throws IOException {
        DrillRecord record = record(ctx);
        Sheet sheet = new Sheet(views.view().site().zone());
        sheet.<RuntimeException>write(ctx, "drill-" + record.id(), printer -> {
            printer.printRecord(
                    "drill",
                    "at",
                    "after_ignition_s",
                    "what",
                    "by",
                    "channel",
                    "outcome",
                    "outcome_at",
                    "about",
                    "note");
            for (Step step : courses.apply(record)) {
                printer.printRecord(
                        "演练 DRILL " + record.id(),
                        sheet.time(step.atMs()),
                        (step.atMs() - record.ignitionAtMs()) / 1000.0,
                        step.what(),
                        Sheet.harmless(step.who()),
                        step.over(),
                        step.outcome(),
                        step.outcomeAtMs() > 0 ? sheet.time(step.outcomeAtMs()) : "",
                        Sheet.harmless(step.about()),
                        Sheet.harmless(step.note()));
            }
        });
    }
}
