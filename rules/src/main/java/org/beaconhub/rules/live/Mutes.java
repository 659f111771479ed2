package org.beaconhub.rules.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmEvent;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/** What keeps alarms from calling for attention although their condition holds. */
final class Mutes {
    /** So many maintenances are known at once; more would mean that nobody ends them. */
    static final int MAINTENANCES_MAX = 100;

    private final Map<String, DeviceOut> out = new LinkedHashMap<>();
    private final Map<String, Maintenance> maintenances = new LinkedHashMap<>();

    Map<String, DeviceOut> out() {
        return out;
    }

    Map<String, Maintenance> maintenances() {
        return maintenances;
    }

    /** Forgets the devices that the site does not know; which they were. */
    List<String> devicesGone(Predicate<String> known) {
        List<String> gone = out.keySet().stream().filter(known.negate()).toList();
        gone.forEach(out::remove);
        return gone;
    }

    /** Takes a device out of service; why not, where that cannot be. */
    Optional<Text> takeOut(String by, Command.TakeOut act, Site site, long nowMs) {
        if (site.device(act.device()).isEmpty()) {
            return Optional.of(Sentences.noDevice(act.device()));
        }
        if (out.containsKey(act.device())) {
            return Optional.of(Sentences.isOut(act.device()));
        }
        out.put(act.device(), new DeviceOut(act.device(), nowMs, by, act.reason()));
        return Optional.empty();
    }

    /** Puts a device back into service; why not, where that cannot be. */
    Optional<Text> putBack(Command.PutBack act) {
        return out.remove(act.device()) == null ? Optional.of(Sentences.isIn(act.device())) : Optional.empty();
    }

    /** Begins a maintenance, now or later; why not, where that cannot be. */
    Optional<Text> begin(Cause cause, String by, Command.BeginMaintenance act, Site site, long nowMs) {
        if (!site.hasArea(act.area())) {
            return Optional.of(Sentences.noArea(act.area()));
        }
        if (maintenances.size() >= MAINTENANCES_MAX) {
            return Optional.of(Sentences.tooMany(MAINTENANCES_MAX));
        }
        long fromMs = Math.max(nowMs, act.fromMs());
        Maintenance begun =
                new Maintenance("M" + cause.seq(), act.area(), fromMs, fromMs + act.forMs(), by, act.reason());
        maintenances.put(begun.id(), begun);
        return Optional.empty();
    }

    /** Ends a maintenance; why not, where that cannot be. */
    Optional<Text> end(Command.EndMaintenance act) {
        return maintenances.remove(act.id()) == null
                ? Optional.of(Sentences.noMaintenance(act.id()))
                : Optional.empty();
    }

    /** When a maintenance begins or ends next, after {@code nowMs}. */
    long nextMs(long nowMs) {
        long next = Long.MAX_VALUE;
        for (Maintenance each : maintenances.values()) {
            next = Math.min(next, each.fromMs() > nowMs ? each.fromMs() : Math.max(each.untilMs(), nowMs + 1));
        }
        return next;
    }

    /** Ends the maintenances whose time is over. */
    void expire(long nowMs) {
        maintenances.values().removeIf(each -> each.untilMs() <= nowMs);
    }

    /**
     * What hushes an alarm whose condition holds; empty where nothing does.
     *
     * @param causes finds what may suppress it
     */
    Optional<AlarmEvent> of(Alarm alarm, Site site, long nowMs, Causes causes) {
        DeviceOut gone = out.get(alarm.subject());
        if (gone != null) {
            return Optional.of(new AlarmEvent.TakenOut(gone.by(), gone.reason()));
        }
        if (alarm.lifeSafety()) {
            return Optional.empty();
        }
        for (Maintenance each : maintenances.values()) {
            if (each.covers(alarm.area(), nowMs)) {
                return Optional.of(new AlarmEvent.Suppressed(each.id()));
            }
        }
        List<String> subjects = causes.inhibitors(alarm.rule()).isEmpty() ? List.of() : path(alarm.subject(), site);
        for (String cause : causes.inhibitors(alarm.rule())) {
            for (String subject : subjects) {
                Optional<String> id = causes.holding(cause, subject);
                if (id.isPresent()) {
                    return Optional.of(new AlarmEvent.Suppressed(id.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** Finds what may suppress an alarm. */
    interface Causes {
        /** Names of the rules that inhibit one. */
        Set<String> inhibitors(String rule);

        /** Id of the alarm of a rule at a subject whose condition holds and whose device is in service. */
        Optional<String> holding(String rule, String subject);
    }

    /** The subject, all that it is heard through, and the hub. */
    private static List<String> path(String subject, Site site) {
        List<String> path = new ArrayList<>();
        path.add(subject);
        Device device = site.deviceOrNull(subject);
        while (device != null && !device.via().isEmpty()) {
            path.add(device.via());
            device = site.deviceOrNull(device.via());
        }
        if (!path.contains(Device.HUB)) {
            path.add(Device.HUB);
        }
        return path;
    }

    void write(ByteSink sink) {
        sink.putUnsigned(out.size());
        for (DeviceOut each : out.values()) {
            sink.putText(each.device());
            sink.putSigned(each.sinceMs());
            sink.putText(each.by());
            sink.putText(each.reason());
        }
        sink.putUnsigned(maintenances.size());
        for (Maintenance each : maintenances.values()) {
            sink.putText(each.id());
            sink.putText(each.area());
            sink.putSigned(each.fromMs());
            sink.putSigned(each.untilMs());
            sink.putText(each.by());
            sink.putText(each.reason());
        }
    }

    void read(ByteSource source) {
        for (int count = source.getCount(); count > 0; count--) {
            DeviceOut each = new DeviceOut(source.getText(), source.getSigned(), source.getText(), source.getText());
            out.put(each.device(), each);
        }
        for (int count = source.getCount(); count > 0; count--) {
            Maintenance each = new Maintenance(
                    source.getText(),
                    source.getText(),
                    source.getSigned(),
                    source.getSigned(),
                    source.getText(),
                    source.getText());
            maintenances.put(each.id(), each);
        }
    }
}
