package org.beaconhub.gateway.dispatch.cap;

import org.beaconhub.gateway.cap.CapInfo;
import org.beaconhub.gateway.cap.CapInfo.Assessment;
import org.beaconhub.gateway.cap.CapInfo.Category;
import org.beaconhub.gateway.cap.CapInfo.Certainty;
import org.beaconhub.gateway.cap.CapInfo.Urgency;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentState;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/**
 * What a notice tells, in the terms of CAP 1.2.
 *
 * @param turn what it means for who was warned
 * @param category what kind of danger
 * @param event what it is
 * @param assessment how soon, how grave, how sure
 * @param severity the hub's own word for how grave
 * @param area path of the area
 * @param place where in it
 * @param sinceMs since when, hub time in milliseconds since 1970 UTC
 * @param page where the console shows it, behind its address; empty where it has no page
 */
record Gist(
        Turn turn,
        Category category,
        Text event,
        Assessment assessment,
        Severity severity,
        String area,
        Place place,
        long sinceMs,
        String page) {
    static Gist of(IncidentNotice notice, Site site) {
        return switch (notice.about()) {
            case AlarmMoved moved -> alarm(moved, site);
            case IncidentCalled called -> incident(called, site);
            case Actuation _ -> throw new IllegalArgumentException("an actuation is told to nobody: " + notice.id());
        };
    }

    private static Gist alarm(AlarmMoved moved, Site site) {
        Alarm alarm = moved.alarm();
        Turn turn = Turn.of(moved);
        boolean sure = alarm.kind() != Kind.ALARM
                || moved.reason() == MoveReason.CONFIRMED
                || alarm.severity() == Severity.EXTREME;
        return new Gist(
                turn,
                alarm.kind() == Kind.ALARM ? category(site.incidentType(alarm.rule())) : Category.INFRA,
                alarm.message(),
                assessment(turn, alarm.kind() == Kind.ALARM, alarm.severity(), sure),
                alarm.severity(),
                alarm.area(),
                site.device(alarm.subject()).map(Device::place).orElse(Place.NONE),
                alarm.observedAtMs(),
                "");
    }

    private static Gist incident(IncidentCalled called, Site site) {
        Incident.Head head = called.incident();
        Turn turn = Turn.of(called);
        boolean sure = head.severity() == Severity.EXTREME
                || switch (head.state()) {
                    case IncidentState.Verified _,
                            IncidentState.Responding _,
                            IncidentState.Contained _,
                            IncidentState.Accepted _ -> true;
                    case IncidentState.Reported _,
                            IncidentState.Closed _,
                            IncidentState.LookBackDue _,
                            IncidentState.LookedBack _,
                            IncidentState.Merged _ -> false;
                };
        return new Gist(
                turn,
                category(head.type()),
                site.plan().procedure(head.type()).name(),
                assessment(turn, true, head.severity(), sure),
                head.severity(),
                head.area(),
                head.place(),
                head.openedAtMs(),
                "#/incidents/" + head.id());
    }

    /** By the types of incident that sites have of old; what else there is, is a matter of safety. */
    private static Category category(String type) {
        return switch (type) {
            case "fire" -> Category.FIRE;
            case "gas" -> Category.CBRNE;
            case "intrusion" -> Category.SECURITY;
            default -> Category.SAFETY;
        };
    }

    private static Assessment assessment(Turn turn, boolean danger, Severity severity, boolean sure) {
        Urgency urgency = switch (turn) {
            case CALLS -> danger ? Urgency.IMMEDIATE : Urgency.EXPECTED;
            case GOES_ON, ELSEWHERE -> Urgency.EXPECTED;
            case OVER, VOID -> Urgency.PAST;
        };
        Certainty certainty = switch (turn) {
            case CALLS, GOES_ON, ELSEWHERE -> sure ? Certainty.OBSERVED : Certainty.LIKELY;
            case OVER -> Certainty.OBSERVED;
            case VOID -> Certainty.UNLIKELY;
        };
        return new Assessment(urgency, word(severity), certainty);
    }

    /** Ours has one more: danger to life is extreme there, confirmed or not. */
    private static CapInfo.Severity word(Severity severity) {
        return switch (severity) {
            case MINOR -> CapInfo.Severity.MINOR;
            case MODERATE -> CapInfo.Severity.MODERATE;
            case SEVERE -> CapInfo.Severity.SEVERE;
            case CRITICAL, EXTREME -> CapInfo.Severity.EXTREME;
        };
    }
}
