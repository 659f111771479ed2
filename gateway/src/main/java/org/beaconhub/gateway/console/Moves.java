package org.beaconhub.gateway.console;

import org.beaconhub.rules.drill.DrillView;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.engine.View;

/** What of a newer view of a site differs, but for what its devices said last. */
final class Moves {
    private Moves() {}

    /** Whether anything does that people act on. */
    static boolean any(View before, View now) {
        return before.site() != now.site()
                || !before.alarms().equals(now.alarms())
                || silenced(before, now)
                || actuators(before, now)
                || incidents(before, now)
                || !before.duties().equals(now.duties())
                || !before.fireWeather().equals(now.fireWeather());
    }

    /** Whether a drill began or ended, or anything moved in the one that goes on that people act on. */
    static boolean drills(DrillsView before, DrillsView now) {
        if (before.running().isEmpty() || now.running().isEmpty()) {
            return before.running().isPresent() != now.running().isPresent();
        }
        DrillView was = before.running().get();
        DrillView is = now.running().get();
        return !was.record().id().equals(is.record().id()) || any(was.world(), is.world());
    }

    /** Whether other devices are out of service, other maintenances go on, or other positions are flooded. */
    static boolean silenced(View before, View now) {
        return !before.devicesOut().equals(now.devicesOut())
                || !before.maintenances().equals(now.maintenances())
                || !before.flooded().equals(now.flooded());
    }

    /** Whether an actuator was told something, or a notice is on its way or has arrived. */
    static boolean actuators(View before, View now) {
        return !before.actuations().equals(now.actuations())
                || !before.pendingNotices().equals(now.pendingNotices());
    }

    /** Whether an incident or its calls moved. */
    static boolean incidents(View before, View now) {
        return !before.incidents().equals(now.incidents())
                || !before.escalations().equals(now.escalations());
    }
}
