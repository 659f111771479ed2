package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.gateway.console.report.ReportCode;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Report;
import org.beaconhub.rules.site.Site;

/** {@code POST /api/v1/reports}: an operator writes down what somebody tells on the phone, or a program what it was told. */
final class ReportCommands {
    private static final int ID_LENGTH_MAX = 200;

    private final Submission submission;

    ReportCommands(Submission submission) {
        this.submission = submission;
    }

    /** Takes a report in; with its code and the incident that it belongs to. */
    ObjectNode report(Context ctx) throws InterruptedException {
        JsonNode body = Submission.body(ctx, Set.of("type", "area", "lat", "lon", "text", "reporter"));
        submission.by(ctx, body);
        Site site = submission.views().view().site();
        String type = Submission.text(body, "type", 1, ID_LENGTH_MAX);
        if (!site.plan().knows(type)) {
            throw new Rejected(
                    400, new Text("没有这一类事件", "the field 'type' must be a kind of incident of the site, or 'other'"));
        }
        String area = body.has("area") ? Submission.text(body, "area", 0, ID_LENGTH_MAX) : "";
        if (!area.isEmpty() && !site.hasArea(area)) {
            throw new Rejected(400, new Text("没有这个区域", "the field 'area' must be the path of an area of the site"));
        }
        Place place = place(body);
        if (area.isEmpty() && !place.isKnown()) {
            throw new Rejected(400, new Text("请填写区域或坐标", "say where: the field 'area', or 'lat' and 'lon'"));
        }
        String reporter =
                body.has("reporter") ? Submission.text(body, "reporter", 0, PersonReport.REPORTER_LENGTH_MAX) : "";
        String text = Submission.text(body, "text", 1, PersonReport.TEXT_LENGTH_MAX);
        PersonReport report = new PersonReport(ReportCode.next(), type, area, place, text, reporter);
        return said(submission.carriedOut(ctx, report), report.code());
    }

    private static ObjectNode said(View view, String code) {
        Optional<Report> report = view.incidents().reports().stream()
                .filter(each -> each.code().equals(code))
                .findFirst();
        return report.map(ReportCommands::said)
                .orElseThrow(() -> new Rejected(
                        409,
                        new Text(
                                "待核实的报告太多，请先核实或关闭一些",
                                "too many reports wait for somebody to look: verify or close some")));
    }

    /** What is said of a report that was taken in. */
    static ObjectNode said(Report report) {
        return JsonNodeFactory.instance.objectNode().put("code", report.code()).put("incident", report.incident());
    }

    private static Place place(JsonNode body) {
        if (!body.has("lat") && !body.has("lon")) {
            return Place.NONE;
        }
        return new Place(degrees(body, "lat", 90), degrees(body, "lon", 180));
    }

    private static double degrees(JsonNode body, String name, double max) {
        JsonNode value = body.path(name);
        if (!value.isNumber() || Math.abs(value.doubleValue()) > max) {
            throw new Rejected(
                    400,
                    new Text(
                            "“" + name + "”须为 -" + (int) max + " 至 " + (int) max + " 的度数",
                            "the field '" + name + "' must be degrees from -" + (int) max + " to " + (int) max));
        }
        return value.doubleValue();
    }
}
