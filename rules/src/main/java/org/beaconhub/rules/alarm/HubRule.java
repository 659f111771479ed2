package org.beaconhub.rules.alarm;

import java.util.Arrays;
import java.util.Optional;

/** What the hub raises alarms about by itself, without a rule of the site; its key stands where a rule's name would. */
public enum HubRule {
    /** A notice could not be delivered; the subject is the channel. */
    NOTICE_FAILED("notice-failed"),
    /** A device that watches over lives was taken out of service. */
    OUT_OF_SERVICE("out-of-service"),
    /** One of the watch list passed; the subject is the device that saw it. */
    WATCH_LIST("watch-list");

    private final String key;

    HubRule(String key) {
        this.key = key;
    }

    /** What an alarm calls it. */
    public String key() {
        return key;
    }

    /** The one of that name; empty where it is a rule of the site. */
    public static Optional<HubRule> of(String rule) {
        return Arrays.stream(values()).filter(each -> each.key.equals(rule)).findFirst();
    }
}
