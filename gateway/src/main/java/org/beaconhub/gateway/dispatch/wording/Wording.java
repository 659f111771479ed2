package org.beaconhub.gateway.dispatch.wording;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.Basis;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.explain.Grounds;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentState;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/**
 * A notice of what is real, as a person reads it: where, what, since when, how sure.
 *
 * @param title all of it in one line
 * @param lines the same at length, a line each
 */
public record Wording(Text title, List<Text> lines) {
    /** Longer texts of a site or a device are cut, in characters. */
    private static final int PART_LENGTH_MAX = 200;
    /** The same of a name within a title. */
    private static final int NAME_LENGTH_MAX = 40;

    /** What stands for what is left out. */
    private static final String CUT = "…";
    /** What controls a machine, or ends a line. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    /** Marks that turn the direction of reading or hide, and what is no character. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]");

    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** Copies the lines. */
    public Wording {
        lines = List.copyOf(lines);
    }

    /** What a notice says. */
    public static Wording of(IncidentNotice notice, Site site) {
        List<Text> lines = new ArrayList<>();
        Text title = switch (notice.about()) {
            case AlarmMoved moved -> alarm(moved, site, lines);
            case IncidentCalled called -> incident(called, site, lines);
            case Actuation _ -> throw new IllegalArgumentException("an actuation is told to nobody: " + notice.id());
        };
        lines.add(said("通知编号", "Notice", new Text(notice.id(), notice.id())));
        return new Wording(title, lines);
    }

    private static Text incident(IncidentCalled called, Site site, List<Text> lines) {
        Incident.Head head = called.incident();
        Text type = site.plan().procedure(head.type()).name();
        Text severity = Words.of(head.severity());
        Text why = Words.of(called.reason(), head.state());
        where(lines, site.areaName(head.area()), head.place());
        lines.add(said("事件", "What", new Text(type.zh() + " " + head.id(), type.en() + " " + head.id())));
        lines.add(said("级别", "Severity", severity));
        lines.add(said("开始时间", "Since", time(head.openedAtMs(), site)));
        called.basis().first().ifPresent(first -> lines.add(said("首个迹象", "First sign", first)));
        Optional<Text> checked = checked(head.state());
        checked.ifPresent(by -> lines.add(said("可信程度", "How sure", sure(called.basis(), by))));
        if (!head.unit().isEmpty()) {
            lines.add(said(
                    "责任单位",
                    "Unit",
                    site.plan().crew(head.unit()).map(crew -> crew.name()).orElse(new Text(head.unit(), head.unit()))));
        }
        if (called.more() > 0) {
            lines.add(plain(new Text(
                    "另有 " + called.more() + " 起事件，请登录值守台查看",
                    "And " + called.more() + " more incidents: see the console")));
        }
        Text grave = checked.map(by -> new Text(severity.zh() + "，" + by.zh(), severity.en() + ", " + by.en()))
                .orElse(severity);
        return new Title(why, site.areaName(head.area()), type, grave, head.openedAtMs(), called.more()).text(site);
    }

    /** Whether somebody has looked; empty where it is over. */
    private static Optional<Text> checked(IncidentState state) {
        return switch (state) {
            case IncidentState.Reported _ -> Optional.of(new Text("未经人员核实", "not verified by a person"));
            case IncidentState.Verified _,
                    IncidentState.Responding _,
                    IncidentState.Contained _,
                    IncidentState.Accepted _ -> Optional.of(new Text("已核实", "verified"));
            case IncidentState.Closed _,
                    IncidentState.LookBackDue _,
                    IncidentState.LookedBack _,
                    IncidentState.Merged _ -> Optional.empty();
        };
    }

    private static Text sure(Basis basis, Text checked) {
        int devices = basis.devices();
        int reports = basis.reports();
        return new Text(
                checked.zh()
                        + (devices > 0 ? "，" + devices + " 台设备报警" : "")
                        + (reports > 0 ? "，" + reports + " 人报告" : ""),
                checked.en()
                        + (devices > 0 ? ", alarms of " + devices + (devices == 1 ? " device" : " devices") : "")
                        + (reports > 0 ? ", reports of " + reports + (reports == 1 ? " person" : " people") : ""));
    }

