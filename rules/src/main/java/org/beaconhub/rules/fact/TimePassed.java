package org.beaconhub.rules.fact;

/**
 * Time has come to a moment that a timer waits for. Timers fire through this fact alone, so a restart neither loses
 * nor repeats one; it is appended only when a timer is due. The time reached is the entry's hub time.
 */
public record TimePassed() implements LiveFact {}
