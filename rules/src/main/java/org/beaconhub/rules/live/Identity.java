package org.beaconhub.rules.live;

import org.beaconhub.rules.alarm.Alarm;

/** What an alarm is about: one condition at one subject, one alarm. */
record Identity(String rule, String subject) {
    static Identity of(Alarm alarm) {
        return new Identity(alarm.rule(), alarm.subject());
    }
}
