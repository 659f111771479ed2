package org.beaconhub.rules.backtest;

/**
 * What an alarm is about. Ids differ from run to run, this does not.
 *
 * @param rule name of the rule
 * @param subject id of the device, or name of the channel
 */
public record AlarmName(String rule, String subject) {}
