package org.beaconhub.rules.kpi;

/**
 * Alarms in a unit of time.
 *
 * @param average alarms per unit, over the whole span
 * @param peak the most alarms in one unit
 */
public record Rate(double average, int peak) {}
