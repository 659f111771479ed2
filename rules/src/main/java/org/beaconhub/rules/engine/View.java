package org.beaconhub.rules.engine;

import java.util.List;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.detect.CoverBook;
import org.beaconhub.rules.detect.Coverage;
import org.beaconhub.rules.detect.Duty;
import org.beaconhub.rules.detect.Told;
import org.beaconhub.rules.escalation.Escalation;
import org.beaconhub.rules.explain.HubAlarm;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.live.DeviceOut;
import org.beaconhub.rules.live.IncidentsView;
import org.beaconhub.rules.live.Maintenance;
import org.beaconhub.rules.site.Area;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.watch.Watched;
import org.beaconhub.rules.weather.AreaWeather;
import org.beaconhub.rules.weather.HourWeather;

/**
 * What readers may see of the engine; immutable.
 *
 * @param seq the last entry that it knows of, 0 before the first
 * @param hubTimeMs that entry's hub time
 * @param site the site
 * @param alarms alarms that are not closed, oldest first
 * @param devices what is known of each device, by index
 * @param duties what each device does, by index
 * @param pendingNotices notices without a final report, oldest first
 * @param fireWeather the fire weather of the areas, as far as it is known, by their paths
 * @param fireWeatherHours the last hour's, likewise
 * @param devicesOut devices out of service
 * @param maintenances maintenances that go on, or will
 * @param flooded names of the operator positions that are flooded with alarms
 * @param incidents incidents, people's reports, and what recurs
 * @param escalations who was called to each incident, oldest first
 * @param actuations what each actuator was last told
 * @param watched plates and cards on the watch list, oldest first
 * @param counters what was taken in
 */
public record View(
        long seq,
        long hubTimeMs,
        Site site,
        List<Alarm> alarms,
        List<DeviceView> devices,
        List<Duty> duties,
        List<NoticeOrdered> pendingNotices,
        List<AreaWeather> fireWeather,
        List<HourWeather> fireWeatherHours,
        List<DeviceOut> devicesOut,
        List<Maintenance> maintenances,
        List<String> flooded,
        IncidentsView incidents,
        List<Escalation> escalations,
        List<Actuation> actuations,
        List<Watched> watched,
        Counters counters) {
    /** Copies the lists. */
    public View {
        alarms = List.copyOf(alarms);
        devices = List.copyOf(devices);
        duties = List.copyOf(duties);
        pendingNotices = List.copyOf(pendingNotices);
        fireWeather = List.copyOf(fireWeather);
        fireWeatherHours = List.copyOf(fireWeatherHours);
        devicesOut = List.copyOf(devicesOut);
        maintenances = List.copyOf(maintenances);
        flooded = List.copyOf(flooded);
        escalations = List.copyOf(escalations);
        actuations = List.copyOf(actuations);
        watched = List.copyOf(watched);
    }

    /** The hub's own alarms, which no rule of the site makes, about a device or a channel. */
    public List<HubAlarm> hubAlarms(String subject) {
        return alarms.stream()
                .filter(alarm -> alarm.subject().equals(subject))
                .flatMap(alarm -> HubAlarm.of(alarm, site.zone()).stream())
                .toList();
    }

    /** How many of each area's sensing devices do what they are there for; areas without one are left out. */
    public List<Coverage> coverage() {
        return CoverBook.of(site.areas().stream().map(Area::path).toList(), each -> {
            for (int i = 0; i < devices.size(); i++) {
                each.accept(devices.get(i).device(), duties.get(i));
            }
        });
    }

    /**
     * What is known of one device.
     *
     * @param device the device
     * @param heardAtMs when it was last heard, hub time, or {@link org.beaconhub.rules.detect.Track#NEVER}
     * @param observedAtMs its newest observed time, or {@link org.beaconhub.rules.detect.Track#NEVER}
     * @param timeSource whose clock that was
     * @param latest its last readings
     */
    public record DeviceView(
            Device device, long heardAtMs, long observedAtMs, TimeSource timeSource, List<Told> latest) {
        /** Copies the list. */
        public DeviceView {
            latest = List.copyOf(latest);
        }
    }
}
