package org.beaconhub.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;

/** Sites with one channel and one policy, and an incident in them that is about to be told. */
public final class Calls {
    private Calls() {}

    /**
     * The site's texts.
     *
     * @param channel a channel as the site writes it
     * @param step a step of the policy, such as {@code tell: [contact li], over: [mail]}
     * @param areaName the names of the one area
     */
    public static List<SiteFile> site(String channel, String step, String areaName) {
        List<SiteFile> files = new ArrayList<>();
        for (SiteFile each : Stories.site(1).files()) {
            files.add(
                    each.name().equals("channels.yaml")
                            ? new SiteFile("channels.yaml", "channels:\n  - " + channel + "\n")
                            : new SiteFile(each.name(), each.text().replace("zh: 林区, en: Forest", areaName)));
        }
        files.add(
                new SiteFile(
                        "contacts.yaml",
                        "contacts: [{ id: li, name: { zh: 李, en: Li }, mail: li@example.org, phone: \"+86 532 5550 0101\" }]\n"));
        files.add(new SiteFile(
                "escalation.yaml", "policies: [{ policy: all, min-severity: minor, steps: [{ " + step + " }] }]\n"));
        return files;
    }

    /** An engine whose first incident has just begun. */
    public static Engine begun(List<SiteFile> site) {
        Engine engine = Engine.empty();
        engine.apply(new Entry(1, Stories.START_MS, new SiteChanged("start", site)));
        engine.apply(
                new Entry(2, Stories.START_MS + 1, Stories.says(0, 1, Stories.START_MS, Quantity.TEMPERATURE, 70)));
        return engine;
    }
}
