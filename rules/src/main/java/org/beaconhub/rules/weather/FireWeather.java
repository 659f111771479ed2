package org.beaconhub.rules.weather;

/**
 * The outcome of one day, or of one hour.
 *
 * @param codes the moisture codes
 * @param isi Initial Spread Index: how fast a fire would spread; open scale from 0
 * @param bui Buildup Index: how much fuel is dry enough to burn; open scale from 0
 * @param fwi Fire Weather Index: how intense a fire would be; open scale from 0
 * @param dsr Daily Severity Rating: how hard it would be to control; open scale from 0
 */
public record FireWeather(Codes codes, double isi, double bui, double fwi, double dsr) {}
