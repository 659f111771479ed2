package org.beaconhub.rules.engine;

import java.util.List;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.HubRule;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.live.LiveDesk;
import org.beaconhub.rules.live.Proposal;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.watch.Watched;

/**
 * Raises an alarm where somebody passes who is on the watch list. It names the entry of the list alone: why somebody is on it is for
 * those who may see the list.
 */
final class Sightings {
    private Sightings() {}

    /** A passage is a moment: the alarm is over at once, and calls until somebody has seen it. */
    static void raise(LiveDesk desk, Device device, Observation observation, List<Watched> seen, long seq) {
        if (seen.isEmpty()) {
            return;
        }
        List<Evidence> evidence = seen.stream()
                .map(each -> new Evidence(
                        each.quantity().key() + " on the watch list", each.id(), observation.observedAtMs(), seq))
                .toList();
        desk.raise(new Proposal(
                HubRule.WATCH_LIST.key(),
                device.id(),
                device.area(),
                Kind.ALARM,
                Severity.MODERATE,
                new Text(
                        device.name().zh() + " 布控比对命中",
                        "One of the watch list passed at " + device.name().en()),
                observation.observedAtMs(),
                evidence));
        desk.over(HubRule.WATCH_LIST.key(), device.id());
    }
}
