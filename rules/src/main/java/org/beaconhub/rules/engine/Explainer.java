package org.beaconhub.rules.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.detect.Track;
import org.beaconhub.rules.explain.Answer;
import org.beaconhub.rules.explain.Finding;
import org.beaconhub.rules.explain.Hindrance;
import org.beaconhub.rules.explain.Why;
import org.beaconhub.rules.fact.AreaPath;
import org.beaconhub.rules.live.LiveDesk;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/** Tells of one moment why a watch has an alarm, or none. */
final class Explainer {
    private final Site site;
    private final LiveDesk desk;
    private final long hubMs;
    private final long seq;

    Explainer(Site site, LiveDesk desk, long hubMs, long seq) {
        this.site = site;
        this.desk = desk;
        this.hubMs = hubMs;
        this.seq = seq;
    }

    Why why(Watch watch) {
        Rule rule = watch.rule();
        Device device = watch.device();
        Optional<Alarm> alarm = desk.alarm(rule.name(), device.id());
        Finding raise = watch.raising(hubMs);
        List<Hindrance> hindrances = new ArrayList<>();
        deviceOut(device).ifPresent(hindrances::add);
        boolean lifeSafety =
                Alarm.lifeSafety(rule.kind(), alarm.map(Alarm::severity).orElse(rule.severity()));
        if (!lifeSafety) {
            maintenance(device).ifPresent(hindrances::add);
        }
        alarm.flatMap(this::hushed).ifPresent(hindrances::add);
        course(watch, alarm, raise).ifPresent(hindrances::add);
        return new Why(
                rule.name(),
                device.id(),
                device.name(),
                hubMs,
                seq,
                site.zone(),
                watch.heardAtMs() == Track.NEVER ? OptionalLong.empty() : OptionalLong.of(watch.heardAtMs()),
                alarm,
                hindrances,
                raise,
                watch.clearing(hubMs),
                watch.confirming(hubMs),
                rule.confirm().map(Rule.Confirm::severity));
    }

    private Optional<Hindrance> deviceOut(Device device) {
        return Optional.ofNullable(desk.devicesOut().get(device.id()))
                .map(out -> new Hindrance.DeviceOut(out.sinceMs(), out.by(), out.reason()));
    }

    private Optional<Hindrance> maintenance(Device device) {
        return desk.maintenances().stream()
                .filter(each -> each.fromMs() <= hubMs && hubMs < each.untilMs())
                .filter(each -> AreaPath.isWithin(device.area(), each.area()))
                .<Hindrance>map(each ->
                        new Hindrance.InMaintenance(each.id(), each.area(), each.untilMs(), each.by(), each.reason()))
                .findFirst();
    }

    /** What hushes an alarm beside work and devices out of service. */
    private Optional<Hindrance> hushed(Alarm alarm) {
        if (alarm.state() instanceof AlarmState.Shelved shelved) {
            return Optional.of(new Hindrance.OnTheShelf(shelved.untilMs(), shelved.by(), shelved.reason()));
        }
        if (!(alarm.state() instanceof AlarmState.SuppressedByDesign follows)
                || desk.maintenances().stream().anyMatch(each -> each.id().equals(follows.cause()))) {
            return Optional.empty();
        }
        return Optional.of(desk.alarms().stream()
                .filter(each -> each.id().equals(follows.cause()))
                .findFirst()
                .map(each -> new Hindrance.Inhibited(each.id(), each.rule(), each.subject()))
                .orElse(new Hindrance.Inhibited(follows.cause(), "", "")));
    }

    /** Where the condition and the alarm do not agree. */
    private static Optional<Hindrance> course(Watch watch, Optional<Alarm> alarm, Finding raise) {
        if (watch.standing()) {
            return alarm.isEmpty() ? Optional.of(new Hindrance.StillHolds()) : Optional.empty();
        } else if (raise.answer() == Answer.YES) {
            return Optional.of(new Hindrance.OldNews());
        }
        return alarm.filter(each -> each.state().holds()).map(each -> new Hindrance.ReturnWaits());
    }
}
