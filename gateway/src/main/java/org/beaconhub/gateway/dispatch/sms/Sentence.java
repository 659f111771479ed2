package org.beaconhub.gateway.dispatch.sms;

import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Area;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way.Language;

/** What a notice says in one line: what is asked, what it is, where, and how bad. */
final class Sentence {
    private Sentence() {}

    static String of(IncidentNotice notice, Site site, Language language) {
        return switch (notice.about()) {
            case IncidentCalled called -> said(called, site, language);
            case AlarmMoved moved -> in(language, moved.alarm().message());
        };
    }

    private static String said(IncidentCalled called, Site site, Language language) {
        String type =
                in(language, site.plan().procedure(called.incident().type()).name());
        String area = in(
                language,
                site.areas().stream()
                        .filter(each -> each.path().equals(called.incident().area()))
                        .map(Area::name)
                        .findFirst()
                        .orElse(site.name()));
        String severity = in(language, severity(called.incident().severity()));
        String why = in(language, reason(called.reason()));
        String place = in(language, site.name());
        return switch (language) {
            case ZH ->
                "【" + place + "】" + why + "：" + area + type + "，" + severity + "。"
                        + (called.more() > 0 ? "另有 " + called.more() + " 起。" : "");
            case EN ->
                place + ": " + why + ": " + type + ", " + area + ", " + severity + "."
                        + (called.more() > 0 ? " And " + called.more() + " more." : "");
        };
    }

    private static String in(Language language, Text text) {
        return switch (language) {
            case ZH -> text.zh();
            case EN -> text.en();
        };
    }

    private static Text reason(CallReason reason) {
        return switch (reason) {
            case BEGAN -> new Text("请处置", "please respond");
            case ESCALATED -> new Text("无人应答，请处置", "nobody has answered, please respond");
            case GRAVER -> new Text("升级，请处置", "graver, please respond");
            case ANSWERED -> new Text("已有人应答", "answered");
            case ENDED -> new Text("已结束", "over");
            case REKINDLED -> new Text("复燃，请处置", "rekindled, please respond");
        };
    }

    private static Text severity(Severity severity) {
        return switch (severity) {
            case MINOR -> new Text("轻微", "minor");
            case MODERATE -> new Text("一般", "moderate");
            case SEVERE -> new Text("较重", "severe");
            case CRITICAL -> new Text("严重", "critical");
            case EXTREME -> new Text("特重", "extreme");
        };
    }
}
