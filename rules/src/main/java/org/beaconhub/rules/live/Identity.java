package org.beaconhub.rules.live;

/** What an alarm is about: one condition at one subject, one alarm. */
record Identity(String rule, String subject) {}
