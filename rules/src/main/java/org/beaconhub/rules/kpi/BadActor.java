package org.beaconhub.rules.kpi;

/**
 * One of those who call most often.
 *
 * @param rule name of the rule
 * @param subject id of the device
 * @param calls how often it called an operator
 * @param share its share of all calls at the position, 0 to 1
 */
public record BadActor(String rule, String subject, long calls, double share) {}