    private static Text alarm(AlarmMoved moved, Site site, List<Text> lines) {
        Alarm alarm = moved.alarm();
        Optional<Device> device = site.device(alarm.subject());
        where(lines, site.areaName(alarm.area()), device.map(Device::place).orElse(Place.NONE));
        lines.add(said(
                "警情",
                "What",
                new Text(
                        alarm.message().zh() + " " + alarm.id(), alarm.message().en() + " " + alarm.id())));
        lines.add(said("设备", "Device", device.map(Device::name).orElse(new Text(alarm.subject(), alarm.subject()))));
        lines.add(said("级别", "Severity", Words.of(alarm.severity())));
        lines.add(said("开始时间", "Since", time(alarm.raisedAtMs(), site)));
        for (Evidence evidence : alarm.explanation()) {
            lines.add(said("依据", "Because", Grounds.of(alarm, evidence, site)));
        }
        if (moved.more() > 0) {
            lines.add(new Text(
                    "另有 " + moved.more() + " 条信号，请登录值守台查看", "And " + moved.more() + " more signals: see the console"));
        }
        return new Title(
                        Words.of(moved.reason()),
                        site.areaName(alarm.area()),
                        alarm.message(),
                        Words.of(alarm.severity()),
                        alarm.raisedAtMs(),
                        moved.more())
                .text(site);
    }

    /**
     * A title of a notice of what is real; a drill would need words of its own, as whoever reads this drives out.
     *
     * @param why what is asked, or what happened
     * @param more of so many other incidents it tells
     */
    private record Title(Text why, Text area, Text what, Text severity, long sinceMs, int more) {
        /** Where it is too long, names are cut, so that they do not push out how grave it is and since when. */
        Text text(Site site) {
            Text whole = text(site, plain(site.name()), plain(area), plain(what));
            boolean tooLong = Math.max(whole.zh().length(), whole.en().length()) > PART_LENGTH_MAX;
            return plain(tooLong ? text(site, brief(site.name()), brief(area), brief(what)) : whole);
        }

        private Text text(Site site, Text name, Text where, Text event) {
            String since = since(sinceMs, site);
            return new Text(
                    "【真实·" + name.zh() + "】" + why.zh() + "：" + where.zh() + event.zh() + "，" + severity.zh() + "，"
                            + since + " 起。" + (more > 0 ? "另有 " + more + " 起。" : ""),
                    "REAL, " + name.en() + ": " + why.en() + ": " + event.en() + ", " + where.en() + ", "
                            + severity.en() + ", since " + since + "." + (more > 0 ? " And " + more + " more." : ""));
        }
    }

    private static void where(List<Text> lines, Text area, Place place) {
        String at = place.isKnown() ? String.format(Locale.ROOT, " (%.5f, %.5f)", place.lat(), place.lon()) : "";
        lines.add(said("地点", "Where", new Text(area.zh() + at, area.en() + at)));
    }

    /** A title and its lines, Chinese first, for what carries both languages. */
    static String both(Text title, List<Text> lines) {
        StringBuilder text = new StringBuilder(title.zh()).append('\n');
        lines.forEach(line -> text.append(line.zh()).append('\n'));
        text.append('\n').append(title.en()).append('\n');
        lines.forEach(line -> text.append(line.en()).append('\n'));
        return text.toString().strip();
    }

    /** Since when, in the site's zone, as titles say it. */
    static String since(long ms, Site site) {
        return SINCE.withZone(ZoneId.of(site.zone())).format(Instant.ofEpochMilli(ms));
    }

    static Text time(long ms, Site site) {
        String text = TIME.withZone(ZoneId.of(site.zone())).format(Instant.ofEpochMilli(ms));
        return new Text(text, text + " " + site.zone());
    }

    static Text said(String zh, String en, Text value) {
        return plain(new Text(zh + "：" + value.zh(), en + ": " + value.en()));
    }

    static Text plain(Text text) {
        return new Text(plain(text.zh(), PART_LENGTH_MAX), plain(text.en(), PART_LENGTH_MAX));
    }

    /** Cut so that in a title no long name pushes out how grave it is. */
    public static Text brief(Text text) {
        return new Text(plain(text.zh(), NAME_LENGTH_MAX), plain(text.en(), NAME_LENGTH_MAX));
    }

    /**
     * In one line, without what controls a machine or turns the direction of reading; something always stands there.
     *
     * @param lengthMax what is longer is cut, in characters
     */
    public static String plain(String text, int lengthMax) {
        String line = (isPlain(text) ? text : cleared(text)).strip();
        return line.isEmpty() ? CUT : cut(line, lengthMax);
    }

    private static String cleared(String text) {
        return UNSEEN.matcher(CONTROLS.matcher(text).replaceAll(" ")).replaceAll("");
    }

    /** Nearly all are, and looking costs less than replacing: printable ASCII and Chinese. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean plain = each >= ' ' && each <= '~'
                    || each >= '\u4e00' && each <= '\u9fff'
                    || each >= '\u3001' && each <= '\u3011'
                    || each >= '\uff01' && each <= '\uff5e';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static String cut(String line, int most) {
        int length = line.codePointCount(0, line.length());
        return length <= most ? line : line.substring(0, line.offsetByCodePoints(0, most - 1)) + CUT;
    }
}
