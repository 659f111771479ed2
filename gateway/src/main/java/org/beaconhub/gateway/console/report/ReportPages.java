package org.beaconhub.gateway.console.report;

import org.beaconhub.gateway.html.Html;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.IncidentState;
import org.beaconhub.rules.incident.Report;
import org.beaconhub.rules.response.Crew;
import org.beaconhub.rules.response.Procedure;
import org.beaconhub.rules.site.Area;
import org.beaconhub.rules.site.Site;

/** The pages of the door, in both languages, as plain HTML. */
final class ReportPages {
    static final String STYLE = """
            body { font: 1.1rem/1.5 sans-serif; margin: 1rem auto; max-width: 34rem; padding: 0 1rem; color: #111; }
            label { display: block; margin-top: 1rem; font-weight: bold; }
            input, select, textarea, button { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; }
            button { margin-top: 1.5rem; background: #b00020; color: #fff; border: 0; border-radius: .3rem; }
            .hint { font-weight: normal; color: #444; margin: .3rem 0; }
            .trap { position: absolute; left: -99rem; }
            .code { font: bold 1.6rem monospace; letter-spacing: .1em; }
            .wrong { color: #b00020; font-weight: bold; }
            .drill { background: #00625c; color: #fff; padding: .6rem .8rem; }
            body:has(#drill:not([hidden])) { outline: .5rem double #00625c; outline-offset: -.2rem; padding: 1rem; }
            #kept { margin: 1rem 0; }
            #kept ul { list-style: none; padding: 0; }
            #kept li { border-left: .4rem solid #666; background: #f2f2f2; padding: .2rem .8rem .8rem; margin: .6rem 0; overflow-wrap: anywhere; }
            #kept li.waiting { border-color: #8a5a00; }
            #kept li.refused { border-color: #b00020; }
            #kept p { margin: .4rem 0; }
            button.small { margin-top: .4rem; background: #fff; color: #111; border: 1px solid #666; }
            """;

    private static final String PHOTOS = """
            <label for="photo">照片（最多 %d 张，可不填） · Photos (up to %d, optional)</label>
            <p class="hint" id="photo-hint">JPEG 或 PNG，每张不超过 8 MB。照片中的拍摄地点会被删除。信号差时先提交，再补发照片。
            JPEG or PNG, up to 8 MB each. The place that the phone wrote into them is removed. On a poor connection send first, add photos after.</p>
            <input id="photo" name="photo" type="file" accept="image/jpeg,image/png" multiple aria-describedby="photo-hint">
            """.formatted(ReportPictures.EACH_MAX, ReportPictures.EACH_MAX);

    private ReportPages() {}

    private static String both(Text text) {
        return Html.escaped(text.both());
    }

    /**
     * That a drill goes on. It shall not keep anybody from reporting a real fire, so it says first of all that reports are real;
     * the script shows and hides it as time goes on.
     */
    private static String mark(DrillsView drills) {
        return """
                <div id="drill" class="drill" role="status"%s><strong>正在进行演练 · A DRILL is going on</strong><br>
                您在这里报告的一律按真实险情处置：看到烟或火，请照常报告，并拨打 119。标有“演练 DRILL”的消息不是真实警情。<br>
                What you report here is always taken as real: where you see smoke or fire, report it as ever, and call 119. Messages marked 演练 DRILL are not real.</div>
                """.formatted(drills.running().isPresent() ? "" : " hidden");
    }

    private static String page(DrillsView drills, String title, String body) {
        return """
                <!doctype html>
                <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%s</title><link rel="stylesheet" href="/report/style.css">
                <link rel="manifest" href="/report/manifest.webmanifest"><link rel="icon" type="image/svg+xml" href="/report/icon.svg">
                <meta name="theme-color" content="#b00020"></head>
                <body><main><h1>%s</h1>
                %s%s
                </main></body></html>
                """.formatted(title, title, mark(drills), body);
    }

    /** The form; above it what was wrong with the last one, if something was. */
    static String form(DrillsView drills, Site site, String ticket, String wrong) {
        StringBuilder types = new StringBuilder();
        for (Procedure each : site.plan().procedures()) {
            option(types, each.type(), each.name());
        }
        option(types, Procedure.OTHER, new Text("其他", "Other"));
        StringBuilder areas = new StringBuilder("<option value=\"\">—</option>\n");
        for (Area each : site.areas()) {
            option(areas, each.path(), each.name());
        }
        return page(drills, "报告险情 · Report", """
                %s
                <p>有人员危险请先拨打 119。In danger, call 119 first.</p>
                <form method="post" action="/report" enctype="multipart/form-data">
                %s<label for="type">什么情况 · What</label><select id="type" name="type" required>%s</select>
                <label for="area">地点 · Where</label><select id="area" name="area">%s</select>
                <label for="lat">或坐标 · or coordinates (lat, lon)</label>
                <input id="lat" name="lat" inputmode="decimal" maxlength="12" placeholder="35.9464">
                <input name="lon" aria-label="lon" inputmode="decimal" maxlength="12" placeholder="120.0869">
                <label for="text">看到了什么 · What you see</label>
                <textarea id="text" name="text" rows="4" maxlength="%d"></textarea>
                <label for="reporter">工号或电话（可不填） · Code or phone (optional)</label>
                <input id="reporter" name="reporter" maxlength="%d">
                %s
                <button>提交 · Send</button></form>
                <script type="module" src="/report/report.js"></script>
                """.formatted(
                        alert(wrong),
                        guard(ticket),
                        types,
                        areas,
                        PersonReport.TEXT_LENGTH_MAX,
                        PersonReport.REPORTER_LENGTH_MAX,
                        PHOTOS));
    }

