package org.beaconhub.rules.weather;

/**
 * The fire weather of one area at the end of one hour: the litter of that hour over the deeper layers of the last noon.
 *
 * @param area path of the area
 * @param endMs the end of the hour, milliseconds since 1970 UTC
 * @param weather the hour's means, and its rain
 * @param fireWeather the codes, of which the FFMC is the hourly one, and what follows from them
 * @param stations how many stations told the weather; 0 where none did
 * @param estimatedHours for how many hours in a row, until this one, the weather is an estimate
 */
public record HourWeather(
        String area, long endMs, Weather weather, FireWeather fireWeather, int stations, int estimatedHours) {}
