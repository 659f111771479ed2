package org.beaconhub.rules.calendar;

/** From one time of day to another, in minutes since 00:00; beyond 24:00 where it ends on the next day. */
record Hours(int fromMinute, int toMinute) {
    static final int DAY_MINUTES = 24 * 60;
    static final Hours ALL_DAY = new Hours(0, DAY_MINUTES);
}