    private static String alert(String wrong) {
        return wrong.isEmpty() ? "" : "<p class=\"wrong\" role=\"alert\">" + Html.escaped(wrong) + "</p>";
    }

    /** What a form must bring back, and what only machines fill in. */
    private static String guard(String ticket) {
        return """
                <input type="hidden" name="ticket" value="%s">
                <p class="trap" aria-hidden="true"><label>网址 <input name="website" tabindex="-1" autocomplete="off"></label></p>
                """.formatted(Html.escaped(ticket));
    }

    private static void option(StringBuilder options, String value, Text name) {
        options.append("<option value=\"")
                .append(Html.escaped(value))
                .append("\">")
                .append(both(name))
                .append("</option>\n");
    }

    /** What became of a report; above it what was wrong with the photos that were sent, if something was. */
    static String status(DrillsView drills, View view, Report report, String ticket, String wrong) {
        String unit = view.site()
                .plan()
                .crew(report.unit())
                .map(Crew::name)
                .map(ReportPages::both)
                .orElse("—");
        int arrived = ReportPictures.arrived(view, report);
        String photos = arrived == 0 ? "" : "<p>照片已收到：%d 张 · Photos received: %d</p>".formatted(arrived, arrived);
        return page(drills, "您的报告 · Your report", """
                %s<p>请记下编号 · Keep this code</p><p class="code">%s</p>
                <p><strong>%s</strong></p><p>处置单位 · Unit: %s</p>
                %s
                <p><a href="/report/%s">刷新 · Refresh</a></p>
                %s
                """.formatted(
                        alert(wrong),
                        Html.escaped(report.code()),
                        both(words(report.state())),
                        unit,
                        photos,
                        Html.escaped(report.code()),
                        ReportPictures.takesMore(view, report) ? more(report, ticket) : ""));
    }

    private static String more(Report report, String ticket) {
        return """
                <form method="post" action="/report/%s/photos" enctype="multipart/form-data">%s%s
                <button>补发照片 · Send photos</button></form>
                """.formatted(Html.escaped(report.code()), guard(ticket), PHOTOS);
    }

    /** That some photos were left out. */
    static String leftOut(String count) {
        return count + " 张照片未收下：须为 JPEG 或 PNG，每张不超过 8 MB、2500 万像素，每份报告最多 " + ReportPictures.EACH_MAX
                + " 张。报告本身已收到。 · " + count
                + " not taken: photos must be JPEG or PNG, up to 8 MB and 25 million pixels each, and "
                + ReportPictures.EACH_MAX + " a report. The report itself has arrived.";
    }

    /** The hub did not answer in time; the report may arrive yet. */
    static String late(DrillsView drills, String code) {
        return page(drills, "尚未确认 · Not confirmed", """
                <p class="wrong" role="alert">系统繁忙，尚未确认收到。紧急情况请拨打 119。
                The hub is busy and has not confirmed your report. In an emergency call 119.</p>
                <p>请稍后用此编号查看 · Look again with this code</p><p class="code"><a href="/report/%s">%s</a></p>
                """.formatted(code, code));
    }

    /** A code that nobody knows. */
    static String unknown(DrillsView drills) {
        return page(drills, "您的报告 · Your report", """
                <p>没有这个编号，或已是很久以前。There is no report of that code, or it was long ago.</p>
                <p><a href="/report">报告险情 · Report</a></p>
                """);
    }

    private static Text words(IncidentState state) {
        return switch (state) {
            case IncidentState.Reported s -> new Text("已收到，等待核实", "received, somebody will look");
            case IncidentState.Verified s -> new Text("已核实", "verified");
            case IncidentState.Responding s -> new Text("正在处置", "forces are on their way");
            case IncidentState.Contained s -> new Text("已控制", "contained");
            case IncidentState.Accepted s -> new Text("已处置，验收通过", "dealt with");
            case IncidentState.Closed s -> new Text("已结束", "closed");
            case IncidentState.LookBackDue s -> new Text("已结束", "closed");
            case IncidentState.LookedBack s -> new Text("已结束", "closed");
            case IncidentState.Merged s -> new Text("已并入另一事件", "joined to another incident");
        };
    }
}
