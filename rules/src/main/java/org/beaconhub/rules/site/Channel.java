package org.beaconhub.rules.site;

import java.util.EnumSet;
import java.util.Set;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.contact.Contact;

/**
 * A way to tell people or to move something outside the hub.
 *
 * @param name unique within the site
 * @param type how it works
 * @param target a webhook's URL, or the id of the siren's device
 * @param kinds which of the three signals it takes
 * @param severityMin the least severity that it takes
 * @param secret name of the secret that signs what is sent, or empty
 */
public record Channel(String name, Type type, String target, Set<Kind> kinds, Severity severityMin, String secret) {
    /** How a channel works. */
    public enum Type {
        /** A signed HTTP request. */
        WEBHOOK,
        /** An MQTT actuator that confirms. */
        SIREN
    }

    /** Copies the set. */
    public Channel {
        kinds = java.util.Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    }

    /** Whether it has receivers of its own, so that a notice needs to name none. */
    public boolean hasReceivers() {
        return switch (type) {
            case WEBHOOK -> true;
            case SIREN -> false;
        };
    }

    /** Whether it reaches a person. What a webhook calls finds people by their ids. */
    public boolean reaches(Contact contact) {
        return switch (type) {
            case WEBHOOK -> !contact.id().isEmpty();
            case SIREN -> false;
        };
    }

    /** Whether it takes notices of that kind and severity. */
    public boolean takes(Kind kind, Severity severity) {
        return kinds.contains(kind) && severity.compareTo(severityMin) >= 0;
    }
}
