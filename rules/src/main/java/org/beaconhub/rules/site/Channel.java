package org.beaconhub.rules.site;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.contact.Contact;

/**
 * A way to tell people or to move something outside the hub.
 *
 * @param name unique within the site
 * @param way how it works
 * @param kinds which of the three signals it takes
 * @param severityMin the least severity that it takes
 * @param takesDrills whether notices of drills go over it, marked as such; never over one that moves something
 */
public record Channel(String name, Way way, Set<Kind> kinds, Severity severityMin, boolean takesDrills) {
    /** Copies the set, and rejects an actuator that takes drills. */
    public Channel {
        if (takesDrills && way instanceof Way.Actuator) {
            throw new IllegalArgumentException(name + " moves something, and so takes no drills");
        }
        kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    }

    /** Whether it has receivers of its own, so that a notice needs to name none. */
    public boolean hasReceivers() {
        return switch (way) {
            case Way.Webhook _, Way.Cap _, Way.Robot _ -> true;
            case Way.Mail mail -> !mail.to().isEmpty();
            case Way.Actuator _, Way.Sms _ -> false;
        };
    }

    /** Whether people hear over it, so that a policy may name it. */
    public boolean tellsPeople() {
        return switch (way) {
            case Way.Webhook _, Way.Cap _, Way.Robot _, Way.Sms _, Way.Mail _ -> true;
            case Way.Actuator _ -> false;
        };
    }

    /** Whether it reaches a person. What a webhook calls finds people by their ids. */
    public boolean reaches(Contact contact) {
        return switch (way) {
            case Way.Webhook _ -> !contact.id().isEmpty();
            case Way.Actuator _, Way.Cap _, Way.Robot _ -> false;
            case Way.Sms _ -> !contact.phone().isEmpty();
            case Way.Mail _ -> !contact.mail().isEmpty();
        };
    }

    /** Whether who receives it are people, who can be told too often; what is told by a webhook or in CAP is a machine. */
    public boolean isReadByPeople() {
        return switch (way) {
            case Way.Webhook _, Way.Cap _, Way.Actuator _ -> false;
            case Way.Robot _, Way.Sms _, Way.Mail _ -> true;
        };
    }

    /** Whether it takes notices of that kind and severity. */
    public boolean takes(Kind kind, Severity severity) {
        return kinds.contains(kind) && severity.compareTo(severityMin) >= 0;
    }
}
