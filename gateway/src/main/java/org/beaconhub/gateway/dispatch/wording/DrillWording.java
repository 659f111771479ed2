package org.beaconhub.gateway.dispatch.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.decision.DrillAlarmMoved;
import org.beaconhub.rules.decision.DrillCalled;
import org.beaconhub.rules.decision.DrillEnded;
import org.beaconhub.rules.decision.DrillNotice;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.site.Site;

/**
 * A drill's notice, as a person reads it. It is made of a {@link DrillNotice} alone, and its title begins and ends by saying that it
 * is a drill, so that neither a cut nor a glance can take it for real.
 *
 * @param title all of it in one line
 * @param lines the same at length, a line each
 */
public record DrillWording(Text title, List<Text> lines) {
    /** Copies the lines. */
    public DrillWording {
        lines = List.copyOf(lines);
    }

    /** What a drill's notice says, with the link to answer by in the drill where it asks for an answer. */
    public static DrillWording of(DrillNotice notice, Site site, Optional<String> answer) {
        DrillWording said = of(notice, site);
        List<Text> lines = new ArrayList<>(said.lines());
        answer.ifPresent(link -> lines.add(1, new Text("演练应答请点：" + link, "To answer in the drill: " + link)));
        return new DrillWording(said.title(), lines);
    }

    /** What a drill's notice says. */
    public static DrillWording of(DrillNotice notice, Site site) {
        List<Text> lines = new ArrayList<>();
        lines.add(new Text("这是演练，不是真实警情。", "This is a drill. Nothing of it is real."));
        lines.add(Wording.said("演练科目", "Practised", notice.title()));
        Text what = switch (notice.about()) {
            case DrillAlarmMoved moved -> alarm(moved, site, lines);
            case DrillCalled called -> incident(called, site, lines);
            case DrillEnded _ ->
                new Text("演练结束，之后收到的都是真实警情", "the drill is over, from now on whatever you get is real");
        };
        lines.add(Wording.said("演练编号", "Drill", same(notice.about().drill())));
        lines.add(Wording.said("通知编号", "Notice", same(notice.id())));
        Text name = Wording.brief(site.name());
        Text practised = Wording.brief(notice.title());
        return new DrillWording(
                new Text(
                        "【演练 DRILL·" + name.zh() + "】" + practised.zh() + "：" + what.zh() + "。（演练，非真实警情）",
                        "DRILL, " + name.en() + ": " + practised.en() + ": " + what.en() + ". (A drill, not real.)"),
                lines);
    }

    private static Text alarm(DrillAlarmMoved moved, Site site, List<Text> lines) {
        Alarm alarm = moved.alarm();
        Text area = site.areaName(alarm.area());
        lines.add(Wording.said("地点", "Where", area));
        lines.add(Wording.said("警情", "What", alarm.message()));
        lines.add(Wording.said("级别", "Severity", Words.of(alarm.severity())));
        return what(
                Words.of(moved.reason()),
                area,
                alarm.message(),
                Words.of(alarm.severity()),
                Wording.since(alarm.raisedAtMs(), site),
                moved.more());
    }

    private static Text incident(DrillCalled called, Site site, List<Text> lines) {
        Incident.Head head = called.incident();
        Text area = site.areaName(head.area());
        Text type = site.plan().procedure(head.type()).name();
        lines.add(Wording.said("地点", "Where", area));
        lines.add(Wording.said("事件", "What", new Text(type.zh() + " " + head.id(), type.en() + " " + head.id())));
        lines.add(Wording.said("级别", "Severity", Words.of(head.severity())));
        return what(
                Words.of(called.reason(), head.state()),
                area,
                type,
                Words.of(head.severity()),
                Wording.since(head.openedAtMs(), site),
                called.more());
    }

    /** In one line; what comes last is of how many others of the drill it tells. */
    private static Text what(Text why, Text area, Text event, Text severity, String since, int more) {
        Text where = Wording.brief(area);
        Text briefly = Wording.brief(event);
        return new Text(
                why.zh() + "：" + where.zh() + briefly.zh() + "，" + severity.zh() + "，" + since + " 起"
                        + (more > 0 ? "，另有 " + more + " 起" : ""),
                why.en() + ": " + briefly.en() + ", " + where.en() + ", " + severity.en() + ", since " + since
                        + (more > 0 ? ", and " + more + " more" : ""));
    }

    private static Text same(String text) {
        return new Text(text, text);
    }

    /** The whole of it, Chinese first, for what carries both languages. */
    public String both() {
        return Wording.both(title, lines);
    }
}
